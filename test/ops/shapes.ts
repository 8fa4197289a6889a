/** Random shapes for ops: small, so that several fit together by chance. */
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Chance } from "../conformance/random.js"

const axis = ({ pick, often }: Chance): RuntimeDim =>
  often(0.1) ? pick<RuntimeDim>(["T", "T", "2*T", "U", null, null]) : pick([1, 2, 2, 3, 3, 4, 4, 6])

const shape = (random: Chance): RuntimeShape => {
  const rank = random.pick([0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4])
  return Array.from({ length: rank }, (_, at) => (at === 0 && random.often(0.3) ? "B" : axis(random)))
}

const replaced = (of: RuntimeShape, at: number, dim: RuntimeDim): RuntimeShape =>
  of.map((before, index) => (index === at ? dim : before))

/** A shape that looks like another, as the operands of one op do. */
const like = (first: RuntimeShape, random: Chance): RuntimeShape => {
  const { pick, below } = random
  const last = first.at(-1) ?? 3
  const at = below(Math.max(1, first.length))
  return pick<() => RuntimeShape>([
    () => first,
    () => first,
    () => replaced(first, at, 1),
    () => replaced(first, at, axis(random)),
    () => first.slice(below(first.length + 1)),
    () => [axis(random), ...first],
    () => [...first.slice(0, -2), ...first.slice(-2).reverse()],
    () => [last, axis(random)],
    () => [...first.slice(0, -2), last, axis(random)],
    () => replaced([...first.slice(0, -2), ...first.slice(-2).reverse()], 0, pick([1, 1, 2])),
    () => [axis(random)],
    () => shape(random),
  ])()
}

/** Shapes of as many operands. */
export const shapesFor = (count: number, random: Chance): readonly RuntimeShape[] => {
  const first = shape(random)
  return Array.from({ length: count }, (_, at) => (at === 0 ? first : like(first, random)))
}
