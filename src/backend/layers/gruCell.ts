import * as tf from "@tensorflow/tfjs"
import { type Config, firstShape, isTensor, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export interface GruCellConfig extends tf.GRUCellLayerArgs {
  /** Reset the state after its matrix product, as cuDNN does, and not before. tfjs refuses true. */
  resetAfter?: boolean
}

type Weight = ReturnType<tf.layers.Layer["trainableWeights"]["at"]>

/** tfjs's GRU cell, which can also reset after the matrix product. It reads tfjs's files. */
export class GruCell extends tf.layers.RNNCell {
  static className = "GRUCell"
  readonly stateSize: number
  readonly resetAfter: boolean
  /** Reads the options; never built. */
  readonly #options: ReturnType<typeof tf.layers.gruCell>
  kernel: Weight
  recurrentKernel: Weight
  bias: Weight

  constructor(config: GruCellConfig) {
    super(config)
    this.#options = tf.layers.gruCell({ ...config, resetAfter: false })
    this.stateSize = this.#options.units
    this.resetAfter = config.resetAfter ?? false
  }

  get activation() {
    return this.#options.activation
  }
  get recurrentActivation() {
    return this.#options.recurrentActivation
  }
  get dropout(): number {
    return this.#options.dropout
  }
  get recurrentDropout(): number {
    return this.#options.recurrentDropout
  }
  get dropoutFunc(): unknown {
    return this.#options.dropoutFunc
  }

  override build(inputShape: Shapes): void {
    const features = firstShape(inputShape).at(-1) ?? null
    const { units, useBias, ...made } = this.#options
    const add = (name: string, shape: tf.Shape, part: "kernel" | "recurrent" | "bias") =>
      this.addWeight(
        name,
        shape,
        "float32",
        made[`${part}Initializer`],
        made[`${part}Regularizer`],
        true,
        made[`${part}Constraint`],
      )
    this.kernel = add("kernel", [features, 3 * units], "kernel")
    this.recurrentKernel = add("recurrent_kernel", [units, 3 * units], "recurrent")
    if (useBias) this.bias = add("bias", this.resetAfter ? [2, 3 * units] : [3 * units], "bias")
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor[] {
    return tf.tidy(() => {
      const [input, state] = Array.isArray(inputs) ? inputs : []
      if (input === undefined || state === undefined) throw new Error("a GRU cell takes its input and its state")
      const training = isTraining(options)
      const { units, activation, recurrentActivation } = this.#options
      const [inputBias, stateBias] = this.#biases()
      const fromInput = plus(dot(this.#drop(input, "dropout", training), read(this.kernel)), inputBias)
      const before = this.#drop(state, "recurrentDropout", training)
      const [inputZ, inputR, inputH] = thirds(fromInput)
      const recurrent = read(this.recurrentKernel)
      // Keras multiplies by all three gates at once only where the reset comes after.
      const gates = this.resetAfter ? recurrent : recurrent.slice([0, 0], [units, 2 * units])
      const fromState = plus(dot(before, gates), stateBias)
      const z = recurrentActivation.apply(inputZ.add(fromState.slice([0, 0], [-1, units])))
      const r = recurrentActivation.apply(inputR.add(fromState.slice([0, units], [-1, units])))
      const candidate =
        this.resetAfter ?
          r.mul(fromState.slice([0, 2 * units], [-1, units]))
        : dot(r.mul(before), recurrent.slice([0, 2 * units], [units, units]))
      const present = activation.apply(inputH.add(candidate))
      // Keras carries the state itself over; tfjs the state after recurrentDropout.
      const next = z.mul(state).add(tf.sub(1, z).mul(present))
      return [next, next]
    })
  }

  #biases(): (tf.Tensor | undefined)[] {
    if (this.bias === undefined) return []
    const bias = this.bias.read()
    return this.resetAfter ? tf.unstack(bias) : [bias]
  }

  #drop(x: tf.Tensor, part: "dropout" | "recurrentDropout", training: boolean): tf.Tensor {
    const rate = this.#options[part]
    if (!training || rate <= 0 || rate >= 1) return x
    const drawn: unknown = this[`${part}Mask`]
    if (isTensor(drawn)) return x.mul(drawn)
    const { dropoutFunc } = this.#options
    const ones = tf.onesLike(x)
    const mask: unknown = typeof dropoutFunc === "function" ? dropoutFunc(ones, rate) : tf.dropout(ones, rate)
    if (!isTensor(mask)) throw new Error("dropoutFunc must give a tensor")
    this[`${part}Mask`] = tf.keep(mask.clone())
    return x.mul(mask)
  }

  override getConfig(): Config {
    return { ...this.#options.getConfig(), ...super.getConfig(), resetAfter: this.resetAfter }
  }
}
tf.serialization.registerClass(GruCell)

const read = (weight: Weight): tf.Tensor => {
  if (weight === undefined) throw new Error("the GRU cell is not built")
  return weight.read()
}

const dot = (left: tf.Tensor, right: tf.Tensor): tf.Tensor => tf.matMul(left, right)

const plus = (x: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor => (bias === undefined ? x : x.add(bias))

const thirds = (x: tf.Tensor): [tf.Tensor, tf.Tensor, tf.Tensor] => {
  const [first, second, third] = tf.split(x, 3, -1)
  if (first === undefined || second === undefined || third === undefined) throw new Error("a GRU has three gates")
  return [first, second, third]
}
