import * as tf from "@tensorflow/tfjs"
import { withoutActivity } from "./activity.js"
import { asList, type Inputs, isTensor, masks, type Options } from "./tensors.js"

/**
 * Masks travel with tensors, as in Keras 3.
 *
 * tfjs's executor hands all layers of a model the same options: the mask of one layer, and the initial states, stay
 * there for every later layer that has none of its own; of several outputs all get the first one's mask; of several
 * inputs only the first one's mask arrives; and none goes into a model inside a model, or comes out.
 */
const carried = new WeakMap<tf.Tensor, tf.Tensor>()

/** The mask of a tensor that a layer computed. */
export const maskFor = (x: tf.Tensor): tf.Tensor | undefined => {
  const mask = carried.get(x)
  return mask?.isDisposed ? undefined : mask
}

/** Gives a tensor a mask. */
export const carry = (x: tf.Tensor, mask: tf.Tensor | undefined): tf.Tensor => {
  if (mask === undefined) carried.delete(x)
  else carried.set(x, mask)
  return x
}

type Apply = tf.layers.Layer["apply"]

/** Only the executor calls with a list; the mask beside one tensor is the caller's own. */
export const ownOptions = (inputs: Inputs, options: Options | null | undefined): Options => {
  const { mask, ...others }: Options = options ?? {}
  const [first] = asList<unknown>(inputs)
  const own: unknown = isTensor(first) && isRepaired() ? maskFor(first) : undefined
  const found: unknown = Array.isArray(inputs) && isRepaired() ? own : (mask ?? own)
  return found === undefined || found === null ? others : { ...others, mask: found }
}

const carryMasks = (layer: tf.layers.Layer, inputs: tf.Tensor[], options: Options, outputs: tf.Tensor[]): void => {
  if (!layer.supportsMasking) return
  const given: unknown = options["mask"]
  const before = inputs.map((x, index) => (index === 0 && isTensor(given) ? given : (maskFor(x) ?? null)))
  const after: unknown = layer.computeMask(inputs, masks(before))
  asList<unknown>(after).forEach((mask, index) => {
    const output = outputs[index]
    if (output !== undefined && isTensor(mask)) carry(output, mask)
  })
}

const repaired = (original: Apply): Apply =>
  function (this: tf.layers.Layer, inputs, options) {
    const list = asList<unknown>(inputs)
    if (!list.every(isTensor)) return withoutActivity(this, () => original.call(this, inputs, options))
    const own = ownOptions(inputs, options)
    const outputs = withoutActivity(this, () => original.call(this, inputs, own))
    carryMasks(this, list, own, asList<unknown>(outputs).filter(isTensor))
    return outputs
  }

const originals: { on: { apply: Apply }; apply: Apply }[] = []

const isRepaired = (): boolean => originals.length > 0

/** On or off, for all layers, tfjs's own too. Off, tfjs's faults with masks are back. */
export const setMaskRepair = (isOn: boolean): void => {
  if (isOn === isRepaired()) return
  if (!isOn) {
    for (const { on, apply } of originals.splice(0)) on.apply = apply
    return
  }
  for (const on of [tf.layers.Layer.prototype, tf.RNN.prototype]) {
    originals.push({ on, apply: on.apply })
    on.apply = repaired(on.apply)
  }
}

setMaskRepair(true)
