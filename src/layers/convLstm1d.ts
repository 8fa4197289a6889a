import { convLstm, type convLstmRule } from "../core/convLstm.js"
import type { ConvLSTMOptions, ConvLSTMTypes, ConvolutionalLSTM } from "../core/convLstmOptions.js"
import { layer } from "../core/define.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import type { Convolved } from "../core/windowOptions.js"

export interface ConvLSTM1DOptions extends ConvLSTMOptions<1> {}

/** A convolutional LSTM of `filters` with windows of `size`; whether it gives sequences, and whether it gives its states. */
export interface ConvLSTM1D<filters, size, sequences, states> extends RecurrentLayer<
  convLstmRule<"convLstm1d", 3, filters, size, sequences, states>
> {}
/** One whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface ConvLSTM1DWith<filters, size, sequences, states, more extends Convolved> extends RecurrentLayer<
  convLstmRule<"convLstm1d", 3, filters, size, sequences, states, more>
> {}

interface Types extends ConvLSTMTypes {
  readonly plain: ConvLSTM1D<this["filters"], this["size"], this["sequences"], this["states"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    ConvLSTM1DWith<this["filters"], this["size"], this["sequences"], this["states"], more>
  : never
}

/**
 * An LSTM whose steps are each a row: both the input and the state go through convolutions (Shi et al. 2015,
 * arXiv:1506.04214).
 *
 * @shape `[B, T, L, C]` to `[B, L', filters]`, or `[B, T, L', filters]` with `returnSequences`; with
 * `returnState` the list `[output, h, c]`, whose states are `[B, L', filters]`;
 * `4 * filters * (kernelSize * (C + filters) + 1)` weights
 * @throws ShapeError when the input is not of rank 4, or the window does not fit a step, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/conv_lstm1d/
 * @example
 * convLstm1d({ filters: 8, kernelSize: 3 })(input({ shape: [5, 28, 1] })) // => SymbolicTensor<["B", 26, 8]>
 */
export const convLstm1d = layer<ConvolutionalLSTM<Types, 1>, ConvLSTM1DOptions>(convLstm("convLstm1d", "ConvLSTM1D", 3))
