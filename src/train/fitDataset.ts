import type { Recorded } from "./loop.js"
import { runEpochs } from "./loop.js"
import { ShapeError } from "../core/error.js"
import type { FitDatasetOptions } from "./trainable.js"
import type { Batch, Trainer } from "./trainer.js"

/** Trains on batches that come one after the other. */
export const fitBatches = async (
  trainer: Trainer,
  given: unknown,
  toBatch: (batch: { xs: unknown; ys: unknown }) => Batch,
  options: FitDatasetOptions,
): Promise<Recorded> =>
  runEpochs(trainer, options, {
    steps: options.batchesPerEpoch,
    batches: () => firstBatches(given, toBatch, options.batchesPerEpoch ?? Number.POSITIVE_INFINITY),
    validate: undefined,
  })

const firstBatches = async function* (
  given: unknown,
  toBatch: (batch: { xs: unknown; ys: unknown }) => Batch,
  most: number,
): AsyncIterable<Batch> {
  let count = 0
  if (most < 1) return
  for await (const batch of iterated(given)) {
    if (typeof batch !== "object" || batch === null || !("xs" in batch && "ys" in batch)) throw notBatches(typeof batch)
    yield toBatch(batch)
    if (++count >= most) return
  }
}

const iterated = (given: unknown): Iterable<unknown> | AsyncIterable<unknown> => {
  if (isIterable(given) || isAsyncIterable(given)) return given
  if (typeof given === "object" && given !== null && "iterator" in given) {
    const { iterator } = given
    if (typeof iterator === "function") return fromDataset(() => Reflect.apply(iterator, given, []))
  }
  throw notBatches(typeof given)
}

/** A tfjs dataset gives an iterator that has `next`, and is not itself iterable. */
const fromDataset = async function* (start: () => unknown): AsyncIterable<unknown> {
  const iterator: unknown = await start()
  if (typeof iterator !== "object" || iterator === null || !("next" in iterator)) throw notBatches(typeof iterator)
  const { next } = iterator
  if (typeof next !== "function") throw notBatches("an iterator without next")
  for (;;) {
    const step: unknown = await Reflect.apply(next, iterator, [])
    if (typeof step !== "object" || step === null || !("value" in step) || ("done" in step && step.done)) return
    yield step.value
  }
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.iterator in value
const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value

const notBatches = (received: string) =>
  new ShapeError(`fitDataset: batches must be iterable, each { xs, ys }, got ${received}`, {
    code: "data",
    layer: "fitDataset",
    expected: "{ xs, ys }",
    received,
  })
