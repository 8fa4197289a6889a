import { layer } from "../core/define.js"
import { biasOf, gateCount } from "../core/gates.js"
import type { RecurrentLayer, RecurrentRule } from "../core/recurrent.js"
import { kerasConfig, type RecurrentOptions, recurrentOptions } from "../core/sequence.js"
import { type notSequence, sequenceShape, titleOf, withStates } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface SimpleRNNOptions<
  units extends number = number,
  sequences extends boolean = boolean,
  states extends boolean = boolean,
  bias extends boolean = boolean,
  drop extends number = number,
  redrop extends number = number,
> extends RecurrentOptions<units, sequences, states, drop, redrop> {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
}

/** The sequence rule; with `returnState` also the state `h`. */
type simpleRNNShape<In, units, sequences, states> =
  In extends readonly [infer B, infer T, unknown] ?
    states extends true ? [output: sequences extends true ? [B, T, units] : [B, units], h: [B, units]]
    : sequences extends true ? [B, T, units]
    : [B, units]
  : notSequence<In, "simpleRNN", units, states extends true ? [output: UnknownShape, h: [number, units]] : UnknownShape>
const simpleRNNShape = (input: RuntimeShape, options: SimpleRNNOptions) => {
  const output = sequenceShape(input, simpleRNNTitle(options), options)
  return options.returnState ? withStates(output, options.units, 1) : output
}

const simpleRNNTitle = ({ units }: SimpleRNNOptions) => titleOf("simpleRNN", units)

type simpleRNNCount<In, units, bias> = gateCount<1, In, units, biasOf<bias>>
const simpleRNNCount = (input: RuntimeShape, options: SimpleRNNOptions) =>
  gateCount(1, input, options.units, biasOf(options))

interface simpleRNNRule<units, sequences, states, bias> extends RecurrentRule {
  readonly out: simpleRNNShape<this["in"], units, sequences, states>
  readonly output: simpleRNNShape<this["in"], units, sequences, false>
  readonly params: simpleRNNCount<this["in"], units, bias>
  readonly title: titleOf<"simpleRNN", units>
  readonly units: units
  readonly states: ["h"]
  readonly many: states
  readonly oneWay: true
}

/** A fully connected recurrent layer of `units`; whether it gives sequences, and whether it gives its state. */
export interface SimpleRNN<
  units extends number,
  sequences extends boolean,
  states extends boolean,
> extends RecurrentLayer<simpleRNNRule<units, sequences, states, true>> {}
/** One whose bias was turned off, or may be. */
export interface SimpleRNNWith<
  units extends number,
  sequences extends boolean,
  states extends boolean,
  bias extends boolean,
> extends RecurrentLayer<simpleRNNRule<units, sequences, states, bias>> {}

/**
 * `h = activation(x @ kernel + h @ recurrentKernel + bias)` over the time axis (Elman 1990).
 *
 * @shape `[B, T, D]` to `[B, units]`, or `[B, T, units]` with `returnSequences`; with `returnState` the list
 * `[output, h]`, whose state is `[B, units]`; `units * (D + units + 1)` weights
 * @throws ShapeError when the input is not of rank 3, or `initialState` is not one state of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/simple_rnn/
 * @example
 * simpleRNN({ units: 64, returnSequences: true })(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 64]>
 */
export const simpleRNN = layer<
  <
    const units extends number,
    sequences extends boolean = false,
    states extends boolean = false,
    bias extends boolean = true,
    const drop extends number = never,
    const redrop extends number = never,
  >(
    options: SimpleRNNOptions<units, sequences, states, bias, drop, redrop>,
  ) => [bias] extends [true] ? SimpleRNN<units, sequences, states> : SimpleRNNWith<units, sequences, states, bias>,
  SimpleRNNOptions
>({
  kind: "SimpleRNN",
  title: simpleRNNTitle,
  options: { ...recurrentOptions, useBias },
  shape: simpleRNNShape,
  params: simpleRNNCount,
  config: kerasConfig,
  states: ({ units, returnState = false }) => ({ names: ["h"], units, many: returnState, oneWay: true }),
})
