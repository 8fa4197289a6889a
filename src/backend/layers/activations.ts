import * as tf from "@tensorflow/tfjs"

type Activation = NonNullable<Parameters<typeof tf.layers.activation>[0]["activation"]>
type Compute = (x: tf.Tensor) => tf.Tensor

/** What passes where a condition holds; its gradient as well. */
const where = (condition: tf.Tensor, x: tf.Tensor, otherwise: tf.Tensor | number = 0): tf.Tensor => {
  const other = typeof otherwise === "number" ? tf.fill(x.shape, otherwise) : otherwise
  return tf.where(condition, x, other)
}

/**
 * Keras 3's activations that tfjs lacks, or computes otherwise: its `hardSigmoid` is `clip(x / 5 + 1 / 2, 0, 1)`, which was
 * Keras 2's, and files written by tfjs mean that one, so Keras 3's has a name of its own.
 */
const ours: Readonly<Record<string, readonly [className: string, compute: Compute]>> = {
  hardSigmoid: ["kerasHardSigmoid", x => x.add(3).clipByValue(0, 6).div(6)],
  exponential: ["exponential", x => x.exp()],
  hardShrink: ["hardShrink", x => where(x.abs().greater(0.5), x)],
  hardSilu: ["hardSilu", x => x.mul(x.add(3).clipByValue(0, 6).div(6))],
  hardTanh: ["hardTanh", x => x.clipByValue(-1, 1)],
  leakyRelu: ["leakyRelu", x => x.leakyRelu(0.2)],
  logSigmoid: ["logSigmoid", x => x.neg().softplus().neg()],
  softShrink: ["softShrink", x => x.sub(x.clipByValue(-0.5, 0.5))],
  sparsePlus: ["sparsePlus", x => where(x.less(1), x.clipByValue(-1, 1).add(1).square().div(4), x)],
  sparseSigmoid: ["sparseSigmoid", x => x.clipByValue(-1, 1).add(1).div(2)],
  squareplus: ["squareplus", x => x.square().add(4).sqrt().add(x).div(2)],
  tanhShrink: ["tanhShrink", x => x.sub(x.tanh())],
}

const register = (className: string, compute: Compute) =>
  tf.serialization.registerClass(
    class extends tf.serialization.Serializable {
      static readonly className = className
      apply(x: tf.Tensor): tf.Tensor {
        return tf.tidy(() => compute(x))
      }
      getConfig(): tf.serialization.ConfigDict {
        return {}
      }
    },
  )
for (const [className, compute] of Object.values(ours)) register(className, compute)

const isActivation = (name: string): name is Activation =>
  name in tf.serialization.SerializationMap.getMap().classNameMap

/** The name under which tfjs finds the activation that computes what Keras 3 computes under this name. */
export const activationName = (name: string): Activation => {
  const found = name === "silu" ? "swish" : (ours[name]?.[0] ?? name)
  if (!isActivation(found)) throw new Error(`no activation is called ${name}`)
  return found
}
