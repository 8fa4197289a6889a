/** The kernels over whole tensors. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import type { Geometry } from "../geometry.js"
import { type Kernel, kernelsIn, memoryOf } from "./loading.js"
import * as builds from "./tensors.wasm.js"

export interface TensorKernels {
  product: Kernel
  setConvolution: Kernel
  gatherPatches: Kernel
  scatterPatches: Kernel
  depthwise: Kernel
  addSegments: Kernel
  gatherRows: Kernel
  greatestOfRows: Kernel
  gapsAtLabels: Kernel
  gapsOfShares: Kernel
  slopesAtLabels: Kernel
  slopesOfShares: Kernel
  adam: Kernel
  spread: Kernel
  sumRows: Kernel
  rectify: Kernel
  passed: Kernel
  normalizeRows: Kernel
  slopesOfNormal: Kernel
  slopesOfGamma: Kernel
  slopesOfSoftmax: Kernel
  /** Where memory for the panels of a product begins. */
  scratch: number
}

/** Memory that is never given back. */
const allocate = (backend: BackendWasm, bytes: number): number => {
  const malloc: unknown = Reflect.get(backend.wasm, "_malloc")
  const address = typeof malloc === "function" ? Number(malloc(bytes)) >>> 0 : 0
  if (address === 0) throw new Error(`shapeproof: the wasm backend has no memory for ${bytes} bytes`)
  return address
}

const loaded = new WeakMap<object, TensorKernels>()

/** Gets the kernels ready. Where the platform cannot run them, none are found later. */
export const loadTensorKernels = async (backend: BackendWasm): Promise<void> => {
  const memory = memoryOf(backend)
  const kernel = memory === undefined || loaded.has(backend) ? undefined : await kernelsIn(builds, memory)
  if (kernel === undefined) return
  loaded.set(backend, {
    product: kernel("product"),
    setConvolution: kernel("setConvolution"),
    gatherPatches: kernel("gatherPatches"),
    scatterPatches: kernel("scatterPatches"),
    depthwise: kernel("depthwise"),
    addSegments: kernel("addSegments"),
    gatherRows: kernel("gatherRows"),
    greatestOfRows: kernel("greatestOfRows"),
    gapsAtLabels: kernel("gapsAtLabels"),
    gapsOfShares: kernel("gapsOfShares"),
    slopesAtLabels: kernel("slopesAtLabels"),
    slopesOfShares: kernel("slopesOfShares"),
    adam: kernel("adam"),
    spread: kernel("spread"),
    sumRows: kernel("sumRows"),
    rectify: kernel("rectify"),
    passed: kernel("passed"),
    normalizeRows: kernel("normalizeRows"),
    slopesOfNormal: kernel("slopesOfNormal"),
    slopesOfGamma: kernel("slopesOfGamma"),
    slopesOfSoftmax: kernel("slopesOfSoftmax"),
    scratch: allocate(backend, kernel("scratchSize")()),
  })
}

let isOn = true
/** Whether the kernels are used where there are any: for tests of what is done without them. */
export const setTensorKernels = (on: boolean): void => {
  isOn = on
}

export const tensorKernels = (backend: BackendWasm): TensorKernels | undefined =>
  isOn ? loaded.get(backend) : undefined

/** The address of a tensor in the memory. */
export const addressOf = (backend: BackendWasm, tensor: tf.TensorInfo): number =>
  backend.dataIdMap.get(tensor.dataId).memoryOffset

/** Tells the kernels of the convolution that the next calls are about. */
export const setConvolution = (kernels: TensorKernels, geometry: Geometry): void => {
  const { from, to, filter, strides, dilations, before, channels, filters } = geometry
  kernels.setConvolution(...from, ...to, ...filter, ...strides, ...dilations, ...before, channels, filters)
}
