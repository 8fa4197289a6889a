import { type CellRule, type notStep, stepShape } from "../core/cell.js"
import { layer } from "../core/define.js"
import { biasOf, gateCount } from "../core/gates.js"
import * as check from "../core/options.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import { type CellOptions, cellOptions, type GateOptions, gateOptions, kerasGates } from "../core/sequence.js"
import { titleOf } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface LSTMCellOptions<units extends number = number, bias extends boolean = boolean>
  extends CellOptions<units>, GateOptions {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
  /** Begins with a bias of 1 on the forget gate (Jozefowicz et al. 2015). @default true */
  readonly unitForgetBias?: boolean
}

/** The output, and the states `h` and `c`. */
type lstmCellShape<In, units> =
  In extends readonly [infer B, unknown] ? [output: [B, units], h: [B, units], c: [B, units]]
  : notStep<In, titleOf<"lstmCell", units>, [output: UnknownShape, h: [number, units], c: [number, units]]>
const lstmCellShape = (input: RuntimeShape, { units }: LSTMCellOptions) =>
  stepShape(input, titleOf("lstmCell", units), units, 2)

type lstmCellCount<In, units, bias> = gateCount<4, In, units, biasOf<bias>>
const lstmCellCount = (input: RuntimeShape, options: LSTMCellOptions) =>
  gateCount(4, input, options.units, biasOf(options))

interface lstmCellRule<units, bias> extends CellRule {
  readonly out: lstmCellShape<this["in"], units>
  readonly params: lstmCellCount<this["in"], units, bias>
  readonly title: titleOf<"lstmCell", units>
  readonly units: units
  readonly states: ["h", "c"]
}

/** One step of an LSTM of `units`. */
export interface LSTMCell<units extends number> extends RecurrentLayer<lstmCellRule<units, true>> {}
/** One whose bias was turned off, or may be. */
export interface LSTMCellWith<units extends number, bias extends boolean> extends RecurrentLayer<
  lstmCellRule<units, bias>
> {}

/**
 * One step of long short-term memory, which `rnn` runs over the time axis. Called by itself it takes the step and the
 * states as `{ initialState: [h, c] }`, or zeros.
 *
 * @shape `[B, D]` to the list `[output, h, c]` of `[B, units]`; `4 * units * (D + units + 1)` weights
 * @throws ShapeError when the input is not of rank 2, or `initialState` is not two states of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/lstm_cell/
 * @example
 * rnn({ cell: lstmCell({ units: 32 }) })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 32]>
 * const [output, h, c] = lstmCell({ units: 32 })(input({ shape: [12] }))
 * c // => SymbolicTensor<["B", 32]>
 */
export const lstmCell = layer<
  <const units extends number, bias extends boolean = true>(
    options: LSTMCellOptions<units, bias>,
  ) => [bias] extends [true] ? LSTMCell<units> : LSTMCellWith<units, bias>,
  LSTMCellOptions
>({
  kind: "LSTMCellLayer",
  title: ({ units }) => titleOf("lstmCell", units),
  options: {
    ...cellOptions,
    ...gateOptions,
    useBias,
    unitForgetBias: check.option(check.flag, [undefined, false]),
  },
  shape: lstmCellShape,
  params: lstmCellCount,
  config: kerasGates,
  states: ({ units }) => ({ names: ["h", "c"], units, many: true, isCell: true }),
})
