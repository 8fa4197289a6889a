import * as tf from "@tensorflow/tfjs"
import { windowLength } from "../../ops/window.js"
import { activationName } from "./activations.js"
import type { Moves } from "./convolve.js"
import { Delegate } from "./delegate.js"
import {
  asSpace,
  asWas,
  channelsBack,
  channelsLast,
  type DataFormat,
  perAxis,
  type Space,
  withSpace,
} from "./images.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export type ConvConfig = Parameters<typeof tf.layers.conv2d>[0]

/** How the window of a layer moves on each of its axes. */
interface Axes {
  readonly size: number[]
  readonly strides: number[]
  readonly padding: Moves["padding"]
  readonly dilation: number[]
}

/** What any convolution is made with. */
export interface MovedConfig extends Omit<ConvConfig, "filters" | "kernelSize" | "strides" | "dilationRate"> {
  kernelSize: number | readonly number[]
  strides?: number | readonly number[]
  dilationRate?: number | readonly number[]
}

/** A layer of tfjs that holds the weights of a convolution, computed and declared as Keras 3 does. */
export abstract class Convolution extends Delegate {
  readonly #inner: tf.layers.Layer
  readonly #activation: tf.layers.Layer
  readonly #hasBias: boolean
  readonly format: DataFormat
  readonly axes: Axes

  constructor(inner: tf.layers.Layer, config: MovedConfig, count: 1 | 2 | 3) {
    super(inner, config)
    this.#inner = inner
    this.#activation = tf.layers.activation({ activation: activationName(config.activation ?? "linear") })
    this.#hasBias = config.useBias ?? true
    this.activityRegularizer = inner.activityRegularizer
    this.format = config.dataFormat ?? "channelsLast"
    this.axes = {
      size: perAxis(config.kernelSize, count),
      strides: perAxis(config.strides, count),
      padding: config.padding ?? "valid",
      dilation: perAxis(config.dilationRate, count),
    }
  }

  /** The convolution alone, of space whose channels are last. */
  abstract convolve(x: Space, kernels: tf.Tensor[], moves: Moves): tf.Tensor
  /** Channels of the output, for those of the input. */
  abstract channels(C: number | null): number | null

  /** Length of an axis of the output. */
  length(n: number | null, axis: number): number | null {
    const { size, strides, padding, dilation } = this.axes
    const moves = { size: size[axis] ?? 1, stride: strides[axis] ?? 1, padding, dilation: dilation[axis] ?? 1 }
    const length = windowLength(n, moves)
    return typeof length === "number" ? length : null
  }

  override build(inputShape: Shapes): void {
    this.#inner.build(firstShape(inputShape))
    this.#inner.built = true
    this.inputSpec = this.#inner.inputSpec
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return withSpace(
      firstShape(inputShape),
      this.format,
      (n, axis) => this.length(n, axis),
      C => this.channels(C),
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const kernels = this.#inner.weights.map(weight => weight.read())
      const bias = this.#hasBias ? kernels.pop() : undefined
      const found = this.convolve(asSpace(channelsLast(x, this.format)), kernels, this.axes)
      const biased = bias === undefined ? found : found.add(bias)
      const y = channelsBack(asWas(biased, x.rank), this.format)
      return applied(this.#activation, y)
    })
  }

  override getConfig(): Config {
    const { size, strides, padding, dilation } = this.axes
    const own = { kernelSize: size, strides, padding, dilationRate: dilation, dataFormat: this.format }
    return { ...this.#inner.getConfig(), ...own, ...super.getConfig() }
  }
}

const applied = (layer: tf.layers.Layer, x: tf.Tensor): tf.Tensor => {
  const y: unknown = layer.apply(x)
  if (!(y instanceof tf.Tensor)) throw new Error("an activation gives a tensor")
  return y
}
