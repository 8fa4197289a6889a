import type { double } from "../../types/double.js"
import type { countOf } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, rule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { AnyRecurrent, PerState, RecurrentLayer, RecurrentRule, StatefulRule } from "../core/recurrent.js"
import { type Answer, isShapeList, stateShapes, type StateSpec } from "../core/spec.js"
import type { UnknownShape } from "../core/tensor.js"
import { product, type RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { gru } from "./gru.js"
import { lstm } from "./lstm.js"
import { lstmCell } from "./lstmCell.js"
import { rnn } from "./rnn.js"
import { simpleRNN } from "./simpleRNN.js"
import { simpleRNNCell } from "./simpleRNNCell.js"
import { stackedRNNCells } from "./stackedRNNCells.js"

/** How the outputs of both directions become one; with `null` there are two. */
export type MergeMode = "concat" | "sum" | "mul" | "ave" | null

export interface BidirectionalOptions<
  inner extends AnyLayer = AnyRecurrent,
  mode extends MergeMode = MergeMode,
> extends LayerOptions {
  /** The recurrent layer whose options both directions have, such as an lstm. */
  readonly layer: recurrent<inner>
  /** How the outputs of both directions become one; `null` leaves them two. @default "concat" */
  readonly mergeMode?: mode
}

type recurrent<inner extends AnyLayer> =
  inner extends { readonly [rule]: { readonly oneWay: true } } ? inner : wantsRecurrent
type wantsRecurrent = typeof wantsRecurrent
const wantsRecurrent = "layer must be a recurrent layer, such as an lstm, a gru, or an rnn of a cell"
const isRecurrent: check.Check = value => (isLayer(value) && value.states?.oneWay ? undefined : wantsRecurrent)

/** The rule of the inner layer. */
type ruleOf<inner extends AnyLayer> =
  inner[typeof rule] extends infer shapes extends RecurrentRule ? shapes : unknownRule
/** Stands for what was refused at the option, so that one mistake is one error. */
interface unknownRule extends RecurrentRule {
  readonly out: UnknownShape
  readonly output: UnknownShape
  readonly params: number
  readonly title: string
  readonly states: []
  readonly many: false
}

/** The inner output of both directions, merged; then the inner states, forward and backward. */
type bidirectionalShape<In, inner extends RecurrentRule, mode> = mergedOutputs<
  (inner & { readonly in: In })["output"],
  In,
  inner,
  mode,
  inner["many"]
>
type mergedOutputs<output, In, inner extends RecurrentRule, mode, many> =
  output extends string ? `in bidirectional: ${output}`
  : many extends true ?
    mode extends null ?
      [forward: output, backward: output, ...statesFor<In, inner>]
    : [output: merged<output, mode>, ...statesFor<In, inner>]
  : mode extends null ? [forward: output, backward: output]
  : merged<output, mode>
type statesFor<In, inner extends RecurrentRule> =
  inner["units"] extends PerState ? twice<(inner & { readonly in: In })[keyof inner & "stateShapes"]>
  : bothStates<inner["states"]["length"], stateOf<In, inner["units"]>>
type twice<states> = states extends readonly unknown[] ? [...states, ...states] : []
type stateOf<In, units> = In extends readonly [infer B, ...unknown[]] ? [B, units] : [number, units]
type bothStates<count, state> =
  count extends 1 ? [forward_h: state, backward_h: state]
  : [forward_h: state, forward_c: state, backward_h: state, backward_c: state]
type merged<output, mode> =
  mode extends "concat" ?
    output extends readonly [...infer lead, infer last] ?
      [...lead, last extends string ? product<2, last> : double<last>]
    : output
  : output
const bidirectionalShape = (input: RuntimeShape, { layer, mergeMode = "concat" }: BidirectionalOptions): Answer => {
  const { inner, states } = innerOf(layer)
  const answer = inner.shapeOf([input])
  if (isRefusal(answer)) return { ...answer, refused: `in bidirectional: ${answer.refused}` }
  const [output = [], ...rest] = isShapeList(answer) ? answer : [answer]
  if (mergeMode === null) return [output, output, ...rest, ...rest]
  return states.many ? [merged(output, mergeMode), ...rest, ...rest] : merged(output, mergeMode)
}
const merged = (output: RuntimeShape, mode: MergeMode): RuntimeShape =>
  mode === "concat" ? [...output.slice(0, -1), product(2, output.at(-1) ?? null)] : output

/** The inner layer at run time: the option's check has seen to it. */
const innerOf = (layer: unknown): { readonly inner: LayerInstance; readonly states: StateSpec } => {
  if (isLayer(layer) && layer.states) return { inner: layer, states: layer.states }
  throw new Error("bidirectional without a recurrent layer")
}

/** The names of the states of both directions. */
type statesOf<names extends readonly string[]> =
  names extends readonly ["h"] ? ["forward_h", "backward_h"]
  : names extends readonly ["h", "c"] ? ["forward_h", "forward_c", "backward_h", "backward_c"]
  : [...prefixed<"forward", names>, ...prefixed<"backward", names>]
type prefixed<direction extends string, names extends readonly string[]> = {
  [index in keyof names]: `${direction}_${names[index]}`
}
const statesOf = (names: readonly string[]) =>
  ["forward", "backward"].flatMap(direction => names.map(name => `${direction}_${name}`))

interface bidirectionalRule<inner extends RecurrentRule, mode> extends StatefulRule {
  readonly out: bidirectionalShape<this["in"], inner, mode>
  readonly params: product<2, countOf<inner, this["in"]>>
  readonly title: `bidirectional(${inner["title"]})`
  readonly units: inner["units"]
  readonly states: statesOf<inner["states"]>
  readonly stateShapes: statesFor<this["in"], inner>
  readonly many: mode extends null ? true : inner["many"]
}

/** A recurrent layer in both directions. */
export interface Bidirectional<inner extends AnyLayer, mode extends MergeMode> extends RecurrentLayer<
  bidirectionalRule<ruleOf<inner>, mode>
> {}

/**
 * Runs a recurrent layer over the sequence from both ends, and merges what comes out (Schuster and Paliwal 1997).
 *
 * @shape as the inner layer, with twice the width for `"concat"`; two outputs for `null`; with `returnState` the states
 * follow: forward, then backward; twice the inner layer's weights
 * @throws ShapeError when the inner layer is not recurrent, or refuses the input, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/bidirectional/
 * @example
 * bidirectional({ layer: lstm({ units: 32, returnSequences: true }) })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 64]>
 */
export const bidirectional = layer<
  <inner extends AnyLayer, mode extends MergeMode = "concat">(
    options: BidirectionalOptions<inner, mode>,
  ) => Bidirectional<inner, mode>,
  BidirectionalOptions
>({
  kind: "Bidirectional",
  title: ({ layer }) => `bidirectional(${innerOf(layer).inner.title})`,
  options: {
    layer: {
      check: isRecurrent,
      // Made when a test asks for them, so that they take no names from the layers of users.
      get samples() {
        return [
          lstm({ units: 4 }),
          lstm({ units: 3, returnSequences: true, returnState: true }),
          gru({ units: 4, returnSequences: true }),
          gru({ units: 5, returnState: true, resetAfter: false }),
          simpleRNN({ units: 2, returnState: true }),
          rnn({ cell: lstmCell({ units: 3 }), returnState: true }),
          rnn({
            cell: stackedRNNCells({ cells: [simpleRNNCell({ units: 2 }), lstmCell({ units: 3 })] }),
            returnState: true,
          }),
        ]
      },
    },
    mergeMode: check.option<MergeMode | undefined>(check.oneOf(["concat", "sum", "mul", "ave", null]), [
      undefined,
      "sum",
      "mul",
      "ave",
      null,
    ]),
  },
  shape: bidirectionalShape,
  params: (input, { layer }): RuntimeDim => product(2, innerOf(layer).inner.paramsOf([input])),
  states: ({ layer, mergeMode }) => {
    const { names, units, shapes, many } = innerOf(layer).states
    const both = (input: RuntimeShape) => [0, 1].flatMap(() => stateShapes({ names, units, shapes, many }, input))
    return { names: statesOf(names), units, shapes: both, many: many || mergeMode === null }
  },
})
