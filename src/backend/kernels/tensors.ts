/** Our compiled kernels over tensors, working in the memory of tfjs's wasm backend, so that no tensor is copied. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import type { Geometry } from "../geometry.js"
import { plain, relaxed } from "./tensors.wasm.js"

/** A function of the kernels, of numbers and of addresses in bytes. */
type Kernel = (...values: number[]) => number

export interface TensorKernels {
  product: Kernel
  setConvolution: Kernel
  gatherPatches: Kernel
  scatterPatches: Kernel
  depthwise: Kernel
  addSegments: Kernel
  greatestOfRows: Kernel
  gapsAtLabels: Kernel
  gapsOfShares: Kernel
  slopesAtLabels: Kernel
  slopesOfShares: Kernel
  /** Where memory for the panels of a product begins. */
  scratch: number
}

const decoded = (base64: string) => Uint8Array.from(atob(base64), character => character.charCodeAt(0))

const memoryOf = (backend: BackendWasm): unknown => {
  const compiled: unknown = Reflect.get(backend.wasm, "asm")
  return typeof compiled === "object" && compiled !== null ? Reflect.get(compiled, "memory") : undefined
}

/** Memory that is never given back. */
const allocate = (backend: BackendWasm, bytes: number): number => {
  const malloc: unknown = Reflect.get(backend.wasm, "_malloc")
  const address = typeof malloc === "function" ? Number(malloc(bytes)) >>> 0 : 0
  if (address === 0) throw new Error(`shapeproof: the wasm backend has no memory for ${bytes} bytes`)
  return address
}

const loaded = new WeakMap<object, TensorKernels>()

const instantiate = async (memory: WebAssembly.Memory) => {
  const bytes = [relaxed, plain].map(decoded).find(build => WebAssembly.validate(build))
  if (!bytes) return undefined
  try {
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
    return instance
  } catch (error) {
    // A memory that is shared with threads takes other kernels than these.
    if (error instanceof WebAssembly.LinkError) return undefined
    throw error
  }
}

/** Gets the kernels ready. Where the platform cannot run them, none are found later. */
export const loadTensorKernels = async (backend: BackendWasm): Promise<void> => {
  const memory = memoryOf(backend)
  if (loaded.has(backend) || !(memory instanceof WebAssembly.Memory)) return
  const instance = await instantiate(memory)
  if (!instance) return
  const kernel = (name: string): Kernel => {
    const found: unknown = instance.exports[name]
    if (typeof found !== "function") throw new Error(`shapeproof: the kernels have no function ${name}`)
    return (...values) => Number(found(...values))
  }
  loaded.set(backend, {
    product: kernel("product"),
    setConvolution: kernel("setConvolution"),
    gatherPatches: kernel("gatherPatches"),
    scatterPatches: kernel("scatterPatches"),
    depthwise: kernel("depthwise"),
    addSegments: kernel("addSegments"),
    greatestOfRows: kernel("greatestOfRows"),
    gapsAtLabels: kernel("gapsAtLabels"),
    gapsOfShares: kernel("gapsOfShares"),
    slopesAtLabels: kernel("slopesAtLabels"),
    slopesOfShares: kernel("slopesOfShares"),
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
