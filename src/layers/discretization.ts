import type { positive } from "../../types/error.js"
import { adapting } from "../core/adapt.js"
import type { Adapting } from "../core/adapting.js"
import { layer, type LayerOptions } from "../core/define.js"
import { type dtypeOf, encodedShape, type EncodingLayer, type EncodingRule, type OutputMode } from "../core/encoding.js"
import * as check from "../core/options.js"
import type { sum } from "../ops/dim.js"

export interface DiscretizationOptions<
  bounds extends readonly number[] = readonly number[],
  bins extends number = number,
  mode extends OutputMode = OutputMode,
> extends LayerOptions {
  /** Where the bins meet: numbers in their order. A value on a bound is above it. */
  readonly binBoundaries?: bounds
  /** How many bins of as many values each `adapt` finds. Instead of `binBoundaries`. */
  readonly numBins?: positive<bins, "numBins">
  /** How exact `adapt` is: from 0 to 1. @default 0.01 */
  readonly epsilon?: number
  /** How bins are given: by number, as a vector with a 1, or all of a sample in one vector, with a 1 or counted. @default "int" */
  readonly outputMode?: mode
}

/** What is asked for beside the option that was given. */
type OneOfBoth<bounds, bins> =
  [bounds] extends [never] ?
    [bins] extends [never] ?
      { readonly binBoundaries: typeof wantsOne }
    : unknown
  : [bins] extends [never] ? unknown
  : { readonly numBins: typeof wantsOneOnly }
const wantsOne = "binBoundaries must be given, or numBins for adapt to find them"
const wantsOneOnly = "numBins must be left out where binBoundaries are given"
const oneOfBoth = ({ binBoundaries, numBins }: DiscretizationOptions) =>
  binBoundaries === undefined && numBins === undefined ? wantsOne
  : binBoundaries !== undefined && numBins !== undefined ? wantsOneOnly
  : undefined

/** Looked up by name, so that the compiler does not infer `numBins` from the type that a call is wanted to have. */
type depthOf<bounds, bins> = {
  found: bins
  given: bounds extends readonly unknown[] ? sum<bounds["length"], 1> : number
}[[bounds] extends [never] ? "found" : "given"]
const depthOf = ({ binBoundaries, numBins }: DiscretizationOptions) =>
  binBoundaries === undefined ? (numBins ?? null) : binBoundaries.length + 1

interface discretizationRule<depth, mode> extends EncodingRule {
  readonly title: "discretization"
  readonly out: encodedShape<this["in"], depth, mode, "discretization">
  readonly params: 0
  readonly gives: dtypeOf<mode>
}

/** Numbers as `depth` bins. */
export interface Discretization<depth extends number, mode extends OutputMode>
  extends EncodingLayer<discretizationRule<depth, mode>>, Adapting {}

const ordered: check.Check = (value, option) => {
  const sentence = check.listOf(check.finite)(value, option)
  if (sentence !== undefined || !Array.isArray(value)) return sentence
  const isOrdered = value.every((bound, at) => at === 0 || bound > value[at - 1])
  return isOrdered ? undefined : `${option} must be numbers in their order, got ${check.print(value)}`
}

/**
 * Puts numbers into bins: those below the first bound are 0, those from there to the second 1, and so on. Where the bounds
 * are not known, `adapt` finds those that split some data into `numBins` bins of as many values.
 *
 * @shape `[...lead]` to integers of that shape; with `"oneHot"` to `[...lead, bins]`; otherwise `[B, N]` to `[B, bins]`
 * @throws ShapeError when neither or both of `binBoundaries` and `numBins` are given, or bounds are not in their order
 * @see https://keras.io/api/layers/preprocessing_layers/numerical/discretization/
 * @example
 * discretization({ binBoundaries: [0, 1, 2] })(input({ shape: [7] })) // => SymbolicIntTensor<["B", 7]>
 */
export const discretization = layer<
  <const bounds extends readonly number[] = never, const bins extends number = never, mode extends OutputMode = "int">(
    options: DiscretizationOptions<bounds, bins, mode> & OneOfBoth<bounds, bins>,
  ) => Discretization<depthOf<bounds, bins>, mode>,
  DiscretizationOptions
>({
  kind: "Discretization",
  title: () => "discretization",
  options: {
    binBoundaries: check.option<readonly number[] | undefined>(ordered, [[0, 0.5], [0], [-1, 0, 1], undefined]),
    numBins: check.option(check.positive, [undefined]),
    epsilon: check.option(check.fraction, [undefined]),
    outputMode: check.option<OutputMode | undefined>(check.oneOf(["int", "oneHot", "multiHot", "count"]), [
      undefined,
      "oneHot",
      "multiHot",
      "count",
    ]),
  },
  together: oneOfBoth,
  integers: ({ outputMode = "int" }) => outputMode === "int",
  more: adapting,
  shape: (input, options) => encodedShape(input, depthOf(options), options.outputMode ?? "int", "discretization"),
  params: () => 0,
})
