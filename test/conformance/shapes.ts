/** Random shapes, from fast-check with a fixed seed; `null` is dynamic. */
import fc from "fast-check"
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Chance } from "./random.js"

const oneOf = <value>(...weighted: readonly [weight: number, values: readonly value[]][]) =>
  fc.oneof(...weighted.map(([weight, values]) => ({ weight, arbitrary: fc.constantFrom(...values) })))

const axis = oneOf<RuntimeDim>(
  [20, [2, 3, 4, 6]],
  [14, [1, 5, 7, 8, 9]],
  [5, ["T"]],
  [2, ["2*T+1", "2*T", "3*T", "U"]],
  [4, [null]],
)
const batch = oneOf<RuntimeDim>([40, ["B"]], [3, [1, 2, 3]], [2, ["N"]], [2, [null]])
const rank = oneOf([1, [0]], [2, [1]], [7, [2]], [10, [3]], [6, [4]], [3, [5]])

const shape: fc.Arbitrary<RuntimeShape> = rank.chain(count =>
  fc
    .tuple(batch, fc.array(axis, { minLength: Math.max(0, count - 1), maxLength: Math.max(0, count - 1) }))
    .map(([first, rest]) => (count === 0 ? [] : [first, ...rest])),
)

/** Shapes of every rank to 5. */
export const shapes = (count: number, seed: number): readonly RuntimeShape[] =>
  fc.sample(shape, { numRuns: count, seed })

const replaced = <value>(values: readonly value[], at: number, value: value): readonly value[] =>
  values.map((before, index) => (index === at ? value : before))

/** A shape that looks like another, as the elements of a list do. */
const like = (first: RuntimeShape, pool: readonly RuntimeShape[], { pick, below, often }: Chance): RuntimeShape => {
  if (often(0.25)) return first
  if (often(0.1)) return pick(pool)
  const at = below(first.length)
  const change = often(0.1) ? 0 : Math.max(at, Math.min(1, first.length - 1))
  const value = pick<RuntimeDim>([1, 1, 2, 3, 5, 8, "T", "U", null])
  return pick<() => RuntimeShape>([
    () => replaced(first, change, value),
    () => replaced(first, change, value),
    () => replaced(first, first.length - 1, value),
    () => [...first.slice(0, 1), ...first.slice(2)],
    () => [...first.slice(0, 1), ...first.slice(1).reverse()],
    () => replaced([...first.slice(0, 1), ...first.slice(1).reverse()], first.length - 1, value),
    () => [...first, value],
    () => first.map((dim, axis) => (axis === 0 ? dim : 1)),
  ])()
}

/** Lists of 1 to 4 shapes that look alike. */
export const shapeLists = (pool: readonly RuntimeShape[], chance: Chance): readonly (readonly RuntimeShape[])[] =>
  pool.map(first => {
    const count = chance.pick([1, 2, 2, 2, 2, 2, 2, 3, 3, 4])
    const others = Array.from({ length: count - 1 }, () =>
      first.length === 0 ? chance.pick(pool) : like(first, pool, chance),
    )
    return [first, ...others]
  })

/** The states to start from: mostly those that fit, otherwise of a wrong number, rank, batch or width. */
export const wrongStates = (
  batch: RuntimeDim,
  right: readonly RuntimeShape[],
  { pick, below, often }: Chance,
): readonly RuntimeShape[] => {
  if (often(0.45)) return right
  const at = below(right.length)
  return pick<() => readonly RuntimeShape[]>([
    () => right.slice(1),
    () => [...right, [batch, 4]],
    () => replaced(right, at, [batch, 64]),
    () => replaced(right, at, [batch, pick([3, 5, "T"])]),
    () => replaced(right, at, [batch, 7, 4]),
    () => replaced(right, at, [5, right[at]?.[1] ?? 4]),
    () => replaced(right, at, [batch, null]),
    () => replaced(right, at, [null, right[at]?.[1] ?? 4]),
    () => right.map((): RuntimeShape => [batch, 2]),
  ])()
}
