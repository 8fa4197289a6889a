/**
 * The gradients of convolutions on wasm, and convolutions over three axes. tfjs 4.22 has no kernel for the filter's
 * gradient over two axes and loops of scalars for the rest; here each is a product of matrices, some samples at a time,
 * so that the patches stay in the cache.
 */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { type Geometry, geometryOf, outputShape, shapeOfAttribute, volume } from "./geometry.js"
import { multiplyParts } from "./matMul.js"
import { gatherPatches, scatterPatches } from "./patches.js"
import { asWasm, memoryOf, needed, transposed, zeros } from "./wasm.js"

/** Elements of patches that are made at once. */
const chunk = 2 ** 18

interface Step {
  first: number
  end: number
  /** Positions in all samples before, and in these. */
  before: number
  positions: number
}

/** The samples in groups of about `chunk` elements, and memory for the patches of one group. */
const inSteps = (backend: BackendWasm, geometry: Geometry, run: (step: Step, patches: tf.TensorInfo) => void) => {
  const width = volume(geometry.filter) * geometry.channels
  const each = volume(geometry.to)
  const samples = Math.min(Math.max(Math.floor(chunk / Math.max(each * width, 1)), 1), geometry.batch)
  if (samples * each * width === 0) return
  const patches = backend.makeOutput([samples * each, width], "float32")
  for (let first = 0; first < geometry.batch; first += samples) {
    const end = Math.min(first + samples, geometry.batch)
    run({ first, end, before: first * each, positions: (end - first) * each }, patches)
  }
  backend.disposeData(patches.dataId)
}

/** `patches of x x filter`. */
const forward = (
  backend: BackendWasm,
  geometry: Geometry,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  shape: number[],
) => {
  const out = zeros(backend, shape, "float32")
  const { filters: columns, channels } = geometry
  const shared = volume(geometry.filter) * channels
  inSteps(backend, geometry, ({ first, end, before, positions: rows }, patches) => {
    const { memory, placeOf } = memoryOf(backend)
    gatherPatches(memory, geometry, { image: placeOf(x), rows: placeOf(patches) }, first, end)
    const sizes = { rows, shared, columns }
    multiplyParts(backend, [patches, 0], [filter, 0], [out, before * columns], sizes)
  })
  return out
}

/** `patches of x, transposed, x dy`, as the transposed of `dy, transposed, x patches`: dy is the smaller one. */
const ofFilter = (backend: BackendWasm, geometry: Geometry, x: tf.TensorInfo, dy: tf.TensorInfo, shape: number[]) => {
  const { filters, channels } = geometry
  const columns = volume(geometry.filter) * channels
  const sums = zeros(backend, [filters, columns], "float32")
  const part = backend.makeOutput([filters, columns], "float32")
  inSteps(backend, geometry, ({ first, end, before, positions }, patches) => {
    const own = backend.makeOutput([positions, filters], "float32")
    const { memory: all, placeOf: at } = memoryOf(backend)
    const start = at(dy) + before * filters
    all.copyWithin(at(own), start, start + positions * filters)
    const turned = transposed(backend, own)
    const { memory, placeOf } = memoryOf(backend)
    gatherPatches(memory, geometry, { image: placeOf(x), rows: placeOf(patches) }, first, end)
    multiplyParts(backend, [turned, 0], [patches, 0], [part, 0], { rows: filters, shared: positions, columns })
    const [to, from] = [backend.typedArrayFromHeap(sums), backend.typedArrayFromHeap(part)]
    for (let index = 0; index < to.length; index++) to[index] = (to[index] ?? 0) + (from[index] ?? 0)
    for (const { dataId } of [own, turned]) backend.disposeData(dataId)
  })
  const out = transposed(backend, sums)
  for (const { dataId } of [sums, part]) backend.disposeData(dataId)
  return { ...out, shape }
}

/** `dy x filter, transposed`, each row added where its patch came from. */
const ofInput = (
  backend: BackendWasm,
  geometry: Geometry,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  shape: number[],
) => {
  const out = zeros(backend, shape, "float32")
  const { filters: shared, channels } = geometry
  const columns = volume(geometry.filter) * channels
  const turned = transposed(backend, { ...filter, shape: [columns, shared] })
  inSteps(backend, geometry, ({ first, end, before, positions: rows }, patches) => {
    const sizes = { rows, shared, columns }
    multiplyParts(backend, [dy, before * shared], [turned, 0], [patches, 0], sizes)
    const { memory, placeOf } = memoryOf(backend)
    scatterPatches(memory, geometry, { image: placeOf(out), rows: placeOf(patches) }, first, end)
  })
  backend.disposeData(turned.dataId)
  return out
}

/** A convolution over three axes; over two, tfjs's is XNNPACK's and fast. */
export const convolution: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const [x, filter] = [needed(inputs, "x"), needed(inputs, "filter")]
  const shape = outputShape(x.shape, filter.shape, attrs)
  const geometry = geometryOf({ x: x.shape, filter: filter.shape, dy: shape }, attrs)
  return forward(asWasm(backend), geometry, x, filter, shape)
}

export const backpropFilter: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const [x, dy] = [needed(inputs, "x"), needed(inputs, "dy")]
  const filter = shapeOfAttribute(attrs, "filterShape")
  return ofFilter(asWasm(backend), geometryOf({ x: x.shape, filter, dy: dy.shape }, attrs), x, dy, filter)
}

export const backpropInput: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const [dy, filter] = [needed(inputs, "dy"), needed(inputs, "filter")]
  const x = shapeOfAttribute(attrs, "inputShape")
  return ofInput(asWasm(backend), geometryOf({ x, filter: filter.shape, dy: dy.shape }, attrs), dy, filter, x)
}
