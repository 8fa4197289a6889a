import { convLstm, type convLstmRule } from "../core/convLstm.js"
import type { ConvLSTMOptions, ConvLSTMTypes, ConvolutionalLSTM } from "../core/convLstmOptions.js"
import { layer } from "../core/define.js"
import type { RecurrentLayer } from "../core/recurrent.js"
import type { Convolved } from "../core/windowOptions.js"

export interface ConvLSTM3DOptions extends ConvLSTMOptions<3> {}

/** A convolutional LSTM of `filters` with windows of `size`; whether it gives sequences, and whether it gives its states. */
export interface ConvLSTM3D<filters, size, sequences, states> extends RecurrentLayer<
  convLstmRule<"convLstm3d", 5, filters, size, sequences, states>
> {}
/** One whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface ConvLSTM3DWith<filters, size, sequences, states, more extends Convolved> extends RecurrentLayer<
  convLstmRule<"convLstm3d", 5, filters, size, sequences, states, more>
> {}

interface Types extends ConvLSTMTypes {
  readonly plain: ConvLSTM3D<this["filters"], this["size"], this["sequences"], this["states"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    ConvLSTM3DWith<this["filters"], this["size"], this["sequences"], this["states"], more>
  : never
}

/**
 * An LSTM whose steps are each a volume: both the input and the state go through convolutions (Shi et al. 2015,
 * arXiv:1506.04214).
 *
 * @shape `[B, T, D, H, W, C]` to `[B, D', H', W', filters]`, or `[B, T, D', H', W', filters]` with `returnSequences`; with
 * `returnState` the list `[output, h, c]`, whose states are `[B, D', H', W', filters]`;
 * `4 * filters * (kernelSize³ * (C + filters) + 1)` weights
 * @throws ShapeError when the input is not of rank 6, or the window does not fit a step, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/conv_lstm3d/
 * @example
 * convLstm3d({ filters: 8, kernelSize: 3 })(input({ shape: [5, 16, 28, 28, 1] })) // => SymbolicTensor<["B", 14, 26, 26, 8]>
 */
export const convLstm3d = layer<ConvolutionalLSTM<Types, 3>, ConvLSTM3DOptions>(convLstm("convLstm3d", "ConvLSTM3D", 5))
