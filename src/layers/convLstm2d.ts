import { convLstm, type convLstmRule } from "../core/convLstm.js"
import type { ConvLSTMOptions, ConvLSTMTypes, ConvolutionalLSTM } from "../core/convLstmOptions.js"
import { layer } from "../core/define.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import type { Convolved } from "../core/windowOptions.js"

export interface ConvLSTM2DOptions extends ConvLSTMOptions<2> {}

/** A convolutional LSTM of `filters` with windows of `size`; whether it gives sequences, and whether it gives its states. */
export interface ConvLSTM2D<filters, size, sequences, states> extends RecurrentLayer<
  convLstmRule<"convLstm2d", 4, filters, size, sequences, states>
> {}
/** One whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface ConvLSTM2DWith<filters, size, sequences, states, more extends Convolved> extends RecurrentLayer<
  convLstmRule<"convLstm2d", 4, filters, size, sequences, states, more>
> {}

interface Types extends ConvLSTMTypes {
  readonly plain: ConvLSTM2D<this["filters"], this["size"], this["sequences"], this["states"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    ConvLSTM2DWith<this["filters"], this["size"], this["sequences"], this["states"], more>
  : never
}

/**
 * An LSTM whose steps are each an image: both the input and the state go through convolutions (Shi et al. 2015,
 * arXiv:1506.04214).
 *
 * @shape `[B, T, H, W, C]` to `[B, H', W', filters]`, or `[B, T, H', W', filters]` with `returnSequences`; with
 * `returnState` the list `[output, h, c]`, whose states are `[B, H', W', filters]`;
 * `4 * filters * (kernelSize² * (C + filters) + 1)` weights
 * @throws ShapeError when the input is not of rank 5, or the window does not fit a step, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/conv_lstm2d/
 * @example
 * convLstm2d({ filters: 8, kernelSize: 3 })(input({ shape: [5, 28, 28, 1] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const convLstm2d = layer<ConvolutionalLSTM<Types, 2>, ConvLSTM2DOptions>(convLstm("convLstm2d", "ConvLSTM2D", 4))
