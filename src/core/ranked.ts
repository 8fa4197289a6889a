/** What layers have in common that take one rank and give the shape that they take. */
import type { Rule } from "../../types/rule.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"
import type { UnknownShape } from "./tensor.js"

/** Any shape, to itself, without weights. */
export interface unchangedRule<title extends string> extends Rule {
  readonly title: title
  readonly out: this["in"]
  readonly params: 0
}

/** Number of axes: a sequence, an image or a volume, each with its batch and its channels. */
type DataRank = 3 | 4 | 5

/** A shape of `rank` axes, to itself, without weights. */
export interface rankedRule<layer extends string, rank extends DataRank> extends Rule {
  readonly title: layer
  readonly out: rankedShape<this["in"], layer, rank>
  readonly params: 0
}

/** The input's own shape, when it has `rank` axes. */
export type rankedShape<In, layer extends string, rank extends DataRank> =
  In extends readonly unknown[] ?
    In["length"] extends rank ? In
    : number extends In["length"] ? UnknownShape
    : wantsRank<In, layer, rank>
  : UnknownShape
export const rankedShape = (input: RuntimeShape, layer: string, rank: DataRank) =>
  input.length === rank ? input : refuse(wantsRank(input, layer, rank), `a rank-${rank} input`, show(input))

const kinds = { 3: "sequences", 4: "images", 5: "volumes" } as const
type Kinds = typeof kinds
/** What may be meant by an input with an axis less. */
const hints = {
  3: {
    2: "; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape",
  },
  4: { 3: "; add an axis of channels with reshape" },
  5: { 4: "; add an axis of channels with reshape" },
} as const
type Hints = typeof hints
type hint<rank extends DataRank, length> = length extends keyof Hints[rank] ? Hints[rank][length] & string : ""
const hint = (rank: DataRank, length: number): string =>
  Object.entries(hints[rank]).find(([axes]) => Number(axes) === length)?.[1] ?? ""

type wantsRank<
  In extends readonly unknown[],
  layer extends string,
  rank extends DataRank,
> = `${layer} needs a rank-${rank} input, a batch of ${Kinds[rank]} with channels, got ${show<In>}${hint<rank, In["length"]>}`
const wantsRank = (input: RuntimeShape, layer: string, rank: DataRank) =>
  `${layer} needs a rank-${rank} input, a batch of ${kinds[rank]} with channels, got ${show(input)}${hint(rank, input.length)}`
