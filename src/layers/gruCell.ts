import { type CellRule, type notStep, stepShape } from "../core/cell.js"
import { layer } from "../core/define.js"
import { gateCount, gruBiasesOf } from "../core/gates.js"
import * as check from "../core/options.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import { type CellOptions, cellOptions, type GateOptions, gateOptions, kerasGates } from "../core/sequence.js"
import { titleOf } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface GRUCellOptions<
  units extends number = number,
  bias extends boolean = boolean,
  reset extends boolean = boolean,
>
  extends CellOptions<units>, GateOptions {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
  /** Whether the reset gate comes after the matrix product, which then has a bias of its own. @default true */
  readonly resetAfter?: reset
}

/** The output, and the state `h`. */
type gruCellShape<In, units> =
  In extends readonly [infer B, unknown] ? [output: [B, units], h: [B, units]]
  : notStep<In, titleOf<"gruCell", units>, [output: UnknownShape, h: [number, units]]>
const gruCellShape = (input: RuntimeShape, { units }: GRUCellOptions) =>
  stepShape(input, titleOf("gruCell", units), units, 1)

type gruCellCount<In, units, bias, reset> = gateCount<3, In, units, gruBiasesOf<bias, reset>>
const gruCellCount = (input: RuntimeShape, options: GRUCellOptions) =>
  gateCount(3, input, options.units, gruBiasesOf(options))

interface gruCellRule<units, bias, reset> extends CellRule {
  readonly out: gruCellShape<this["in"], units>
  readonly params: gruCellCount<this["in"], units, bias, reset>
  readonly title: titleOf<"gruCell", units>
  readonly units: units
  readonly states: ["h"]
}

/** One step of a GRU of `units`. */
export interface GRUCell<units extends number> extends RecurrentLayer<gruCellRule<units, true, true>> {}
/** One whose bias, or the bias behind its reset, was turned off or may be. */
export interface GRUCellWith<units extends number, bias extends boolean, reset extends boolean> extends RecurrentLayer<
  gruCellRule<units, bias, reset>
> {}

/**
 * One step of a gated recurrent unit, which `rnn` runs over the time axis. Called by itself it takes the step and the
 * state as `{ initialState: [h] }`, or zeros.
 *
 * @shape `[B, D]` to the list `[output, h]` of `[B, units]`; `3 * units * (D + units + 2)` weights, or `+ 1` without
 * `resetAfter`
 * @throws ShapeError when the input is not of rank 2, or `initialState` is not one state of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/gru_cell/
 * @example
 * rnn({ cell: gruCell({ units: 32 }) })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 32]>
 */
export const gruCell = layer<
  <const units extends number, bias extends boolean = true, reset extends boolean = true>(
    options: GRUCellOptions<units, bias, reset>,
  ) => [bias, reset] extends [true, true] ? GRUCell<units> : GRUCellWith<units, bias, reset>,
  GRUCellOptions
>({
  kind: "GRUCellLayer",
  title: ({ units }) => titleOf("gruCell", units),
  options: {
    ...cellOptions,
    ...gateOptions,
    useBias,
    resetAfter: check.option(check.flag, [undefined, false]),
  },
  shape: gruCellShape,
  params: gruCellCount,
  config: options => ({ resetAfter: true, ...kerasGates(options) }),
  states: ({ units }) => ({ names: ["h"], units, many: true, isCell: true }),
})
