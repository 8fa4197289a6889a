/** Dims as a test declares them, and the sizes that they have when values are computed. */
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Chance } from "../conformance/random.js"

/** A dim and its size. */
export interface Sized {
  readonly dim: RuntimeDim
  readonly size: number
}

/** What the symbols of the tests stand for. */
export const symbolSizes: ReadonlyMap<string, number> = new Map([
  ["T", 3],
  ["U", 2],
])

export const literal = (size: number): Sized => ({ dim: size, size })

export const sized = ({ pick, below }: Chance): Sized => {
  const size = pick([1, 2, 2, 3, 3, 4])
  const kind = below(20)
  return (
    kind < 14 ? literal(size)
    : kind < 16 ? { dim: "T", size: 3 }
    : kind < 17 ? { dim: "U", size: 2 }
    : kind < 18 ? { dim: "2*T", size: 6 }
    : { dim: null, size }
  )
}

export const dimsOf = (axes: readonly Sized[]): RuntimeShape => axes.map(({ dim }) => dim)
export const sizesOf = (axes: readonly Sized[]): readonly number[] => axes.map(({ size }) => size)

/** The same text with spaces put where a pattern may have them. */
export const withSpaces = (text: string, { often }: Chance): string =>
  often(0.7) ? text : text.replaceAll(/,|->/g, found => (often(0.5) ? ` ${found} ` : `${found} `))

/** The values in a random order. */
export const shuffled = <value>(values: readonly value[], { next }: Chance): readonly value[] =>
  values
    .map(value => ({ value, order: next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value)

export const replaced = <value>(values: readonly value[], at: number, value: value): readonly value[] =>
  values.map((before, index) => (index === at ? value : before))

/** The position of an index in values that lie in row-major order. */
export const flatIndex = (shape: readonly number[], index: readonly number[]): number =>
  shape.reduce((flat, size, axis) => flat * size + (index[axis] ?? 0), 0)

/** Calls `visit` with every value that the labels can have together. */
export const everyIndex = (
  sizes: readonly (readonly [label: string, size: number])[],
  visit: (index: ReadonlyMap<string, number>) => void,
): void => {
  const index = new Map<string, number>()
  const step = (at: number): void => {
    const [label, size] = sizes[at] ?? [undefined, 0]
    if (label === undefined) visit(index)
    for (let value = 0; label !== undefined && value < size; value++) {
      index.set(label, value)
      step(at + 1)
    }
  }
  step(0)
}
