/** Steps of a stream of samples or batches: each takes an iterable and gives one. */
import { shuffled } from "../shuffle.js"

export type Stream<element> = Iterable<element> | AsyncIterable<element>

/** As many elements as `size` at a time; what is left over at the end is dropped or comes as it is. */
export const grouped = async function* <element>(
  stream: Stream<element>,
  size: number,
  dropRemainder: boolean,
): AsyncGenerator<readonly element[]> {
  let group: element[] = []
  for await (const element of stream) {
    group.push(element)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0 && !dropRemainder) yield group
}

/** Groups of elements of like length: a bucket is given as soon as it is full, the rest at the end. */
export const bucketed = async function* <element>(
  stream: Stream<element>,
  size: number,
  lengthOf: (element: element) => number,
  boundaries: readonly number[],
): AsyncGenerator<readonly element[]> {
  const buckets = new Map<number, element[]>()
  for await (const element of stream) {
    const length = lengthOf(element)
    const at = boundaries.findIndex(boundary => length <= boundary)
    const bucket = buckets.get(at) ?? []
    bucket.push(element)
    buckets.set(at, bucket)
    if (bucket.length < size) continue
    yield bucket
    buckets.delete(at)
  }
  for (const bucket of buckets.values()) yield bucket
}

/** A random order, drawn from a window of `buffer` elements. */
export const reordered = async function* <element>(
  stream: Stream<element>,
  buffer: number,
  seed: number,
): AsyncGenerator<element> {
  let round = 0
  for await (const window of grouped(stream, buffer, false)) {
    for (const index of shuffled(window.length, seed + round)) {
      const element = window[index]
      if (element !== undefined) yield element
    }
    round++
  }
}

/** The first `count` elements. */
export const first = async function* <element>(stream: Stream<element>, count: number): AsyncGenerator<element> {
  let given = 0
  for await (const element of stream) {
    yield element
    if (++given >= count) return
  }
}

/** Keeps `count` elements ready while the one before is worked on. What was made in vain is given to `discard`. */
export const ahead = async function* <element>(
  stream: Stream<element>,
  count: number,
  discard: (element: element) => void,
): AsyncGenerator<element> {
  const source = Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]()
  const ready: Promise<IteratorResult<element>>[] = []
  const fill = () => {
    while (ready.length < count) {
      const next = Promise.resolve(source.next())
      // An error is thrown where its element is waited for, and not before.
      next.catch(() => undefined)
      ready.push(next)
    }
  }
  try {
    for (;;) {
      fill()
      const step = await ready.shift()
      if (step === undefined || step.done === true) return
      yield step.value
    }
  } finally {
    for (const step of await Promise.allSettled(ready))
      if (step.status === "fulfilled" && step.value.done !== true) discard(step.value.value)
    await source.return?.()
  }
}
