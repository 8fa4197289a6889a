import { type CellRule, type notStep, stepShape } from "../core/cell.js"
import { layer } from "../core/define.js"
import { biasOf, gateCount } from "../core/gates.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import { type CellOptions, cellOptions, kerasConfig } from "../core/sequence.js"
import { titleOf } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface SimpleRNNCellOptions<
  units extends number = number,
  bias extends boolean = boolean,
> extends CellOptions<units> {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
}

/** The output, and the state `h`. */
type simpleRNNCellShape<In, units> =
  In extends readonly [infer B, unknown] ? [output: [B, units], h: [B, units]]
  : notStep<In, titleOf<"simpleRNNCell", units>, [output: UnknownShape, h: [number, units]]>
const simpleRNNCellShape = (input: RuntimeShape, { units }: SimpleRNNCellOptions) =>
  stepShape(input, titleOf("simpleRNNCell", units), units, 1)

type simpleRNNCellCount<In, units, bias> = gateCount<1, In, units, biasOf<bias>>
const simpleRNNCellCount = (input: RuntimeShape, options: SimpleRNNCellOptions) =>
  gateCount(1, input, options.units, biasOf(options))

interface simpleRNNCellRule<units, bias> extends CellRule {
  readonly out: simpleRNNCellShape<this["in"], units>
  readonly params: simpleRNNCellCount<this["in"], units, bias>
  readonly title: titleOf<"simpleRNNCell", units>
  readonly units: units
  readonly states: ["h"]
}

/** One step of a simple recurrent layer of `units`. */
export interface SimpleRNNCell<units extends number> extends RecurrentLayer<simpleRNNCellRule<units, true>> {}
/** One whose bias was turned off, or may be. */
export interface SimpleRNNCellWith<units extends number, bias extends boolean> extends RecurrentLayer<
  simpleRNNCellRule<units, bias>
> {}

/**
 * One step of `h = activation(x @ kernel + h @ recurrentKernel + bias)`, which `rnn` runs over the time axis. Called by
 * itself it takes the step and the state as `{ initialState: [h] }`, or zeros.
 *
 * @shape `[B, D]` to the list `[output, h]` of `[B, units]`; `units * (D + units + 1)` weights
 * @throws ShapeError when the input is not of rank 2, or `initialState` is not one state of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/
 * @example
 * rnn({ cell: simpleRNNCell({ units: 32 }) })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 32]>
 */
export const simpleRNNCell = layer<
  <const units extends number, bias extends boolean = true>(
    options: SimpleRNNCellOptions<units, bias>,
  ) => [bias] extends [true] ? SimpleRNNCell<units> : SimpleRNNCellWith<units, bias>,
  SimpleRNNCellOptions
>({
  kind: "SimpleRNNCellLayer",
  title: ({ units }) => titleOf("simpleRNNCell", units),
  options: { ...cellOptions, useBias },
  shape: simpleRNNCellShape,
  params: simpleRNNCellCount,
  config: kerasConfig,
  states: ({ units }) => ({ names: ["h"], units, many: true, isCell: true }),
})
