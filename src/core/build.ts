import * as tf from "@tensorflow/tfjs"
import { activationName } from "../backend/layers/activations.js"
import { classOf, initializerOf } from "../backend/layers/initializers.js"
import { isSymbolic } from "../backend/layers/tensors.js"
import "../backend/register.js"
import "../backend/start.js"
import { show } from "../ops/shape.js"
import { ShapeError } from "./error.js"
import { type GraphTensor, nodesBefore } from "./graph.js"
import { isLayer, type LayerInstance } from "./instance.js"

/** tfjs's class of a layer, by the name that it has in saved files; a repaired class stands under the same name. */
export const build = (kind: string, config: Readonly<Record<string, unknown>>): tf.layers.Layer => {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[kind]
  if (!entry) throw new Error(`tfjs has no layer ${kind}`)
  const [Class] = entry
  // Sound because test/layers.test.ts builds every layer and runs it.
  const Layer = Class as unknown as new (config: object) => tf.layers.Layer
  return new Layer(Object.fromEntries(Object.entries(config).map(([name, value]) => [name, tfjsOption(name, value)])))
}

/** What tfjs takes for an option: the activation that has Keras's values, the class and the options of an initializer, and the built layer of a wrapper. */
const tfjsOption = (name: string, value: unknown): unknown => {
  if (/activation$/i.test(name) && typeof value === "string") return activationName(value)
  if (isLayer(value)) return value.built
  if (Array.isArray(value) && value.some(isLayer)) return value.map(one => (isLayer(one) ? one.built : one))
  if (/initializer$/i.test(name) && typeof value === "string") return initializerOf(classOf(value), {})
  if (typeof value === "object" && value !== null && "className" in value && "config" in value) {
    const { className, config } = value
    return typeof className === "string" && typeof config === "object" && config !== null ?
        initializerOf(className, config)
      : { className, config }
  }
  return value
}

const made = new WeakMap<GraphTensor, tf.SymbolicTensor>()

/** Says which tensor of tfjs one of our graph stands for, where that exists already. */
export const adoptSymbolic = (tensor: GraphTensor, symbolic: tf.SymbolicTensor): void => {
  made.set(tensor, symbolic)
}

/** tfjs's tensors for tensors of our graph. Each is made once, so that models which share layers share weights. */
export const symbolic = (tensors: readonly GraphTensor[]): tf.SymbolicTensor[] => {
  for (const node of nodesBefore(tensors)) {
    if (node.outputs.every(output => made.has(output))) continue
    const outputs = node.layer ? applied(node.layer, node.inputs, node.initialState) : [inputOf(node.outputs[0])]
    for (const [index, output] of node.outputs.entries()) {
      const tensor = outputs[index]
      if (tensor) made.set(output, tensor)
    }
  }
  return tensors.map(known)
}

const known = (tensor: GraphTensor): tf.SymbolicTensor => {
  const found = made.get(tensor)
  if (!found) throw new Error(`${tensor.name} was not built`)
  return found
}

const inputOf = (tensor: GraphTensor | undefined): tf.SymbolicTensor => {
  if (!tensor) throw new Error("an input without a tensor")
  const batchShape = tensor.shape.map(dim => (typeof dim === "number" ? dim : null))
  return tf.input({ batchShape, dtype: tensor.dtype, name: tensor.name })
}

const applied = (
  layer: LayerInstance,
  inputs: readonly GraphTensor[],
  initialState: readonly GraphTensor[],
): readonly tf.SymbolicTensor[] => {
  if (typeof layer.paramsOf(inputs.map(({ shape }) => shape)) !== "number") throw openWeights(layer, inputs)
  const tensors = inputs.map(input => (layer.spec.takesIntegers ? known(input) : asFloat(input)))
  const [first] = tensors
  const x = layer.spec.list || !first ? tensors : first
  const given = [
    layer.built.apply(x, initialState.length > 0 ? { initialState: initialState.map(known) } : undefined),
  ].flat()
  return given.filter(isSymbolic)
}

/** A symbol or an unknown axis is no size for a weight: Keras refuses it as well, in other words. */
const openWeights = ({ title }: LayerInstance, inputs: readonly GraphTensor[]): ShapeError => {
  const received = inputs.map(({ shape }) => show(shape)).join(", ")
  const sentence = `${title} makes weights as large as an axis of its input, got ${received}; write a number for that axis`
  return new ShapeError(sentence, { code: "shape", layer: title, expected: "a number for the axis", received })
}

const casts = new WeakMap<GraphTensor, tf.SymbolicTensor>()

/** tfjs multiplies int32 by float32 nowhere, so integers are cast on their way into a layer that computes. */
const asFloat = (tensor: GraphTensor): tf.SymbolicTensor => {
  if (tensor.dtype === "float32") return known(tensor)
  const before = casts.get(tensor)
  if (before) return before
  const [cast] = [build("Cast", { name: `${tensor.name}_cast` }).apply(known(tensor))].flat()
  if (!(cast instanceof tf.SymbolicTensor)) throw new Error(`${tensor.name} could not be cast`)
  casts.set(tensor, cast)
  return cast
}
