import type { apply, countOf } from "../../types/rule.js"
import { type AnyCell, type cell, type CellRule, isCell, type statesIn } from "../core/cell.js"
import { layer } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, rule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { RecurrentLayer, RecurrentRule } from "../core/recurrent.js"
import { runOptions, type SequenceOptions } from "../core/sequence.js"
import { type Answer, isShapeList, stateShapes, type StateSpec } from "../core/spec.js"
import type { UnknownShape } from "../core/tensor.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { gruCell } from "./gruCell.js"
import { lstmCell } from "./lstmCell.js"
import { simpleRNNCell } from "./simpleRNNCell.js"
import { stackedRNNCells } from "./stackedRNNCells.js"

export interface RNNOptions<
  inner extends AnyLayer = AnyCell,
  sequences extends boolean = boolean,
  states extends boolean = boolean,
> extends SequenceOptions<sequences, states> {
  /** One step: a cell, or several as `stackedRNNCells`. */
  readonly cell: cell<inner>
  /** A padded step puts out zeros, not what the step before it put out. @default false */
  readonly zeroOutputForMask?: boolean
}

/** The rule of the cell. */
type ruleOf<inner extends AnyLayer> = inner[typeof rule] extends infer shapes extends CellRule ? shapes : unknownCell
/** Stands for what was refused at the option, so that one mistake is one error. */
interface unknownCell extends CellRule {
  readonly out: [output: UnknownShape]
  readonly params: number
  readonly title: string
  readonly states: []
}

/** `[B, T, ...rest]` becomes what the cell makes of `[B, ...rest]`, with the time axis for sequences. */
type rnnShape<In, inner extends CellRule, sequences, states> =
  In extends readonly [infer B, infer T, infer first, ...infer rest] ?
    runShape<apply<inner, [B, first, ...rest]>, T, sequences, states>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      runShape<apply<inner, UnknownShape>, number, sequences, states>
    : wantsSteps<In, inner["title"]>
  : UnknownShape
type runShape<out, T, sequences, states> =
  out extends string ? `in rnn: ${out}`
  : out extends readonly [infer output, ...infer carried] ?
    states extends true ?
      [output: overTime<output, T, sequences>, ...carried]
    : overTime<output, T, sequences>
  : UnknownShape
type overTime<output, T, sequences> =
  sequences extends true ?
    output extends readonly [infer B, ...infer rest] ?
      [B, T, ...rest]
    : UnknownShape
  : output
const rnnShape = (input: RuntimeShape, { cell, returnSequences, returnState }: RNNOptions): Answer => {
  const { inner } = innerOf(cell)
  const [, T = null] = input
  if (input.length < 3) return refuse(wantsSteps(input, inner.title), "[batch, time, ...]", show(input))
  const answer = inner.shapeOf([stepOf(input)])
  if (isRefusal(answer)) return { ...answer, refused: `in rnn: ${answer.refused}` }
  const [last = [], ...states] = isShapeList(answer) ? answer : [answer]
  const [B = null, ...rest] = last
  const output = returnSequences ? [B, T, ...rest] : last
  return returnState ? [output, ...states] : output
}

type wantsSteps<In, title extends string> =
  In extends readonly [unknown, unknown] ?
    `rnn(${title}) needs an input of rank 3 or more [batch, time, ...], got ${show<In>}; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between`
  : `rnn(${title}) needs an input of rank 3 or more [batch, time, ...], got ${show<In>}`
const wantsSteps = (input: RuntimeShape, title: string) =>
  `rnn(${title}) needs an input of rank 3 or more [batch, time, ...], got ${show(input)}${
    input.length === 2 ?
      "; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between"
    : ""
  }`

type rnnCount<In, inner extends CellRule> = countOf<inner, stepOf<In>>

/** The cell at run time: the option's check has seen to it. */
const innerOf = (cell: unknown): { readonly inner: LayerInstance; readonly states: StateSpec } => {
  if (isLayer(cell) && cell.states) return { inner: cell, states: cell.states }
  throw new Error("rnn without a cell")
}

/** The shape of one step of a sequence. */
type stepOf<In> = In extends readonly [infer B, unknown, ...infer rest] ? [B, ...rest] : UnknownShape
const stepOf = ([B = null, , ...rest]: RuntimeShape): RuntimeShape => [B, ...rest]

interface rnnRule<inner extends CellRule, sequences, states> extends RecurrentRule {
  readonly out: rnnShape<this["in"], inner, sequences, states>
  readonly output: rnnShape<this["in"], inner, sequences, false>
  readonly params: rnnCount<this["in"], inner>
  readonly title: `rnn(${inner["title"]})`
  readonly units: inner["units"]
  readonly states: inner["states"]
  readonly stateShapes: statesIn<apply<inner, stepOf<this["in"]>>>
  readonly many: states
  readonly oneWay: true
}

/** A cell that runs over the time axis; whether it gives sequences, and whether it gives its states. */
export interface RNN<inner extends AnyLayer, sequences extends boolean, states extends boolean> extends RecurrentLayer<
  rnnRule<ruleOf<inner>, sequences, states>
> {}

/**
 * Runs a cell over the time axis. Where the cell is an lstmCell, a gruCell or a simpleRNNCell, or a stack of them, one
 * kernel goes through the whole sequence, as for `lstm` and its like.
 *
 * @shape `[B, T, ...rest]` to what the cell makes of `[B, ...rest]`, or that of every step with `returnSequences`; with
 * `returnState` the list of the output and the cell's states; the cell's weights
 * @throws ShapeError when the input has a rank below 3, or the cell refuses a step, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/rnn/
 * @example
 * rnn({ cell: gruCell({ units: 32 }), returnSequences: true })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 32]>
 */
export const rnn = layer<
  <inner extends AnyLayer, sequences extends boolean = false, states extends boolean = false>(
    options: RNNOptions<inner, sequences, states>,
  ) => RNN<inner, sequences, states>,
  RNNOptions
>({
  kind: "RNN",
  title: ({ cell }) => `rnn(${innerOf(cell).inner.title})`,
  options: {
    cell: {
      check: isCell,
      // Made when a test asks for them, so that they take no names from the layers of users.
      get samples(): readonly AnyCell[] {
        return [
          lstmCell({ units: 4 }),
          gruCell({ units: 3 }),
          simpleRNNCell({ units: 5, useBias: false }),
          stackedRNNCells({ cells: [lstmCell({ units: 4 }), gruCell({ units: 3 })] }),
          stackedRNNCells({ cells: [simpleRNNCell({ units: 2 })] }),
        ]
      },
    },
    ...runOptions,
    zeroOutputForMask: check.option(check.flag, [undefined, true]),
  },
  shape: rnnShape,
  params: (input, { cell }) => innerOf(cell).inner.paramsOf([stepOf(input)]),
  states: ({ cell, returnState = false }) => {
    const { names, units, ...spec } = innerOf(cell).states
    const shapes = (input: RuntimeShape) => stateShapes({ names, units, ...spec }, stepOf(input))
    return { names, units, shapes, many: returnState, oneWay: true }
  },
})
