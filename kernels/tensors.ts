/** Kernels over whole tensors, in the memory of tfjs. */
export { depthwise, gatherPatches, scatterPatches, setConvolution } from "./patches"
export { product, scratchSize } from "./product"
export { addSegments, gatherRows } from "./segments"
export { gapsAtLabels, gapsOfShares, greatestOfRows, slopesAtLabels, slopesOfShares } from "./crossentropy"
export { adam } from "./optimizers"
export { passed, rectify, spread, sumRows } from "./spread"
export { normalizeRows, slopesOfGamma, slopesOfNormal, slopesOfSoftmax } from "./normalize"
