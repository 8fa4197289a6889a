import * as tf from "@tensorflow/tfjs"
import { contract } from "../../ops/contract.js"
import { namedAxes, readEquation, sizesOf } from "../../ops/equation.js"
import { activationName } from "./activations.js"
import { type Config, firstShape, firstTensor, onlyTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

type Dense = Parameters<typeof tf.layers.dense>[0]
type Cell = ReturnType<typeof tf.layers.gruCell>

export interface EinsumDenseConfig extends Omit<Dense, "units" | "useBias"> {
  /** Such as `abc,cd->abd`. */
  equation: string
  /** The sizes of the output without the batch, and without what an ellipsis stands for. */
  outputShape: number | (number | null)[]
  biasAxes?: string
}

const written = [
  "kernelInitializer",
  "biasInitializer",
  "kernelRegularizer",
  "biasRegularizer",
  "kernelConstraint",
  "biasConstraint",
] as const

/** Keras 3's EinsumDense, which tfjs lacks. */
export class EinsumDense extends tf.layers.Layer {
  static className = "EinsumDense"
  readonly #own: Pick<EinsumDenseConfig, "equation" | "outputShape" | "biasAxes">
  /** Reads the options, and writes them; never built. */
  readonly #options: Cell
  readonly #activation: tf.layers.Layer
  #kernel: tf.LayerVariable | undefined
  #bias: tf.LayerVariable | undefined

  constructor({ equation, outputShape, biasAxes, ...config }: EinsumDenseConfig) {
    super(config)
    this.#own = { equation, outputShape, ...(biasAxes === undefined ? {} : { biasAxes }) }
    const own = Object.fromEntries(written.map(name => [name, config[name]]).filter(([, value]) => value !== undefined))
    this.#options = tf.layers.gruCell({ units: 1, kernelInitializer: "glorotUniform", ...own })
    this.#activation = tf.layers.activation({ activation: activationName(config.activation ?? "linear") })
    this.activityRegularizer = tf.layers.dense({ units: 1, ...config }).activityRegularizer
  }

  #sizes(letters: readonly string[], input: tf.Shape): tf.Shape {
    const read = readEquation(this.#own.equation)
    const sizes = sizesOf(letters, read, namedAxes(input, read) ?? [], [this.#own.outputShape].flat())
    return sizes.map(size => (typeof size === "number" ? size : null))
  }

  override build(inputShape: Shapes): void {
    const input = firstShape(inputShape)
    const { kernel, input: given, output } = readEquation(this.#own.equation)
    const { kernelInitializer, kernelRegularizer, kernelConstraint, ...bias } = this.#options
    const shape = this.#sizes(kernel.letters, input)
    // Of the letters that the output has not, a unit has its inputs: as wide as the kernel is as a matrix.
    const isUnit = (letter: string) => output.letters.includes(letter)
    const count = (units: boolean) =>
      shape.reduce<number>((all, size, at) => (isUnit(kernel.letters[at] ?? "") === units ? all * (size ?? 1) : all), 1)
    const start: Cell["kernelInitializer"] = Object.create(kernelInitializer, {
      apply: {
        value: (wanted: tf.Shape, dtype?: tf.DataType) =>
          tf.tidy(() => kernelInitializer.apply([count(false), count(true)], dtype).reshape(numbers(wanted))),
      },
    })
    this.#kernel = this.addWeight("kernel", shape, "float32", start, kernelRegularizer, true, kernelConstraint)
    const { biasAxes } = this.#own
    if (biasAxes !== undefined) {
      const first = output.letters.findIndex(letter => biasAxes.includes(letter))
      const own = output.letters.slice(first).map(letter => (biasAxes.includes(letter) ? letter : undefined))
      const sizes = own.map(letter => (letter === undefined ? 1 : (this.#sizes([letter], input)[0] ?? null)))
      const behind = given.dots === "behind" ? input.slice(given.letters.length).map(() => 1) : []
      this.#bias = this.addWeight(
        "bias",
        [...sizes, ...behind],
        "float32",
        bias.biasInitializer,
        bias.biasRegularizer,
        true,
        bias.biasConstraint,
      )
    }
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const input = firstShape(inputShape)
    const { input: given, output } = readEquation(this.#own.equation)
    const count = given.letters.length
    const named = output.letters.map(letter => {
      const at = given.letters.indexOf(letter)
      const own = given.dots === "before" ? input.slice(-count) : input
      return at < 0 ? (this.#sizes([letter], input)[0] ?? null) : (own[at] ?? null)
    })
    return (
      given.dots === "before" ? [...input.slice(0, -count), ...named]
      : given.dots === "behind" ? [...named, ...input.slice(count)]
      : named
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      if (!this.#kernel) throw new Error(`${this.name} is not built`)
      const product = contract(this.#own.equation, [firstTensor(inputs), this.#kernel.read()])
      const sum = this.#bias ? product.add(this.#bias.read()) : product
      return onlyTensor(this.#activation.call(sum, {}))
    })
  }

  override getConfig(): Config {
    const config = this.#options.getConfig()
    const own = Object.fromEntries(written.map(name => [name, config[name] ?? null]))
    const { activation = null } = this.#activation.getConfig()
    const { equation, outputShape, biasAxes } = this.#own
    const bias = biasAxes === undefined ? {} : { biasAxes }
    return { ...super.getConfig(), ...own, activation, equation, outputShape, ...bias }
  }
}
tf.serialization.registerClass(EinsumDense)

const numbers = (shape: tf.Shape): number[] => shape.map(size => size ?? 1)
