import * as tf from "@tensorflow/tfjs"
import { extendedLength, sizeAt, transposedLength } from "../../ops/window.js"
import { spread } from "../convolutionGradients.js"
import { type ConvConfig, Convolution, type MovedConfig } from "./convolution.js"
import { kernelOf, type Moves } from "./convolve.js"
import { Held } from "./held.js"
import { isVolume, pairOf, perAxis, type Space, tripleOf } from "./images.js"
import type { Config } from "./tensors.js"

/** How much longer than the least that leads back: Keras has it, tfjs has not. */
interface Padded {
  outputPadding?: number | readonly number[] | null
}
type Conv3DTransposeConfig = Parameters<typeof tf.layers.conv3dTranspose>[0]

/** The convolution that would lead back. */
abstract class Transposed extends Convolution {
  readonly filters: number
  readonly #outputPadding: number[] | null

  constructor(inner: tf.layers.Layer, config: MovedConfig & Padded & { filters: number }, count: 1 | 2 | 3) {
    super(inner, config, count)
    this.filters = config.filters
    this.#outputPadding =
      typeof config.outputPadding === "number" || config.outputPadding ? perAxis(config.outputPadding, count) : null
  }

  override channels(): number {
    return this.filters
  }

  override length(n: number | null, axis: number): number | null {
    const { size, strides, padding, dilation } = this.axes
    const moves = { size: sizeAt(size, axis), stride: sizeAt(strides, axis), padding, dilation: sizeAt(dilation, axis) }
    const added = this.#outputPadding
    const length = added === null ? transposedLength(n, moves) : extendedLength(n, moves, sizeAt(added, axis))
    return typeof length === "number" ? length : null
  }

  override getConfig(): Config {
    const added = this.#outputPadding
    return { ...super.getConfig(), ...(added === null ? {} : { outputPadding: added }) }
  }

  override convolve(x: Space, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor {
    const lengths = x.shape
      .slice(1, -1)
      .slice(-moves.size.length)
      .map((n, axis) => this.length(n, axis) ?? 0)
    if (isVolume(x)) return volume(x, kernel, moves, lengths)
    const { strides, padding, dilation } = moves
    const shape: [number, number, number, number] = [x.shape[0], ...pairOf(lengths), this.filters]
    const apart = dilated(kernelOf(kernel), pairOf(dilation))
    return tf.conv2dTranspose(x, kernelOf(apart), shape, pairOf(strides), padding === "same" ? "same" : "valid")
  }
}

/** A kernel with `dilation - 1` zeros between its elements. */
const dilated = (kernel: tf.Tensor, dilation: number[]): tf.Tensor => {
  const [filters, C] = kernel.shape.slice(-2)
  const apart = spread(kernel.reshape([...kernel.shape.slice(0, -2), -1]), dilation)
  return apart.reshape([...apart.shape.slice(0, -1), filters ?? 1, C ?? 1])
}

/**
 * The whole of what a volume leads back to, cut and padded to its lengths: tfjs begins "same" at the wrong element where
 * strides step over elements.
 */
const volume = (x: tf.Tensor5D, kernel: tf.Tensor | undefined, moves: Moves, lengths: number[]): tf.Tensor => {
  if (kernel === undefined) throw new Error("the layer is not built")
  const { strides, padding, dilation } = moves
  const apart = dilated(kernel, [...dilation])
  if (!isVolume(apart)) throw new Error("a volume needs a kernel over three axes")
  const [depth, height, width, filters] = apart.shape
  const reaches = [depth, height, width]
  const whole = reaches.map((reach, axis) => ((x.shape[axis + 1] ?? 1) - 1) * (strides[axis] ?? 1) + reach)
  const all = tf.conv3dTranspose(x, apart, [x.shape[0], ...tripleOf(whole), filters], tripleOf(strides), "valid")
  const before = whole.map((length, axis) =>
    padding === "same" ? Math.floor(Math.max(length - (lengths[axis] ?? 0), 0) / 2) : 0,
  )
  const kept = before.map((start, axis) => Math.min((whole[axis] ?? 0) - start, lengths[axis] ?? 0))
  const cut = all.slice([0, ...before, 0], [-1, ...kept, -1])
  const missing = kept.map((length, axis): [number, number] => [0, (lengths[axis] ?? 0) - length])
  return missing.some(([, after]) => after > 0) ? cut.pad([[0, 0], ...missing, [0, 0]]) : cut
}

/** Keras 3's transposed convolution of a sequence, which tfjs lacks. */
export class Conv1DTranspose extends Transposed {
  static className = "Conv1DTranspose"
  constructor(config: ConvConfig & Padded) {
    const { filters, kernelSize } = config
    const shapes = (C: number) => [[...perAxis(kernelSize, 1), filters, C], [filters]]
    super(new Held(config, ["kernel"], { filters }, shapes), config, 1)
  }
}
tf.serialization.registerClass(Conv1DTranspose)

/** tfjs's conv2dTranspose, with dilation. Under tfjs's name, so that tfjs's files load. */
export class Conv2DTranspose extends Transposed {
  static className = "Conv2DTranspose"
  constructor(config: ConvConfig & Padded) {
    super(tf.layers.conv2dTranspose(config), config, 2)
  }
}
tf.serialization.registerClass(Conv2DTranspose)

/** tfjs's conv3dTranspose, with dilation, and with "same" where Keras has it. Under tfjs's name, so that tfjs's files load. */
export class Conv3DTranspose extends Transposed {
  static className = "Conv3DTranspose"
  constructor(config: Conv3DTransposeConfig & Padded) {
    super(tf.layers.conv3dTranspose(config), config, 3)
  }
}
tf.serialization.registerClass(Conv3DTranspose)

/** The convolution that would lead back, with Keras 3's initializer. */
export const conv2dTransposeLayer = (config: ConvConfig): Conv2DTranspose =>
  new Conv2DTranspose({ kernelInitializer: "glorotUniform", ...config })
