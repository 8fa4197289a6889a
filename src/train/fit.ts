import * as tf from "@tensorflow/tfjs"
import { countOf, slice } from "./batch.js"
import { measured } from "./evaluate.js"
import { disposeBatch, type Recorded, runEpochs } from "./loop.js"
import { randomSeed, shuffled } from "./shuffle.js"
import { gatherTexts } from "./texts.js"
import type { FitOptions } from "./trainable.js"
import type { Batch, Trainer } from "./trainer.js"

/** Trains on tensors that hold all the data. */
export const fitData = async (
  trainer: Trainer,
  data: Batch,
  validation: Batch | undefined,
  batchSize: number,
  options: FitOptions,
): Promise<Recorded> => {
  const { validationSplit = 0, shuffle = true, seed = randomSeed() } = options
  const count = countOf(data)
  const kept = validation ? count : count - Math.floor(count * validationSplit)
  const held = validation ?? (kept < count ? slice(data, kept, count) : undefined)
  const training = kept < count ? slice(data, 0, kept) : data
  let epoch = 0
  try {
    return await runEpochs(trainer, options, {
      steps: Math.ceil(kept / batchSize),
      batches: () => batchesOf(training, kept, batchSize, shuffle ? seed + epoch++ : undefined),
      validate: held ? () => measured(trainer, held, batchSize) : undefined,
    })
  } finally {
    if (training !== data) disposeBatch(training)
    if (held && held !== validation) disposeBatch(held)
  }
}

/** One epoch's batches, in an order of its own when there is a seed. */
const batchesOf = function* (data: Batch, count: number, batchSize: number, seed: number | undefined): Iterable<Batch> {
  const order = seed === undefined ? undefined : shuffled(count, seed)
  for (let from = 0; from < count; from += batchSize) {
    const to = Math.min(from + batchSize, count)
    yield order ? gather(data, order.slice(from, to)) : slice(data, from, to)
  }
}

const gather = ({ xs, ys, weights }: Batch, order: Int32Array): Batch => {
  const indices = tf.tensor1d(order, "int32")
  const batch = {
    xs: xs.map(tensor => (tensor.dtype === "string" ? gatherTexts(tensor, order) : tensor.gather(indices))),
    ys: ys.map(tensor => tensor.gather(indices)),
    weights: weights?.gather(indices),
  }
  indices.dispose()
  return batch
}
