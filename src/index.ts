// Layers and models
export type { Activation } from "./core/activations.js"
export { asShape, tensor } from "./core/data.js"
export { type ErrorCode, ShapeError } from "./core/error.js"
export { input, type InputOptions } from "./core/input.js"
export { options } from "./core/keep.js"
export { memory, tidy } from "./core/memory.js"
export type { AnyLayer, Layer, MergeLayer, MovingLayer } from "./core/layer.js"
export { loadModel, type PortShapes } from "./core/load.js"
export { type Model, model, type ModelOptions, type SummaryOptions } from "./core/model.js"
export type { Params } from "./core/params.js"
export type { RecurrentLayer } from "./core/recurrent.js"
export { type Sequential, sequential, type SequentialModel } from "./core/sequential.js"
export type { AnyData, AnySymbolic, AnyTensor, DType, UnknownShape } from "./core/tensor.js"
export type { BoolTensor, IntTensor, StringTensor, Tensor, TensorOf } from "./core/tensor.js"
export type { SymbolicBoolTensor, SymbolicIntTensor, SymbolicStringTensor } from "./core/tensor.js"
export type { SymbolicTensor, SymbolicTensorOf } from "./core/tensor.js"
export {
  type Constraint,
  constraints,
  type Initializer,
  initializers,
  type Regularizer,
  regularizers,
  type WeightRule,
} from "./core/weights.js"
export type { Dim } from "../types/dim.js"
export type { Shape } from "../types/shape.js"

// Layers
export { type ActivationLayer, type ActivationOptions, activation } from "./layers/activation.js"
export * from "./layers/activityRegularization.js"
export { type Add, add } from "./layers/add.js"
export * from "./layers/additiveAttention.js"
export * from "./layers/alphaDropout.js"
export { type Attention, type AttentionOptions, type AttentionWith, attention } from "./layers/attention.js"
export { type Average, average } from "./layers/average.js"
export {
  type AveragePooling1D,
  type AveragePooling1DOptions,
  type AveragePooling1DWith,
  averagePooling1d,
} from "./layers/averagePooling1d.js"
export {
  type AveragePooling2D,
  type AveragePooling2DOptions,
  type AveragePooling2DWith,
  averagePooling2d,
} from "./layers/averagePooling2d.js"
export * from "./layers/batchNormalization.js"
export { type Bidirectional, type BidirectionalOptions, bidirectional, type MergeMode } from "./layers/bidirectional.js"
export { type Concatenate, type ConcatenateOptions, concatenate } from "./layers/concatenate.js"
export { type Conv1D, type Conv1DOptions, type Conv1DWith, conv1d } from "./layers/conv1d.js"
export { type Conv2D, type Conv2DOptions, type Conv2DWith, conv2d } from "./layers/conv2d.js"
export {
  type Conv2DTranspose,
  type Conv2DTransposeOptions,
  type Conv2DTransposeWith,
  conv2dTranspose,
} from "./layers/conv2dTranspose.js"
export { type ConvLSTM1D, type ConvLSTM1DOptions, type ConvLSTM1DWith, convLstm1d } from "./layers/convLstm1d.js"
export { type ConvLSTM2D, type ConvLSTM2DOptions, type ConvLSTM2DWith, convLstm2d } from "./layers/convLstm2d.js"
export { type Cropping2D, type Cropping2DOptions, type Cropping2DWith, cropping2D } from "./layers/cropping2D.js"
export { type Dense, type DenseOptions, type DenseWith, dense } from "./layers/dense.js"
export {
  type DepthwiseConv2D,
  type DepthwiseConv2DOptions,
  type DepthwiseConv2DWith,
  depthwiseConv2d,
} from "./layers/depthwiseConv2d.js"
export { type Dot, type DotOptions, dot } from "./layers/dot.js"
export { type Dropout, type DropoutOptions, dropout } from "./layers/dropout.js"
export * from "./layers/einsumDense.js"
export { type ELU, type ELUOptions, elu } from "./layers/elu.js"
export { type Embedding, type EmbeddingOptions, embedding } from "./layers/embedding.js"
export { type Flatten, type FlattenOptions, flatten } from "./layers/flatten.js"
export * from "./layers/gaussianDropout.js"
export * from "./layers/gaussianNoise.js"
export {
  type GlobalAveragePooling1D,
  type GlobalAveragePooling1DOptions,
  type GlobalAveragePooling1DWith,
  globalAveragePooling1d,
} from "./layers/globalAveragePooling1d.js"
export {
  type GlobalAveragePooling2D,
  type GlobalAveragePooling2DOptions,
  type GlobalAveragePooling2DWith,
  globalAveragePooling2d,
} from "./layers/globalAveragePooling2d.js"
export {
  type GlobalMaxPooling1D,
  type GlobalMaxPooling1DOptions,
  type GlobalMaxPooling1DWith,
  globalMaxPooling1d,
} from "./layers/globalMaxPooling1d.js"
export {
  type GlobalMaxPooling2D,
  type GlobalMaxPooling2DOptions,
  type GlobalMaxPooling2DWith,
  globalMaxPooling2d,
} from "./layers/globalMaxPooling2d.js"
export * from "./layers/groupNormalization.js"
export * from "./layers/groupQueryAttention.js"
export { type GRU, type GRUOptions, type GRUWith, gru } from "./layers/gru.js"
export { type GRUCell, type GRUCellOptions, type GRUCellWith, gruCell } from "./layers/gruCell.js"
export { type Identity, identity } from "./layers/identity.js"
export * from "./layers/lambda.js"
export * from "./layers/layerNormalization.js"
export { type LeakyReLU, type LeakyReLUOptions, leakyReLU } from "./layers/leakyReLU.js"
export { type LSTM, type LSTMOptions, type LSTMWith, lstm } from "./layers/lstm.js"
export { type LSTMCell, type LSTMCellOptions, type LSTMCellWith, lstmCell } from "./layers/lstmCell.js"
export { type Masking, type MaskingOptions, masking } from "./layers/masking.js"
export { type Maximum, maximum } from "./layers/maximum.js"
export { type Minimum, minimum } from "./layers/minimum.js"
export {
  type MaxPooling1D,
  type MaxPooling1DOptions,
  type MaxPooling1DWith,
  maxPooling1d,
} from "./layers/maxPooling1d.js"
export {
  type MaxPooling2D,
  type MaxPooling2DOptions,
  type MaxPooling2DWith,
  maxPooling2d,
} from "./layers/maxPooling2d.js"
export * from "./layers/multiHeadAttention.js"
export { type Multiply, multiply } from "./layers/multiply.js"
export { type Permute, type PermuteOptions, permute } from "./layers/permute.js"
export * from "./layers/prelu.js"
export { type ReLU, type ReLUOptions, reLU } from "./layers/reLU.js"
export { type RepeatVector, type RepeatVectorOptions, repeatVector } from "./layers/repeatVector.js"
export { type Rescaling, type RescalingOptions, rescaling } from "./layers/rescaling.js"
export { type Reshape, type ReshapeOptions, reshape } from "./layers/reshape.js"
export * from "./layers/rmsNormalization.js"
export { type RNN, type RNNOptions, rnn } from "./layers/rnn.js"
export {
  type SeparableConv2D,
  type SeparableConv2DOptions,
  type SeparableConv2DWith,
  separableConv2d,
} from "./layers/separableConv2d.js"
export { type SimpleRNN, type SimpleRNNOptions, type SimpleRNNWith, simpleRNN } from "./layers/simpleRNN.js"
export {
  type SimpleRNNCell,
  type SimpleRNNCellOptions,
  type SimpleRNNCellWith,
  simpleRNNCell,
} from "./layers/simpleRNNCell.js"
export { type Softmax, type SoftmaxOptions, softmax } from "./layers/softmax.js"
export * from "./layers/spatialDropout1d.js"
export * from "./layers/spatialDropout2d.js"
export * from "./layers/spatialDropout3d.js"
export * from "./layers/spectralNormalization.js"
export { type StackedRNNCells, type StackedRNNCellsOptions, stackedRNNCells } from "./layers/stackedRNNCells.js"
export { type Subtract, subtract } from "./layers/subtract.js"
export { type ThresholdedReLU, type ThresholdedReLUOptions, thresholdedReLU } from "./layers/thresholdedReLU.js"
export { type TimeDistributed, type TimeDistributedOptions, timeDistributed } from "./layers/timeDistributed.js"
export { type UnitNormalization, type UnitNormalizationOptions, unitNormalization } from "./layers/unitNormalization.js"
export {
  type UpSampling2D,
  type UpSampling2DOptions,
  type UpSampling2DWith,
  upSampling2d,
} from "./layers/upSampling2d.js"
export {
  type ZeroPadding2D,
  type ZeroPadding2DOptions,
  type ZeroPadding2DWith,
  zeroPadding2d,
} from "./layers/zeroPadding2d.js"

// Training
export type { Callback, Logs, TrainingControl } from "./train/callbacks.js"
export { modelCheckpoint, terminateOnNaN } from "./train/checkpoint.js"
export { earlyStopping } from "./train/earlyStopping.js"
export { learningRateScheduler, reduceLROnPlateau } from "./train/rateCallbacks.js"
export { type LossSettings, losses } from "./train/lossOptions.js"
export { type MetricSettings, metrics } from "./train/metricOptions.js"
export type { LossName, MetricName } from "./train/names.js"
export { adadelta, adagrad, adam, adamax, adamW, lion, nadam, rmsprop, sgd } from "./train/optimizers.js"
export type { Optimizer } from "./train/optimizers.js"
export { type Schedule, schedules } from "./train/schedules.js"
export type { Loss, LossFunction } from "./train/targets.js"
export type { CompileOptions, FitOptions, History, TrainableModel } from "./train/trainable.js"

// Where it runs
export { backendName, useBackend } from "./backend/start.js"
