/** The shape of what recurrent layers give, and how they refuse what is no sequence. */
import type { showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"
import type { Answer } from "./spec.js"

export const sequenceShape = (
  input: RuntimeShape,
  title: string,
  { units, returnSequences }: { units: number; returnSequences?: boolean },
) => {
  const [B = null, T = null] = input
  if (input.length !== 3) return refuse(wantsSequence(input, title), "[batch, time, features]", show(input))
  return returnSequences ? [B, T, units] : [B, units]
}

/** What a shape of another rank gives: `open` when its rank is not known, and otherwise the sentence. */
export type notSequence<In, name extends string, units, open> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      open
    : wantsSequence<In, titleOf<name, units>>
  : open

/** As messages name a recurrent layer: `lstm(256)`. */
export type titleOf<name extends string, units> = `${name}(${showDim<units>})`
export const titleOf = (name: string, units: number) => `${name}(${units})`

type wantsSequence<In, title extends string> =
  In extends readonly [unknown, unknown] ?
    `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between`
  : In extends readonly [unknown, infer second, unknown, unknown] ?
    [second] extends ["B"] ?
      `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; leave B out of the input's shape, which has the batch by itself`
    : `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })`
  : `${title} needs a rank-3 input [batch, time, features], got ${show<In>}`
const wantsSequence = (input: RuntimeShape, title: string) =>
  `${title} needs a rank-3 input [batch, time, features], got ${show(input)}${
    input.length === 2 ?
      "; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between"
    : input.length !== 4 ? ""
    : input[1] === "B" ? "; leave B out of the input's shape, which has the batch by itself"
    : "; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })"
  }`

/** The output, and behind it as many states `[B, units]` as there are. */
export const withStates = (
  output: RuntimeShape | Extract<Answer, { refused: string }>,
  units: number,
  count: number,
): Answer => {
  if ("refused" in output) return output
  const state = [output[0] ?? null, units]
  return [output, ...Array.from({ length: count }, () => state)]
}
