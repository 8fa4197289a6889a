/** The samples of a batch that helpers take through a sequence, while the rest goes through it here. */
import type * as tf from "@tensorflow/tfjs"
import { needed } from "../wasm.js"
import { type Finish, type Part, put, receive } from "./exchange.js"
import { type Helper, helpers } from "./helper.js"
import { options, type Sizes, type Work } from "./work.js"

/** Below so many multiplications, waking another thread costs more than it saves. */
const fewMultiplications = 1e7
/** Rows that are multiplied together. */
const rows = 4

interface Shares {
  readonly threads: readonly Helper[]
  /** How many samples go through the sequence here; each helper takes as many, but for the last. */
  readonly stays: number
}

export const sharesOf = ({ batch, steps, units, gates }: Sizes): Shares => {
  if (batch < 2 * rows || batch * steps * units * gates * units < fewMultiplications)
    return { threads: [], stays: batch }
  const threads = helpers()
  return { threads, stays: Math.min(batch, Math.ceil(batch / (threads.length + 1) / rows) * rows) }
}

/** By the record of a sequence, what of it lies with helpers. */
const kept = new WeakMap<object, readonly Part[]>()

/** Hands parts of the batch to helpers; gives what to do when the rest is done here. */
export const startForward = (
  work: Work,
  { threads, stays }: Shares,
  inputs: tf.NamedTensorInfoMap,
  record: object,
  outputs: readonly tf.TensorInfo[],
): Finish => {
  const { wasm, kernels, sizes } = work
  const keeps = sizes.has(options.keeps)
  let isRunning = true
  const isNeeded = keeps ? () => wasm.dataIdMap.has(record) : () => isRunning
  const started = threads.flatMap((helper, index) => {
    const first = stays * (index + 1)
    const count = Math.min(stays, sizes.batch - first)
    if (count <= 0) return []
    const own = { helper, first, count }
    const prepared = sizes.prepared(count)
    kernels.prepare(...prepared)
    const [recordBytes, scratchBytes] = [kernels.layRecord(0), kernels.layForward(0)]
    const place = helper.allocate(recordBytes, isNeeded)
    const places = put(work, own, inputs, isNeeded)
    const results = receive(work, own, outputs, () => isRunning)
    const scratch = helper.allocate(scratchBytes, () => isRunning)
    const given = ["x", "kernel", "recurrent", "bias", "state", "carry", "mask", "drop"].map(
      name => places.get(name) ?? 0,
    )
    helper.start([
      ["prepare", ...prepared],
      ["layRecord", place],
      ["layForward", scratch],
      ["forward", ...given, ...results.places],
    ])
    return [{ part: { ...own, record: place, places }, finish: results.finish }]
  })
  if (keeps && started.length > 0)
    kept.set(
      record,
      started.map(({ part }) => part),
    )
  return () => {
    for (const { part, finish } of started) {
      part.helper.finish()
      finish()
    }
    isRunning = false
  }
}

const partsOf = (record: tf.TensorInfo): readonly Part[] => kept.get(record.dataId) ?? []

/** How many samples of a sequence went through it here. */
const staysOf = (record: tf.TensorInfo, { batch }: Sizes): number => partsOf(record)[0]?.first ?? batch

/** Likewise for the gradients of what is by sample, and of weights, which are sums over the samples. */
export const startBackward = (
  work: Work,
  inputs: tf.NamedTensorInfoMap,
  weights: readonly tf.TensorInfo[],
  states: readonly tf.TensorInfo[],
) => {
  const { wasm, kernels, sizes } = work
  const { output, state, carry } = inputs
  const record = needed(inputs, "record")
  let isRunning = true
  const isNeeded = () => isRunning
  const started = partsOf(record).map(part => {
    const { helper, count, places } = part
    const prepared = sizes.prepared(count)
    kernels.prepare(...prepared)
    const own = put(
      work,
      part,
      { ...(output ? { output } : {}), ...(state ? { state } : {}), ...(carry ? { carry } : {}) },
      isNeeded,
    )
    const lengths = weights.map(({ shape }) => shape.reduce((size, axis) => size * axis, 1))
    const sums = lengths.map(length => helper.allocate(4 * length, isNeeded))
    const results = receive(work, part, states, isNeeded)
    const scratch = helper.allocate(kernels.layBackward(0), isNeeded)
    const kept = ["x", "recurrent"].map(name => places.get(name) ?? 0)
    const given = ["output", "state", "carry"].map(name => own.get(name) ?? 0)
    helper.start([
      ["prepare", ...prepared],
      ["layRecord", part.record],
      ["layBackward", scratch],
      ["backward", ...kept, ...given, ...sums, ...results.places],
    ])
    return () => {
      helper.finish()
      results.finish()
      for (const [index, length] of lengths.entries()) {
        const [to, from] = [wasm.typedArrayFromHeap(weights[index] ?? record), helper.floats(sums[index] ?? 0, length)]
        for (let place = 0; place < length; place++) to[place] = (to[place] ?? 0) + (from[place] ?? 0)
      }
    }
  })
  const finish = () => {
    for (const end of started) end()
    isRunning = false
  }
  return { stays: staysOf(record, sizes), finish }
}

/** Likewise for the gradient of the inputs. */
export const startInput = (work: Work, record: tf.TensorInfo, out: tf.TensorInfo) => {
  let isRunning = true
  const started = partsOf(record).map(part => {
    const { helper, count, places } = part
    const prepared = work.sizes.prepared(count)
    work.kernels.prepare(...prepared)
    const results = receive(work, part, [out], () => isRunning)
    const scratch = helper.allocate(work.kernels.layInput(0), () => isRunning)
    helper.start([
      ["prepare", ...prepared],
      ["layRecord", part.record],
      ["layInput", scratch],
      ["inputGradient", places.get("kernel") ?? 0, ...results.places],
    ])
    return () => {
      helper.finish()
      results.finish()
    }
  })
  const finish = () => {
    for (const end of started) end()
    isRunning = false
  }
  return { stays: staysOf(record, work.sizes), finish }
}
