/** Samples on their way to a model: shuffled, sorted into batches, padded, and made ready ahead. */
import type { positive } from "../../types/error.js"
import type { BatchOf, Sample } from "../train/dataset/fields.js"
import type { Stream } from "../train/dataset/flow.js"
import { flowFrom } from "../train/dataset/stages.js"

export interface ShuffleOptions {
  /** Makes the orders the same in every run; each epoch has one of its own. */
  readonly seed?: number
  /** How many samples an order is drawn from at a time. @default all of them */
  readonly buffer?: number
}

export interface PadOptions<length extends number = number> {
  /** What is put behind a sample that is shorter. @default 0 */
  readonly value?: number
  /** The length of every sample; as long as the longest of its batch when left out. */
  readonly length?: positive<length, "length">
}

export interface BucketOptions<sample, length extends number = number> extends PadOptions<length> {
  /** How long a sample is. */
  readonly by: (sample: sample) => number
  /** The longest length of each bucket, in rising order; longer samples share one more. @default 8, 16, 32, 64 ... */
  readonly boundaries?: readonly number[]
}

/** Batches, to be gone through once an epoch: `fitDataset` takes them. The loop frees each batch after its step. */
export interface Batches<batch> extends AsyncIterable<batch> {
  /** Makes `count` batches ready while the one before trains. */
  prefetch(count: number): Batches<batch>
  /** At most `count` batches an epoch. */
  take(count: number): Batches<batch>
}

/** Samples, to be gone through once an epoch. */
export interface Dataset<sample extends Sample> extends AsyncIterable<sample> {
  /** Each sample by what `change` makes of it. */
  map<next extends Sample>(change: (sample: sample) => next): Dataset<next>
  /** Only the samples that `keep` answers true for. */
  filter(keep: (sample: sample) => boolean): Dataset<sample>
  /** In a random order, another one each epoch. */
  shuffle(options?: ShuffleOptions): Dataset<sample>
  /**
   * Samples of one shape, `size` at a time. The last batch is smaller unless `dropRemainder`, which makes the batch axis a literal.
   * @throws ShapeError when the samples of a batch differ in shape
   */
  batch<const size extends number, drop extends boolean = false>(
    size: positive<size, "size">,
    options?: { readonly dropRemainder?: drop },
  ): Batches<BatchOf<sample, drop extends true ? size : number>>
  /** Samples whose first axis differs, `size` at a time, each filled up to the longest. */
  padBatch<const size extends number, const length extends number = number>(
    size: positive<size, "size">,
    options?: PadOptions<length>,
  ): Batches<BatchOf<sample, number, length>>
  /** Samples of like length, `size` at a time, so that short ones do not pay for long ones. */
  bucket<const size extends number, const length extends number = number>(
    size: positive<size, "size">,
    options: BucketOptions<sample, length>,
  ): Batches<BatchOf<sample, number, length>>
}

/**
 * Samples `{ xs, ys }` from a list, or from a function that begins a stream of them anew each epoch.
 *
 * @throws ShapeError when `samples` is neither
 * @example
 * dataset(pairs.map(([text, label]) => ({ xs: Int32Array.from(text), ys: label })))
 *   .shuffle({ seed: 1 })
 *   .bucket(32, { by: ({ xs }) => xs.length })
 *   .prefetch(2)
 */
export const dataset = <sample extends Sample>(samples: readonly sample[] | (() => Stream<sample>)): Dataset<sample> =>
  // Sound because test/dataset.test.ts compares what batches are typed as with what they are.
  flowFrom(samples) as unknown as Dataset<sample>
