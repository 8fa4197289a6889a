/** The run-time side of core/dataset.ts: samples and batches whose types are no longer known. */
import * as tf from "@tensorflow/tfjs"
import { ShapeError } from "../../core/error.js"
import { checked } from "../../core/checked.js"
import { type Check, finite, flag, integer, positive, print } from "../../core/options.js"
import { randomSeed } from "../shuffle.js"
import { ahead, bucketed, first, grouped, reordered, type Stream } from "./flow.js"
import { type Padding, stacked } from "./rows.js"

type Start<element> = () => Stream<element>
type Options = Readonly<Record<string, unknown>>
interface Batch {
  readonly xs: unknown
  readonly ys: unknown
}

/** Samples from a list, or from a function that begins a stream of them. */
export const flowFrom = (samples: unknown) => {
  if (typeof samples === "function") return flowing(() => streamOf(Reflect.apply(samples, undefined, [])))
  if (Array.isArray(samples)) return flowing(() => samples)
  throw refuse("dataset", `dataset needs a list of samples, or a function that gives them, got ${print(samples)}`)
}

const streamOf = (given: unknown): Stream<unknown> => {
  if (typeof given === "object" && given !== null && isStream(given)) return given
  throw refuse("dataset", `dataset: the function must give something iterable, got ${print(given)}`)
}
const isStream = (value: object): value is Stream<unknown> => Symbol.iterator in value || Symbol.asyncIterator in value

const flowing = (start: Start<unknown>): object => ({
  [Symbol.asyncIterator]: () => asyncOf(start()),
  map: (change: unknown) => {
    const call = functionOf("map", change)
    return flowing(async function* () {
      for await (const sample of start()) yield call(sample)
    })
  },
  filter: (keep: unknown) => {
    const call = functionOf("filter", keep)
    return flowing(async function* () {
      for await (const sample of start()) if (call(sample) === true) yield sample
    })
  },
  shuffle: (options: Options = {}) => {
    checked("shuffle", options, { seed: integer, buffer: positive })
    const { seed = randomSeed(), buffer = Number.POSITIVE_INFINITY } = options
    let epoch = 0
    return flowing(() => reordered(start(), Number(buffer), Number(seed) + epoch++))
  },
  batch: (size: unknown, options: Options = {}) => {
    counted("batch", size, options, { dropRemainder: flag })
    return batches(() => grouped(start(), Number(size), options["dropRemainder"] === true), undefined)
  },
  padBatch: (size: unknown, options: Options = {}) => {
    counted("padBatch", size, options, padChecks)
    return batches(() => grouped(start(), Number(size), false), paddingOf(options))
  },
  bucket: (size: unknown, options: Options = {}) => {
    counted("bucket", size, options, { ...padChecks, by: isFunction, boundaries: rising })
    const { by, boundaries = doubling } = options
    const lengthOf = functionOf("bucket: by", by)
    return batches(
      () => bucketed(start(), Number(size), sample => lengthIn(lengthOf(sample)), numbersIn(boundaries)),
      paddingOf(options),
    )
  },
})

const asyncOf = async function* <element>(stream: Stream<element>): AsyncGenerator<element> {
  for await (const one of stream) yield one
}

const batches = (groups: Start<readonly unknown[]>, padding: Padding | undefined): object =>
  ready(async function* () {
    for await (const group of groups()) yield batchOf(group, padding)
  })

const ready = (start: Start<Batch>): object => ({
  [Symbol.asyncIterator]: () => asyncOf(start()),
  prefetch: (count: unknown) => {
    mustBePositive("prefetch", "count", count)
    return ready(() => ahead(start(), Number(count), dispose))
  },
  take: (count: unknown) => {
    mustBePositive("take", "count", count)
    return ready(() => first(start(), Number(count)))
  },
})

const batchOf = (samples: readonly unknown[], padding: Padding | undefined): Batch => {
  const pairs = samples.map(sample => {
    if (typeof sample === "object" && sample !== null && "xs" in sample && "ys" in sample) return sample
    throw refuse("dataset", `dataset: a sample must be { xs, ys }, got ${print(sample)}`)
  })
  const [xs, ys] = [pairs.map(sample => sample.xs), pairs.map(sample => sample.ys)]
  return { xs: stacked(xs, "xs", padding), ys: stacked(ys, "ys", padding) }
}

const dispose = ({ xs, ys }: Batch): void => {
  for (const ports of [xs, ys])
    for (const tensor of ports instanceof tf.Tensor ? [ports] : Object.values(Object(ports)))
      if (tensor instanceof tf.Tensor) tensor.dispose()
}

const paddingOf = ({ value = 0, length }: Options): Padding => ({
  value: Number(value),
  length: length === undefined ? undefined : Number(length),
})

/** The longest length of each bucket, where a user names none. */
const doubling = [8, 16, 32, 64, 128, 256, 512, 1024]

const functionOf = (call: string, given: unknown) => {
  if (typeof given !== "function") throw refuse(call, `${call} must be a function, got ${print(given)}`)
  return (sample: unknown): unknown => Reflect.apply(given, undefined, [sample])
}
const lengthIn = (length: unknown): number => {
  if (typeof length === "number" && length >= 0) return length
  throw refuse("bucket", `bucket: by must give the length of a sample, got ${print(length)}`)
}
const numbersIn = (list: unknown): readonly number[] => (Array.isArray(list) ? list.map(Number) : [])

const isFunction: Check = (value, option) =>
  typeof value === "function" ? undefined : `${option} must be a function, got ${print(value)}`
const rising: Check = (value, option) =>
  (
    Array.isArray(value) &&
    value.every((one, at) => positive(one, "") === undefined && (at === 0 || one > value[at - 1]))
  ) ?
    undefined
  : `${option} must be positive integers in rising order, got ${print(value)}`
const padChecks: Readonly<Record<string, Check>> = { value: finite, length: positive }

const mustBePositive = (call: string, what: string, count: unknown): void => {
  const sentence = positive(count, what)
  if (sentence !== undefined) throw refuse(call, `${call}: ${sentence}`, "option")
}

/** The options of a stage that also takes a number. */
const counted = (call: string, size: unknown, options: Options, checks: Readonly<Record<string, Check>>): void => {
  mustBePositive(call, "size", size)
  checked(call, options, checks)
}

const refuse = (call: string, sentence: string, code: "data" | "option" = "data") =>
  new ShapeError(sentence, {
    code,
    layer: call,
    expected: sentence.replace(/, got .*$/, ""),
    received: /got (?<given>.*)$/.exec(sentence)?.groups?.["given"] ?? "",
  })
