import * as tf from "@tensorflow/tfjs"
import { additiveAttentionLayer, attentionLayer } from "../../../src/backend/layers/attention.js"
import { averagePooling1dLayer, averagePooling2dLayer } from "../../../src/backend/layers/pooling.js"
import { batchNormalizationLayer } from "../../../src/backend/layers/batchNormalization.js"
import { bidirectionalLayer } from "../../../src/backend/layers/bidirectional.js"
import { concatenateLayer } from "../../../src/backend/layers/concatenate.js"
import { conv1dLayer, conv2dLayer } from "../../../src/backend/layers/conv.js"
import { conv2dTransposeLayer } from "../../../src/backend/layers/convTranspose.js"
import { activationLayer, denseLayer } from "../../../src/backend/layers/dense.js"
import { depthwiseConv2dLayer, separableConv2dLayer } from "../../../src/backend/layers/depthwiseConv.js"
import { dotLayer } from "../../../src/backend/layers/dot.js"
import { flattenLayer } from "../../../src/backend/layers/flatten.js"
import {
  globalAveragePooling1dLayer,
  globalAveragePooling2dLayer,
  globalMaxPooling1dLayer,
  globalMaxPooling2dLayer,
} from "../../../src/backend/layers/globalPooling.js"
import { gruLayer } from "../../../src/backend/layers/gru.js"
import { identityLayer } from "../../../src/backend/layers/identity.js"
import { layerNormalizationLayer } from "../../../src/backend/layers/layerNormalization.js"
import { lstmLayer } from "../../../src/backend/layers/lstm.js"
import {
  addLayer,
  averageLayer,
  maximumLayer,
  minimumLayer,
  multiplyLayer,
  subtractLayer,
} from "../../../src/backend/layers/merge.js"
import { eluLayer, leakyReLULayer, reLULayer, thresholdedReLULayer } from "../../../src/backend/layers/rectifiers.js"
import { rescalingLayer } from "../../../src/backend/layers/rescaling.js"
import { groupQueryAttentionLayer, multiHeadAttentionLayer } from "../../../src/backend/layers/multiHeadAttention.js"
import { reshapeLayer } from "../../../src/backend/layers/reshape.js"
import { simpleRNNLayer } from "../../../src/backend/layers/simpleRNN.js"
import { softmaxLayer } from "../../../src/backend/layers/softmax.js"
import { timeDistributedLayer } from "../../../src/backend/layers/timeDistributed.js"
import { unitNormalizationLayer } from "../../../src/backend/layers/unitNormalization.js"
import { upSampling2dLayer } from "../../../src/backend/layers/upSampling.js"
import type { Build } from "./replay.js"

/** The layers that we build otherwise than tfjs. */
export const repaired = {
  activation: activationLayer,
  add: addLayer,
  additiveAttention: additiveAttentionLayer,
  attention: attentionLayer,
  average: averageLayer,
  averagePooling1d: averagePooling1dLayer,
  averagePooling2d: averagePooling2dLayer,
  batchNormalization: batchNormalizationLayer,
  bidirectional: bidirectionalLayer,
  concatenate: concatenateLayer,
  conv1d: conv1dLayer,
  conv2d: conv2dLayer,
  conv2dTranspose: conv2dTransposeLayer,
  dense: denseLayer,
  depthwiseConv2d: depthwiseConv2dLayer,
  dot: dotLayer,
  elu: eluLayer,
  flatten: flattenLayer,
  globalAveragePooling1d: globalAveragePooling1dLayer,
  globalAveragePooling2d: globalAveragePooling2dLayer,
  globalMaxPooling1d: globalMaxPooling1dLayer,
  globalMaxPooling2d: globalMaxPooling2dLayer,
  groupQueryAttention: groupQueryAttentionLayer,
  gru: gruLayer,
  identity: identityLayer,
  layerNormalization: layerNormalizationLayer,
  leakyReLU: leakyReLULayer,
  lstm: lstmLayer,
  maximum: maximumLayer,
  minimum: minimumLayer,
  multiHeadAttention: multiHeadAttentionLayer,
  multiply: multiplyLayer,
  reLU: reLULayer,
  rescaling: rescalingLayer,
  reshape: reshapeLayer,
  separableConv2d: separableConv2dLayer,
  simpleRNN: simpleRNNLayer,
  softmax: softmaxLayer,
  subtract: subtractLayer,
  thresholdedReLU: thresholdedReLULayer,
  timeDistributed: timeDistributedLayer,
  unitNormalization: unitNormalizationLayer,
  upSampling2d: upSampling2dLayer,
}

const isNested = (value: unknown): value is { layer: string; config: Record<string, unknown> } =>
  typeof value === "object" && value !== null && "layer" in value && "config" in value

const from =
  (find: (layer: string) => unknown): Build =>
  (layer, { ...config }) => {
    if (isNested(config["layer"])) config["layer"] = from(find)(config["layer"].layer, config["layer"].config)
    const make = find(layer)
    const made: unknown = typeof make === "function" ? make(config) : undefined
    if (!(made instanceof tf.layers.Layer)) throw new Error(`no layer is called ${layer}`)
    return made
  }

/** As the library builds it. */
export const build = from(layer => Reflect.get(repaired, layer) ?? Reflect.get(tf.layers, layer))
