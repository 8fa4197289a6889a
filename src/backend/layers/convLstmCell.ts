import * as tf from "@tensorflow/tfjs"
import { windowLength } from "../../ops/window.js"
import { ShapedCell } from "./cells.js"
import { full } from "./convolve.js"
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
import { asList, type Config, firstShape, isTensor, isTraining, type Options, type Shapes } from "./tensors.js"

export interface ConvLstmConfig extends Omit<tf.LSTMCellLayerArgs, "units"> {
  filters: number
  kernelSize: number | number[]
  strides?: number | number[]
  padding?: "valid" | "same"
  dataFormat?: DataFormat
  dilationRate?: number | number[]
}

type Weight = ReturnType<tf.layers.Layer["trainableWeights"]["at"]>

/** One step of a convolutional LSTM, with Keras 3's values, over one to three axes of space. */
export abstract class ConvLstmCell extends ShapedCell {
  readonly filters: number
  readonly stateSize: number[]
  readonly axes: { size: number[]; strides: number[]; padding: "valid" | "same"; dilation: number[] }
  readonly format: DataFormat
  readonly #count: number
  /** Reads the options; never built. */
  readonly #options: ReturnType<typeof tf.layers.lstmCell>
  kernel: Weight
  recurrentKernel: Weight
  bias: Weight

  constructor(config: ConvLstmConfig, count: 1 | 2 | 3) {
    super(config)
    const { filters, kernelSize, strides, padding = "valid", dataFormat = "channelsLast", dilationRate } = config
    this.#options = tf.layers.lstmCell({ ...config, units: filters })
    this.#count = count
    this.filters = filters
    this.stateSize = [filters, filters]
    this.format = dataFormat
    this.axes = {
      size: perAxis(kernelSize, count),
      strides: perAxis(strides, count),
      padding,
      dilation: perAxis(dilationRate, count),
    }
  }

  override axesFor(step: tf.Shape): tf.Shape[] {
    const output = this.outputFor(step)
    return [output, [...output]]
  }
  override outputFor(step: tf.Shape): tf.Shape {
    const { size, strides, padding, dilation } = this.axes
    const length = (n: number | null, axis: number) => {
      const moves = { size: size[axis] ?? 1, stride: strides[axis] ?? 1, padding, dilation: dilation[axis] ?? 1 }
      const found = windowLength(n, moves)
      return typeof found === "number" ? found : null
    }
    return withSpace(step, this.format, length, () => this.filters).slice(1)
  }

  override build(inputShape: Shapes): void {
    const shape = firstShape(inputShape)
    const C = (this.format === "channelsFirst" ? shape[1] : shape.at(-1)) ?? null
    const { useBias, unitForgetBias, ...made } = this.#options
    const add = (name: string, own: tf.Shape, part: "kernel" | "recurrent" | "bias") =>
      this.addWeight(
        name,
        own,
        "float32",
        made[`${part}Initializer`],
        made[`${part}Regularizer`],
        true,
        made[`${part}Constraint`],
      )
    const { filters } = this
    this.kernel = add("kernel", [...this.axes.size, C, 4 * filters], "kernel")
    this.recurrentKernel = add("recurrent_kernel", [...this.axes.size, filters, 4 * filters], "recurrent")
    if (useBias) this.bias = add("bias", [4 * filters], "bias")
    if (unitForgetBias) this.#forgetLess()
    this.built = true
  }

  /** Begins with a bias of 1 on the forget gate. */
  #forgetLess(): void {
    const { bias, filters } = this
    if (bias === undefined) return
    tf.tidy(() => {
      const [input, , ...others] = tf.split(bias.read(), 4)
      bias.write(tf.concat([input, tf.ones([filters]), ...others].filter(isTensor)))
    })
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor[] {
    return tf.tidy(() => {
      const [x, h, c] = asList(inputs)
      if (x === undefined || h === undefined || c === undefined)
        throw new Error("a convolutional LSTM takes its input and two states")
      const training = isTraining(options)
      const { activation, recurrentActivation } = this.#options
      const ones = perAxis(1, this.#count)
      const still = { ...this.axes, strides: ones, padding: "same", dilation: ones } as const
      const fromInput = this.#gates(x, this.kernel, this.#masks(x, "dropout", training), this.axes)
      const fromState = this.#gates(h, this.recurrentKernel, this.#masks(h, "recurrentDropout", training), still)
      const sum = fromInput.add(fromState)
      // Where the channels stand first, Keras's softmax is one over the last axis of space.
      const gates = this.#back(this.bias === undefined ? sum : sum.add(this.bias.read()))
      const [i, f, g, o] = tf.split(gates, 4, this.format === "channelsFirst" ? 1 : -1)
      if (i === undefined || f === undefined || g === undefined || o === undefined)
        throw new Error("an LSTM has four gates")
      const written = recurrentActivation.apply(i).mul(activation.apply(g))
      const carry = recurrentActivation.apply(f).mul(c).add(written)
      const state = recurrentActivation.apply(o).mul(activation.apply(carry))
      return [state, state, carry]
    })
  }

  #asSpace(x: tf.Tensor): Space {
    return asSpace(channelsLast(x, this.format))
  }
  #back(space: tf.Tensor): tf.Tensor {
    return channelsBack(asWas(space, this.#count + 2), this.format)
  }

  /** The four gates of a step, behind one another in its channels; each with a dropout mask of its own. */
  #gates(x: tf.Tensor, weight: Weight, masks: readonly tf.Tensor[], moves: ConvLstmCell["axes"]): tf.Tensor {
    if (weight === undefined) throw new Error("the cell is not built")
    const kernel = weight.read()
    if (masks.length === 0) return full(this.#asSpace(x), kernel, moves)
    const kernels = tf.split(kernel, 4, -1)
    return tf.concat(
      masks.map((mask, gate) => full(this.#asSpace(x.mul(mask)), kernels[gate], moves)),
      -1,
    )
  }

  #masks(x: tf.Tensor, part: "dropout" | "recurrentDropout", training: boolean): tf.Tensor[] {
    const rate = this.#options[part]
    if (!training || rate <= 0 || rate >= 1) return []
    const { dropoutFunc } = this.#options
    const drawn = asList<unknown>(this[`${part}Mask`]).filter(isTensor)
    if (drawn.length > 0) return drawn
    const masks = Array.from({ length: 4 }, () => {
      const ones = tf.onesLike(x)
      const mask: unknown = typeof dropoutFunc === "function" ? dropoutFunc(ones, rate) : tf.dropout(ones, rate)
      if (!isTensor(mask)) throw new Error("dropoutFunc must give a tensor")
      return tf.keep(mask.clone())
    })
    this[`${part}Mask`] = masks
    return masks
  }

  override getConfig(): Config {
    const { units: _, ...shared } = this.#options.getConfig()
    const { size, strides, padding, dilation } = this.axes
    const own = { kernelSize: size, strides, padding, dilationRate: dilation, dataFormat: this.format }
    return { ...shared, ...super.getConfig(), filters: this.filters, ...own }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    config: Config,
  ): layer {
    return new Class(config)
  }
}

export class ConvLstm1DCell extends ConvLstmCell {
  static className = "ConvLSTM1DCell"
  constructor(config: ConvLstmConfig) {
    super(config, 1)
  }
}
tf.serialization.registerClass(ConvLstm1DCell)

export class ConvLstm3DCell extends ConvLstmCell {
  static className = "ConvLSTM3DCell"
  constructor(config: ConvLstmConfig) {
    super(config, 3)
  }
}
tf.serialization.registerClass(ConvLstm3DCell)

/** Under tfjs's name, so that tfjs's files load. */
export class ConvLstm2DCell extends ConvLstmCell {
  static className = "ConvLSTM2DCell"
  constructor(config: ConvLstmConfig) {
    super(config, 2)
  }
}
tf.serialization.registerClass(ConvLstm2DCell)
