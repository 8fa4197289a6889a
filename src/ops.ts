/**
 * Ops on tensors, typed: in a graph each becomes a layer of the model, on data it computes at once.
 * `import * as ops from "shapeproof/ops"`
 */
export { type Arithmetic, add, sub } from "./ops/arithmetic.js"
export { rearrange, reduce, repeat } from "./ops/axesOps.js"
export { einsum } from "./ops/einsumOp.js"
export { matMul } from "./ops/matMul.js"
export { reshape } from "./ops/reshaping.js"
