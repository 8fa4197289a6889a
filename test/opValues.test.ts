/**
 * The values of 2000 random calls that are accepted, beside plain loops. Those of einsum, rearrange, reduce and repeat are
 * in patternValues.test.ts.
 */
import * as tf from "@tensorflow/tfjs"
import { beforeAll, describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import * as ops from "../src/ops.js"
import { difference, randomTensor } from "./backend/both.js"
import { type Chance, chance } from "./conformance/random.js"
import { joined, pairwise, reduced, reshaped, sliced, turned } from "./ops/plain.js"
import type { Values } from "./patterns/reference.js"

/** One call: what it is given, and what it must give. */
interface Call {
  readonly tensors: readonly tf.Tensor[]
  readonly given: readonly unknown[]
  readonly wanted: Values
}
type Make = (random: Chance) => Call

const valuesOf = (x: tf.Tensor): Values => ({ shape: x.shape, values: x.dataSync() })
const tensorOf = (shape: readonly number[], { often }: Chance): tf.Tensor => {
  const x = randomTensor([...shape]).mul(5)
  return often(0.3) ? x.toInt() : x
}
const shapeOf = ({ pick }: Chance, ranks: readonly [number, ...number[]]): readonly number[] =>
  Array.from({ length: pick(ranks) }, () => pick([1, 2, 2, 3, 3, 4]))

const pair =
  (compute: (a: number, b: number) => number): Make =>
  random => {
    const shape = shapeOf(random, [0, 1, 2, 2, 3, 3, 4])
    const other = shape.slice(random.below(shape.length + 1)).map(size => (random.often(0.3) ? 1 : size))
    const first = shape.map((size, axis) => {
      const beside = other[axis - shape.length + other.length]
      return beside !== undefined && beside === size && random.often(0.2) ? 1 : size
    })
    const both = [tensorOf(first, random), tensorOf(other, random)]
    const [a, b] = random.often(0.5) ? both : both.reverse()
    if (!a || !b) throw new Error("a pair has two")
    return { tensors: [a, b], given: [], wanted: pairwise(valuesOf(a), valuesOf(b), compute) }
  }

const reduction =
  (compute: (values: readonly number[]) => number): Make =>
  random => {
    const x = tensorOf(shapeOf(random, [1, 2, 3, 3, 4]), random)
    const all = x.shape.map((_, axis) => (random.often(0.3) ? axis - x.rank : axis)).filter(() => random.often(0.5))
    const axes = all.length === 0 ? undefined : all
    const keepDims = random.often(0.4)
    const axis = axes?.length === 1 && random.often(0.5) ? axes[0] : axes
    return { tensors: [x], given: [axis, keepDims], wanted: reduced(valuesOf(x), axes, keepDims, compute) }
  }

const reshape: Make = random => {
  const x = tensorOf(shapeOf(random, [0, 1, 2, 3, 4]), random)
  const factors = x.shape.flatMap(size => (size === 4 && random.often(0.5) ? [2, 2] : [size]))
  const shape: number[] = []
  for (const factor of factors) {
    const last = shape.pop()
    if (last !== undefined && random.often(0.4)) shape.push(last * factor)
    else shape.push(...(last === undefined ? [] : [last]), factor)
  }
  const open = random.often(0.4) ? random.below(Math.max(1, shape.length)) : -1
  const wanted = shape.map((size, axis) => (axis === open ? -1 : size))
  return { tensors: [x], given: [wanted], wanted: reshaped(valuesOf(x), wanted) }
}

const slice: Make = random => {
  const x = tensorOf(shapeOf(random, [1, 2, 3, 4]), random)
  const named = x.shape.slice(0, 1 + random.below(x.rank))
  const begin = named.map(size => random.below(size))
  const size = named.map((length, axis) => {
    const left = length - (begin[axis] ?? 0)
    return random.often(0.3) ? -1 : 1 + random.below(left)
  })
  return { tensors: [x], given: [begin, size], wanted: sliced(valuesOf(x), begin, size) }
}

const concat: Make = random => {
  const shape = shapeOf(random, [1, 2, 3, 4])
  const axis = random.below(shape.length) - (random.often(0.5) ? shape.length : 0)
  const at = axis < 0 ? axis + shape.length : axis
  const list = Array.from({ length: 1 + random.below(3) }, () =>
    tensorOf(
      shape.map((size, other) => (other === at ? 1 + random.below(4) : size)),
      random,
    ),
  )
  return { tensors: list, given: [axis], wanted: joined(list.map(valuesOf), axis) }
}

const transpose: Make = random => {
  const x = tensorOf(shapeOf(random, [1, 2, 3, 4]), random)
  const order = x.shape.map((_, axis) => axis).sort(() => random.next() - 0.5)
  return { tensors: [x], given: [order], wanted: turned(valuesOf(x), order) }
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const calls: Readonly<Record<string, Make>> = {
  add: pair((a, b) => a + b),
  sub: pair((a, b) => a - b),
  mul: pair((a, b) => a * b),
  maximum: pair(Math.max),
  minimum: pair(Math.min),
  squaredDifference: pair((a, b) => (a - b) ** 2),
  sum: reduction(sum),
  mean: reduction(values => sum(values) / values.length),
  max: reduction(values => Math.max(...values)),
  min: reduction(values => Math.min(...values)),
  prod: reduction(values => values.reduce((a, b) => a * b, 1)),
  reshape,
  slice,
  concat,
  transpose,
}
const each = 140

const untyped: Readonly<Record<string, unknown>> = ops
const run = (name: string, { tensors, given }: Call): tf.Tensor => {
  const call = untyped[name]
  if (typeof call !== "function") throw new Error(`no op ${name}`)
  const result: unknown = call(...(name === "concat" ? [tensors] : tensors), ...given)
  if (result instanceof tf.Tensor) return result
  throw new Error(`${name} gave no tensor`)
}

const described = (name: string, { tensors, given }: Call) =>
  `${name} of ${tensors.map(({ dtype, shape }) => `${dtype} [${shape.join(", ")}]`).join(", ")} with ${JSON.stringify(given)}`

test("there are 2000 calls", () => expect(each * Object.keys(calls).length).toBeGreaterThanOrEqual(2000))

describe.each(["wasm", "cpu"] as const)("on %s", backend => {
  beforeAll(() => useBackend(backend))

  test.each(Object.entries(calls))("%s", (name, make) => {
    const random = chance(`values of ${name}`)
    const wrong = Array.from({ length: each }, () =>
      tf.tidy(() => {
        const call = make(random)
        const found = run(name, call)
        const scale = Math.max(1, ...Array.from(call.wanted.values, Math.abs))
        const right =
          String(found.shape) === String(call.wanted.shape) &&
          difference(found.dataSync(), call.wanted.values) / scale < 1e-5
        return right ? [] : [described(name, call)]
      }),
    ).flat()
    expect(wrong.sort((a, b) => a.length - b.length).slice(0, 3)).toEqual([])
  })
})
