import { layer } from "../core/define.js"
import { biasOf, gateCount } from "../core/gates.js"
import * as check from "../core/options.js"
import type { RecurrentLayer, RecurrentRule } from "../core/recurrent.js"
import { type GateOptions, gateOptions, kerasGates, type RecurrentOptions, recurrentOptions } from "../core/sequence.js"
import { type notSequence, sequenceShape, titleOf, withStates } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface LSTMOptions<
  units extends number = number,
  sequences extends boolean = boolean,
  states extends boolean = boolean,
  bias extends boolean = boolean,
  drop extends number = number,
  redrop extends number = number,
>
  extends RecurrentOptions<units, sequences, states, drop, redrop>, GateOptions {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
  /** Begins with a bias of 1 on the forget gate (Jozefowicz et al. 2015). @default true */
  readonly unitForgetBias?: boolean
}

/** The sequence rule; with `returnState` also the states `h` and `c`. */
type lstmShape<In, units, sequences, states> =
  In extends readonly [infer B, infer T, unknown] ?
    states extends true ? [output: sequences extends true ? [B, T, units] : [B, units], h: [B, units], c: [B, units]]
    : sequences extends true ? [B, T, units]
    : [B, units]
  : notSequence<
      In,
      "lstm",
      units,
      states extends true ? [output: UnknownShape, h: [number, units], c: [number, units]] : UnknownShape
    >
const lstmShape = (input: RuntimeShape, options: LSTMOptions) => {
  const output = sequenceShape(input, lstmTitle(options), options)
  return options.returnState ? withStates(output, options.units, 2) : output
}

const lstmTitle = ({ units }: LSTMOptions) => titleOf("lstm", units)

type lstmCount<In, units, bias> = gateCount<4, In, units, biasOf<bias>>
const lstmCount = (input: RuntimeShape, options: LSTMOptions) => gateCount(4, input, options.units, biasOf(options))

interface lstmRule<units, sequences, states, bias> extends RecurrentRule {
  readonly out: lstmShape<this["in"], units, sequences, states>
  readonly output: lstmShape<this["in"], units, sequences, false>
  readonly params: lstmCount<this["in"], units, bias>
  readonly title: titleOf<"lstm", units>
  readonly units: units
  readonly states: ["h", "c"]
  readonly many: states
  readonly oneWay: true
}

/** An LSTM of `units`; whether it gives sequences, and whether it gives its states. */
export interface LSTM<units extends number, sequences extends boolean, states extends boolean> extends RecurrentLayer<
  lstmRule<units, sequences, states, true>
> {}
/** An LSTM whose bias was turned off, or may be. */
export interface LSTMWith<
  units extends number,
  sequences extends boolean,
  states extends boolean,
  bias extends boolean,
> extends RecurrentLayer<lstmRule<units, sequences, states, bias>> {}

/**
 * Long short-term memory over the time axis (Hochreiter and Schmidhuber 1997).
 *
 * @shape `[B, T, D]` to `[B, units]`, or `[B, T, units]` with `returnSequences`; with `returnState` the list
 * `[output, h, c]`, whose states are `[B, units]`; `4 * units * (D + units + 1)` weights
 * @throws ShapeError when the input is not of rank 3, or `initialState` is not two states of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/lstm/
 * @example
 * const [, h, c] = lstm({ units: 256, returnState: true })(input({ shape: ["Tx", 71] }))
 * h // => SymbolicTensor<["B", 256]>
 * lstm({ units: 256, returnSequences: true })(input({ shape: ["Ty", 94] }), { initialState: [h, c] }) // => SymbolicTensor<["B", "Ty", 256]>
 */
export const lstm = layer<
  <
    const units extends number,
    sequences extends boolean = false,
    states extends boolean = false,
    bias extends boolean = true,
    const drop extends number = never,
    const redrop extends number = never,
  >(
    options: LSTMOptions<units, sequences, states, bias, drop, redrop>,
  ) => [bias] extends [true] ? LSTM<units, sequences, states> : LSTMWith<units, sequences, states, bias>,
  LSTMOptions
>({
  kind: "LSTM",
  title: lstmTitle,
  options: {
    ...recurrentOptions,
    ...gateOptions,
    useBias,
    unitForgetBias: check.option(check.flag, [undefined, false]),
  },
  shape: lstmShape,
  params: lstmCount,
  config: kerasGates,
  states: ({ units, returnState = false }) => ({ names: ["h", "c"], units, many: returnState, oneWay: true }),
})
