import * as tf from "@tensorflow/tfjs"
import { Delegate } from "./delegate.js"
import { carry } from "./masks.js"
import { layerFrom, layerTo } from "./rebuild.js"
import { asList, type Config, firstShape, firstTensor, isTraining, maskOf, onlyTensor } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export interface TimeDistributedConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** What each step goes through, with the same weights. */
  layer: tf.layers.Layer
}

/**
 * tfjs's TimeDistributed, which runs all steps at once as one larger batch and hands masks on. Under tfjs's name, so
 * that tfjs's files load.
 */
export class TimeDistributed extends Delegate {
  static className = "TimeDistributed"
  readonly layer: tf.layers.Layer

  constructor(config: TimeDistributedConfig) {
    super(config.layer, config)
    this.layer = config.layer
    this.supportsMasking = true
  }

  override build(inputShape: Shapes): void {
    const [batch = null, , ...features] = firstShape(inputShape)
    if (features.length === 0) throw new Error(`${this.name} takes a sequence: an input of 3 axes or more`)
    this.inputSpec = [new tf.InputSpec({ shape: [this.layer.stateful ? batch : null, null, ...features] })]
    if (!this.layer.built) {
      this.layer.build(stepShape(firstShape(inputShape)))
      this.layer.built = true
    }
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = firstShape(inputShape)
    const [batch = null, ...features] = firstShape(this.layer.computeOutputShape(stepShape(shape)))
    return [batch, shape[1] ?? null, ...features]
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const sequence = firstTensor(inputs)
      const mask = maskOf(options)
      const training = isTraining(options)
      const run = (x: tf.Tensor, own: tf.Tensor | undefined): tf.Tensor =>
        onlyTensor(this.layer.call(carry(x, own), own === undefined ? { training } : { training, mask: own }))
      if (needsSteps(this.layer, training)) {
        const steps = mask === undefined ? [] : tf.unstack(mask, 1)
        return tf.stack(
          tf.unstack(sequence, 1).map((x, index) => run(x, steps[index])),
          1,
        )
      }
      const [batch = 0, steps = 0] = sequence.shape
      const output = run(folded(sequence), mask === undefined ? undefined : folded(mask))
      return output.reshape([batch, steps, ...output.shape.slice(1)])
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), layer: layerTo(this.layer) }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    { layer, ...config }: Config,
  ): layer {
    return new Class({ ...config, layer: layerFrom(layer) })
  }
}
tf.serialization.registerClass(TimeDistributed)

const stepShape = ([batch = null, , ...features]: tf.Shape): tf.Shape => [batch, ...features]

const folded = (x: tf.Tensor): tf.Tensor => {
  const [batch = 0, steps = 0, ...features] = x.shape
  return x.reshape([batch * steps, ...features])
}

const innerLayers = (layer: tf.layers.Layer): tf.layers.Layer[] =>
  [Reflect.get(layer, "layers"), Reflect.get(layer, "layer")]
    .flatMap((inner: unknown) => asList<unknown>(inner))
    .filter((inner): inner is tf.layers.Layer => inner instanceof tf.layers.Layer)

/** Whether a sample's answer depends on the other samples of its batch, or on the call before. */
const needsSteps = (layer: tf.layers.Layer, training: boolean): boolean =>
  layer.stateful ||
  (training && (layer.getClassName() === "BatchNormalization" || Array.isArray(Reflect.get(layer, "noiseShape")))) ||
  innerLayers(layer).some(inner => needsSteps(inner, training))

/** Applies a layer to every step of a sequence, with Keras 3's values. */
export const timeDistributedLayer = (config: TimeDistributedConfig): TimeDistributed => new TimeDistributed(config)
