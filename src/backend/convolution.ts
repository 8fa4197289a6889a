/**
 * The gradients of convolutions on wasm, and convolutions over three axes. tfjs 4.22 has no kernel for the filter's
 * gradient over two axes and loops of scalars for the rest; here each is a product of matrices, some samples at a time,
 * so that the patches stay in the cache.
 */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { type Geometry, geometryOf, outputShape, shapeOfAttribute, volume } from "./geometry.js"
import { matrixAt, multiplyInto, transposedMatrix } from "./kernels/products.js"
import { addressOf, setConvolution, type TensorKernels, tensorKernels } from "./kernels/tensors.js"
import { type MatrixSizes, multiplyParts, type Place } from "./matMul.js"
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

/** What is done with the patches: by our kernels, or where the platform cannot run them by loops and XNNPACK. */
interface Patches {
  gather: (image: tf.TensorInfo, rows: tf.TensorInfo, first: number, end: number) => void
  scatter: (image: tf.TensorInfo, rows: tf.TensorInfo, first: number, end: number) => void
  /** `a x b`. */
  multiply: (a: Place, b: Place, out: Place, sizes: MatrixSizes) => void
  /** `a, transposed, x b`, added to what is in `out`. */
  addTransposed: (a: Place, b: Place, out: Place, sizes: MatrixSizes) => void
}

const compiled = (backend: BackendWasm, kernels: TensorKernels, geometry: Geometry): Patches => {
  setConvolution(kernels, geometry)
  const at = (tensor: tf.TensorInfo) => addressOf(backend, tensor)
  const matrix = ([tensor, offset]: Place, columns: number) => matrixAt(at(tensor) + 4 * offset, columns)
  return {
    gather: (image, rows, first, end) => kernels.gatherPatches(first, end, at(image), at(rows)),
    scatter: (image, rows, first, end) => kernels.scatterPatches(first, end, at(image), at(rows)),
    multiply: (a, b, out, sizes) => {
      const { shared, columns } = sizes
      multiplyInto(kernels, matrix(a, shared), matrix(b, columns), matrix(out, columns), sizes)
    },
    addTransposed: (a, b, out, sizes) => {
      const { rows, columns } = sizes
      const left = transposedMatrix(matrix(a, rows))
      multiplyInto(kernels, left, matrix(b, columns), matrix(out, columns), sizes, { adds: true })
    },
  }
}

const looped = (backend: BackendWasm, geometry: Geometry): Patches => {
  const move =
    (run: typeof gatherPatches) => (image: tf.TensorInfo, rows: tf.TensorInfo, first: number, end: number) => {
      const { memory, placeOf } = memoryOf(backend)
      run(memory, geometry, { image: placeOf(image), rows: placeOf(rows) }, first, end)
    }
  return {
    gather: move(gatherPatches),
    scatter: move(scatterPatches),
    multiply: (a, b, out, sizes) => multiplyParts(backend, a, b, out, sizes),
    addTransposed: (a, b, out, sizes) => addTransposed(backend, a, b, out, sizes),
  }
}

const patchesOf = (backend: BackendWasm, geometry: Geometry): Patches => {
  const kernels = tensorKernels(backend)
  return kernels ? compiled(backend, kernels, geometry) : looped(backend, geometry)
}

/** By XNNPACK, which takes no transposed operand and adds to nothing. */
const addTransposed = (backend: BackendWasm, a: Place, b: Place, [out, start]: Place, sizes: MatrixSizes) => {
  const { rows, shared, columns } = sizes
  const own = backend.makeOutput([shared, rows], "float32")
  const { memory, placeOf } = memoryOf(backend)
  const from = placeOf(a[0]) + a[1]
  memory.copyWithin(placeOf(own), from, from + shared * rows)
  const turned = transposed(backend, own)
  const part = backend.makeOutput([rows, columns], "float32")
  multiplyParts(backend, [turned, 0], b, [part, 0], sizes)
  const [sums, parts] = [backend.typedArrayFromHeap(out), backend.typedArrayFromHeap(part)]
  for (let index = 0; index < parts.length; index++) {
    sums[start + index] = (sums[start + index] ?? 0) + (parts[index] ?? 0)
  }
  for (const { dataId } of [own, turned, part]) backend.disposeData(dataId)
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
    const { gather, multiply } = patchesOf(backend, geometry)
    gather(x, patches, first, end)
    multiply([patches, 0], [filter, 0], [out, before * columns], { rows, shared, columns })
  })
  return out
}

/** `patches of x, transposed, x dy`, as the transposed of `dy, transposed, x patches`: dy is the smaller one. */
const ofFilter = (backend: BackendWasm, geometry: Geometry, x: tf.TensorInfo, dy: tf.TensorInfo, shape: number[]) => {
  const { filters: rows, channels } = geometry
  const columns = volume(geometry.filter) * channels
  const sums = zeros(backend, [rows, columns], "float32")
  inSteps(backend, geometry, ({ first, end, before, positions: shared }, patches) => {
    const { gather, addTransposed: add } = patchesOf(backend, geometry)
    gather(x, patches, first, end)
    add([dy, before * rows], [patches, 0], [sums, 0], { rows, shared, columns })
  })
  const out = transposed(backend, sums)
  backend.disposeData(sums.dataId)
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
    const { scatter, multiply } = patchesOf(backend, geometry)
    multiply([dy, before * shared], [turned, 0], [patches, 0], { rows, shared, columns })
    scatter(out, patches, first, end)
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
