import * as tf from "@tensorflow/tfjs"

type Activation = NonNullable<Parameters<typeof tf.layers.activation>[0]["activation"]>

/**
 * Keras 3's `relu6(x + 3) / 6`. tfjs's `hardSigmoid` is `clip(x / 5 + 1 / 2, 0, 1)`, which was Keras 2's, and files
 * written by tfjs mean that one: so Keras 3's has a name of its own.
 */
class HardSigmoid extends tf.serialization.Serializable {
  static readonly className = "kerasHardSigmoid"
  apply(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => x.add(3).clipByValue(0, 6).div(6))
  }
  getConfig(): tf.serialization.ConfigDict {
    return {}
  }
}
tf.serialization.registerClass(HardSigmoid)

const isActivation = (name: string): name is Activation =>
  name in tf.serialization.SerializationMap.getMap().classNameMap

/** The name under which tfjs finds the activation that computes what Keras 3 computes under this name. */
export const activationName = (name: string): Activation => {
  const found = name === "hardSigmoid" ? HardSigmoid.className : name
  if (!isActivation(found)) throw new Error(`no activation is called ${name}`)
  return found
}
