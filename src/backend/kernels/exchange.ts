/** Copies between the memory of tfjs and that of a helper. */
import type * as tf from "@tensorflow/tfjs"
import type { Helper } from "./helper.js"
import type { Work } from "./work.js"

/** What a part reads, and where the helper has it. */
export interface Part {
  readonly helper: Helper
  readonly first: number
  readonly count: number
  readonly record: number
  readonly places: ReadonlyMap<string, number>
}

/** Numbers of a tensor that belong to some samples, as bytes; all of it where it is not by sample. */
const bytesOf = ({ wasm, sizes }: Work, tensor: tf.TensorInfo, first: number, count: number, bySample: boolean) => {
  const { buffer, byteOffset, byteLength } = wasm.typedArrayFromHeap(tensor)
  const each = bySample ? byteLength / sizes.batch : 0
  return new Uint8Array(buffer, byteOffset + first * each, bySample ? count * each : byteLength)
}

const bySample = new Set(["x", "state", "carry", "mask", "drop", "output"])

export const put = (
  work: Work,
  part: Omit<Part, "record" | "places">,
  inputs: tf.NamedTensorInfoMap,
  isNeeded: () => boolean,
) => {
  const places = new Map<string, number>()
  for (const [name, tensor] of Object.entries(inputs)) {
    if (tensor === undefined) continue
    const values = bytesOf(work, tensor, part.first, part.count, bySample.has(name))
    const place = part.helper.allocate(values.byteLength, isNeeded)
    part.helper.bytes(place, values.byteLength).set(values)
    places.set(name, place)
  }
  return places
}

export type Finish = () => void

/** Room for results of so many numbers a sample; `finish` copies them to the tensors. */
export const receive = (
  { wasm }: Work,
  { helper, first, count }: Omit<Part, "record" | "places">,
  tensors: readonly tf.TensorInfo[],
  isNeeded: () => boolean,
) => {
  const sizes = tensors.map(({ shape: [, ...rest] }) => rest.reduce((size, axis) => size * axis, 1))
  const places = sizes.map(size => helper.allocate(4 * size * count, isNeeded))
  const finish: Finish = () => {
    for (const [index, tensor] of tensors.entries()) {
      const size = sizes[index] ?? 0
      wasm.typedArrayFromHeap(tensor).set(helper.floats(places[index] ?? 0, size * count), first * size)
    }
  }
  return { places, finish }
}
