import { layer } from "../core/define.js"
import { gateCount, gruBiasesOf } from "../core/gates.js"
import * as check from "../core/options.js"
import type { RecurrentLayer, RecurrentRule } from "../core/recurrent.js"
import { type GateOptions, gateOptions, kerasGates, type RecurrentOptions, recurrentOptions } from "../core/sequence.js"
import { type notSequence, sequenceShape, titleOf, withStates } from "../core/sequenceShape.js"
import type { UnknownShape } from "../core/tensor.js"
import { useBias } from "../core/weights.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface GRUOptions<
  units extends number = number,
  sequences extends boolean = boolean,
  states extends boolean = boolean,
  bias extends boolean = boolean,
  reset extends boolean = boolean,
  drop extends number = number,
  redrop extends number = number,
>
  extends RecurrentOptions<units, sequences, states, drop, redrop>, GateOptions {
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
  /** Whether the reset gate comes after the matrix product, which then has a bias of its own. @default true */
  readonly resetAfter?: reset
}

/** The sequence rule; with `returnState` also the state `h`. */
type gruShape<In, units, sequences, states> =
  In extends readonly [infer B, infer T, unknown] ?
    states extends true ? [output: sequences extends true ? [B, T, units] : [B, units], h: [B, units]]
    : sequences extends true ? [B, T, units]
    : [B, units]
  : notSequence<In, "gru", units, states extends true ? [output: UnknownShape, h: [number, units]] : UnknownShape>
const gruShape = (input: RuntimeShape, options: GRUOptions) => {
  const output = sequenceShape(input, gruTitle(options), options)
  return options.returnState ? withStates(output, options.units, 1) : output
}

const gruTitle = ({ units }: GRUOptions) => titleOf("gru", units)

type gruCount<In, units, bias, reset> = gateCount<3, In, units, gruBiasesOf<bias, reset>>
const gruCount = (input: RuntimeShape, options: GRUOptions) => gateCount(3, input, options.units, gruBiasesOf(options))

interface gruRule<units, sequences, states, bias, reset> extends RecurrentRule {
  readonly out: gruShape<this["in"], units, sequences, states>
  readonly output: gruShape<this["in"], units, sequences, false>
  readonly params: gruCount<this["in"], units, bias, reset>
  readonly title: titleOf<"gru", units>
  readonly units: units
  readonly states: ["h"]
  readonly many: states
  readonly oneWay: true
}

/** A GRU of `units`; whether it gives sequences, and whether it gives its state. */
export interface GRU<units extends number, sequences extends boolean, states extends boolean> extends RecurrentLayer<
  gruRule<units, sequences, states, true, true>
> {}
/** A GRU whose bias, or the bias behind its reset, was turned off or may be. */
export interface GRUWith<
  units extends number,
  sequences extends boolean,
  states extends boolean,
  bias extends boolean,
  reset extends boolean,
> extends RecurrentLayer<gruRule<units, sequences, states, bias, reset>> {}

/**
 * Gated recurrent unit over the time axis (Cho et al. 2014). With `resetAfter`, Keras 3's default, it is the variant
 * that cuDNN computes (arXiv:1406.1078v1).
 *
 * @shape `[B, T, D]` to `[B, units]`, or `[B, T, units]` with `returnSequences`; with `returnState` the list
 * `[output, h]`, whose state is `[B, units]`; `3 * units * (D + units + 2)` weights, or `+ 1` without `resetAfter`
 * @throws ShapeError when the input is not of rank 3, or `initialState` is not one state of `[B, units]`
 * @see https://keras.io/api/layers/recurrent_layers/gru/
 * @example
 * const [output, h] = gru({ units: 64, returnSequences: true, returnState: true })(input({ shape: [7, 12] }))
 * output // => SymbolicTensor<["B", 7, 64]>
 * h // => SymbolicTensor<["B", 64]>
 */
export const gru = layer<
  <
    const units extends number,
    sequences extends boolean = false,
    states extends boolean = false,
    bias extends boolean = true,
    reset extends boolean = true,
    const drop extends number = never,
    const redrop extends number = never,
  >(
    options: GRUOptions<units, sequences, states, bias, reset, drop, redrop>,
  ) => [bias, reset] extends [true, true] ? GRU<units, sequences, states>
  : GRUWith<units, sequences, states, bias, reset>,
  GRUOptions
>({
  kind: "GRU",
  title: gruTitle,
  options: {
    ...recurrentOptions,
    ...gateOptions,
    useBias,
    resetAfter: check.option(check.flag, [undefined, false]),
  },
  shape: gruShape,
  params: gruCount,
  config: options => ({ resetAfter: true, ...kerasGates(options) }),
  states: ({ units, returnState = false }) => ({ names: ["h"], units, many: returnState, oneWay: true }),
})
