/** Sizes for the axes that have none. */
import type { LayerInstance } from "../../src/core/instance.js"
import { namesIn, type RuntimeDim, substituteDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type Call, callInGraph } from "./cases.js"
import type { Chance } from "./random.js"

/** The sizes of data for a call: each symbol one size, each dynamic axis one of its own. */
const sized = ({ inputs, states }: Call, { below }: Chance): Call => {
  const symbols = [...inputs, ...(states ?? [])].flat().flatMap(namesIn)
  const bound = new Map<string, RuntimeDim>(symbols.map(name => [name, 1 + below(4)]))
  const sizes = (shape: RuntimeShape) => shape.map(dim => substituteDim(dim ?? 1 + below(6), bound))
  return { inputs: inputs.map(sizes), ...(states ? { states: states.map(sizes) } : {}) }
}

/** Sizes that the rule accepts where there are any: dynamic axes may have to be equal. */
export const sizedWell = (layer: LayerInstance, call: Call, random: Chance): Call => {
  let sizes = sized(call, random)
  for (let tries = 0; tries < 30 && callInGraph(layer, sizes).refused !== undefined; tries++)
    sizes = sized(call, random)
  return sizes
}

/** Beside an input that is refused for its size, states may come out with less than one element. */
export const numbers = (shape: RuntimeShape): number[] =>
  shape.map(dim => (typeof dim === "number" ? Math.max(1, dim) : 1))
