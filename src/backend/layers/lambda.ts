import * as tf from "@tensorflow/tfjs"
import { type Config, firstShape, firstTensor, isTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

type Compute = (x: tf.Tensor) => unknown

export interface LambdaConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** What is computed; a file has only the name that it is registered under. */
  function?: Compute
  registered?: string
  /** The shape that comes out, without the batch; without it, a tensor of the input's own rank and any sizes. */
  outputShape?: (number | null)[]
  /** What the shape is for an input, where `outputShape` does not say it. */
  shapeOf?: (input: tf.Shape) => tf.Shape
  /** Why it cannot be written into a file. */
  refuse?: () => never
}

const registered = new Map<string, Compute>()

/** Makes a function known to files that name it. */
export const registerFunction = (name: string, compute: Compute): void => {
  registered.set(name, compute)
}

/** Keras's Lambda, which tfjs lacks: a function as a layer. */
export class Lambda extends tf.layers.Layer {
  static className = "Lambda"
  readonly #own: LambdaConfig
  readonly #compute: Compute

  constructor({ function: given, registered: name, outputShape, shapeOf, refuse, ...config }: LambdaConfig) {
    super(config)
    const compute = given ?? (name === undefined ? undefined : registered.get(name))
    if (!compute)
      throw new Error(`no function is registered as ${name}; make the lambda with that name before the model is loaded`)
    this.#compute = compute
    this.#own = {
      ...(name === undefined ? {} : { registered: name }),
      ...(outputShape === undefined ? {} : { outputShape }),
      ...(shapeOf === undefined ? {} : { shapeOf }),
      ...(refuse === undefined ? {} : { refuse }),
    }
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const input = firstShape(inputShape)
    const { outputShape, shapeOf } = this.#own
    return outputShape ? [input[0] ?? null, ...outputShape] : (shapeOf?.(input) ?? input)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const output = this.#compute(firstTensor(inputs))
      if (!isTensor(output)) throw new Error(`the function of ${this.name} must give one tensor`)
      return output.cast("float32")
    })
  }

  override getConfig(): Config {
    const { registered: name, outputShape, refuse } = this.#own
    if (name === undefined) return refuse ? refuse() : {}
    return { ...super.getConfig(), registered: name, ...(outputShape === undefined ? {} : { outputShape }) }
  }
}
tf.serialization.registerClass(Lambda)
