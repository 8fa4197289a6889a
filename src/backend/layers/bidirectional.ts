import * as tf from "@tensorflow/tfjs"
import { inScope, layerFrom, layerTo } from "./rebuild.js"
import { Recurrent } from "./recurrent.js"
import { Caller, type Outputs } from "./states.js"
import { asList, type Config, firstShape, firstTensor, isShapes, isTensor, masks } from "./tensors.js"
import type { Inputs, Options, Shapes } from "./tensors.js"

export type MergeMode = "concat" | "sum" | "mul" | "ave" | null

export interface BidirectionalConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** The recurrent layer. Both directions are made anew from its options; its own weights are not used. */
  layer: tf.RNN
  /** How the outputs of the two directions become one; `null` leaves them two. Default `"concat"`. */
  mergeMode?: MergeMode
}

type Weights = tf.layers.Layer["trainableWeights"]

/** tfjs's Bidirectional with Keras 3's masks, states and shapes. Under tfjs's name, so that tfjs's files load. */
export class Bidirectional extends tf.layers.Layer {
  static className = "Bidirectional"
  readonly mergeMode: MergeMode
  readonly forwardLayer: tf.RNN
  readonly backwardLayer: tf.RNN
  readonly #layer: tf.RNN
  readonly #caller: Caller = new Caller(this, input =>
    [this.forwardLayer, this.backwardLayer].flatMap(layer => axesOf(layer, input)),
  )

  constructor(config: BidirectionalConfig) {
    super(config)
    const { layer, mergeMode = "concat", trainable } = config
    const saved = layerTo(layer)
    this.#layer = layer
    this.mergeMode = mergeMode
    this.forwardLayer = direction(saved, layer, "forward")
    this.backwardLayer = direction(
      { ...saved, config: { ...layer.getConfig(), goBackwards: !layer.goBackwards } },
      layer,
      "backward",
    )
    this._stateful = layer.stateful
    this.supportsMasking = true
    this.inputSpec = layer.inputSpec
    if (trainable === false) this.trainable = false
  }

  override get trainable(): boolean {
    return super.trainable
  }
  override set trainable(value: boolean) {
    super.trainable = value
    this.forwardLayer.trainable = value
    this.backwardLayer.trainable = value
  }

  override get trainableWeights(): Weights {
    return this.trainable ? [...this.forwardLayer.trainableWeights, ...this.backwardLayer.trainableWeights] : []
  }
  override set trainableWeights(_: Weights) {
    throw new Error("the weights belong to the two directions")
  }

  override get nonTrainableWeights(): Weights {
    const directions = [this.forwardLayer, this.backwardLayer]
    return directions.flatMap(layer => (this.trainable ? layer.nonTrainableWeights : layer.weights))
  }
  override set nonTrainableWeights(_: Weights) {
    throw new Error("the weights belong to the two directions")
  }

  override get losses() {
    return [...this.forwardLayer.losses, ...this.backwardLayer.losses]
  }

  override getWeights(trainableOnly = false): tf.Tensor[] {
    return [...this.forwardLayer.getWeights(trainableOnly), ...this.backwardLayer.getWeights(trainableOnly)]
  }

  override setWeights(weights: tf.Tensor[]): void {
    const half = weights.length / 2
    this.forwardLayer.setWeights(weights.slice(0, half))
    this.backwardLayer.setWeights(weights.slice(half))
  }

  override setFastWeightInitDuringBuild(value: boolean): void {
    super.setFastWeightInitDuringBuild(value)
    this.forwardLayer.setFastWeightInitDuringBuild(value)
    this.backwardLayer.setFastWeightInitDuringBuild(value)
  }

  override build(inputShape: Shapes): void {
    const [batch = null, , ...features] = firstShape(inputShape)
    const [, ...stateSpecs] = asList(this.inputSpec)
    for (const layer of [this.forwardLayer, this.backwardLayer]) {
      inScope(layer.name, () => layer.build(firstShape(inputShape)))
      layer.built = true
    }
    this.inputSpec = [new tf.InputSpec({ shape: [this.stateful ? batch : null, null, ...features] }), ...stateSpecs]
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shapes = this.forwardLayer.computeOutputShape(firstShape(inputShape))
    const [output, ...states] = isShapes(shapes) ? shapes : [shapes]
    if (output === undefined) throw new Error("a recurrent layer has an output")
    const outputs = this.mergeMode === null ? [output, [...output]] : [this.#merged(output)]
    const all = [...outputs, ...states, ...states.map(state => [...state])]
    return all.length === 1 ? firstShape(all) : all
  }

  #merged(shape: tf.Shape): tf.Shape {
    if (this.mergeMode !== "concat") return shape
    const units = shape.at(-1) ?? null
    return [...shape.slice(0, -1), units === null ? null : 2 * units]
  }

  override apply(inputs: Inputs, options?: Options): Outputs {
    return this.#caller.apply(inputs, options)
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const { initialState, ...others } = options
      const states = asList<unknown>(initialState).filter(isTensor)
      const half = states.length / 2
      const run = (layer: tf.RNN, own: tf.Tensor[]): tf.Tensor[] =>
        asList(layer.call(firstTensor(inputs), own.length > 0 ? { ...others, initialState: own } : others))
      const [forward, ...forwardStates] = run(this.forwardLayer, states.slice(0, half))
      const [reversed, ...backwardStates] = run(this.backwardLayer, states.slice(half))
      if (forward === undefined || reversed === undefined) throw new Error("a recurrent layer has an output")
      const backward = this.forwardLayer.returnSequences ? reversed.reverse(1) : reversed
      const merged = merge(this.mergeMode, forward, backward)
      const outputs = [...merged, ...forwardStates, ...backwardStates]
      return outputs.length === 1 ? firstTensor(outputs) : outputs
    })
  }

  /** As Keras: the mask for the outputs where they are sequences, and none for the states. */
  override computeMask(_: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    const [given] = asList<unknown>(mask)
    const { returnSequences, returnState } = this.forwardLayer
    const own = returnSequences && isTensor(given) ? given : null
    const states = returnState ? 2 * asList(this.forwardLayer.cell.stateSize).length : 0
    return masks([...(this.mergeMode === null ? [own, own] : [own]), ...Array.from({ length: states }, () => null)])
  }

  override resetStates(): void {
    this.forwardLayer.resetStates()
    this.backwardLayer.resetStates()
  }

  override getConfig(): Config {
    return { mergeMode: this.mergeMode, ...super.getConfig(), layer: layerTo(this.#layer) }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    { layer, ...config }: Config,
  ): layer {
    return new Class({ ...config, layer: layerFrom(layer) })
  }
}
tf.serialization.registerClass(Bidirectional)

const axesOf = (layer: tf.RNN, input: tf.Shape): readonly tf.Shape[] =>
  layer instanceof Recurrent ? layer.axesOf(input) : []

const direction = (saved: unknown, layer: tf.RNN, name: "forward" | "backward"): tf.RNN => {
  const made = layerFrom(saved)
  if (!(made instanceof tf.RNN)) throw new Error("bidirectional takes a recurrent layer")
  made.name = `${name}_${layer.name}`
  // Keras forces this, whatever the layer itself says.
  if (made instanceof Recurrent) made.zeroOutputForMask = layer.returnSequences
  return made
}

const merge = (mode: MergeMode, forward: tf.Tensor, backward: tf.Tensor): tf.Tensor[] => {
  switch (mode) {
    case "concat":
      return [tf.concat([forward, backward], -1)]
    case "sum":
      return [forward.add(backward)]
    case "mul":
      return [forward.mul(backward)]
    case "ave":
      return [forward.add(backward).div(2)]
    case null:
      return [forward, backward]
  }
}

/** Runs a recurrent layer in both directions, with Keras 3's values. */
export const bidirectionalLayer = (config: BidirectionalConfig): Bidirectional => new Bidirectional(config)
