/** What random programs begin with: shapes of literals, symbols and dynamic axes. */
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Chance } from "../conformance/random.js"
import type { Step } from "./program.js"

export const dims: readonly RuntimeDim[] = [
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  12,
  "T",
  "T",
  "U",
  "2*T",
  "T+1",
  "2*T+1",
  "floor(T/2)",
  "H*K",
  null,
]

/** An input, or a tensor that is only declared. */
export const source = (pool: readonly RuntimeShape[], random: Chance): Step => {
  const dtype = random.often(0.08) ? "int32" : "float32"
  if (random.often(0.3)) return { kind: "given", shape: random.pick(pool), dtype }
  const rank = random.pick([1, 2, 2, 2, 3, 3, 4])
  return { kind: "input", shape: Array.from({ length: rank }, () => random.pick(dims)), dtype }
}

/** What a model is called with in place of an axis: each symbol has one size, and now and then one is wrong. */
export const variation = (dim: RuntimeDim, sizes: Map<string, RuntimeDim>, random: Chance): RuntimeDim => {
  if (random.often(0.04)) return random.pick(dims)
  if (typeof dim !== "string" || !/^\w+$/.test(dim)) return dim
  const size = sizes.get(dim) ?? random.pick([dim, dim, 4, 6, 7, "S", "2*S", null])
  sizes.set(dim, size)
  return size
}
