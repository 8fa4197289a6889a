import * as tf from "@tensorflow/tfjs"

/** What tfjs hands to `apply`. */
export type Inputs = Parameters<tf.layers.Layer["apply"]>[0]
/** What tfjs hands to `apply` and `call` beside the inputs: `mask`, `training`, `initialState`. */
export type Options = NonNullable<Parameters<tf.layers.Layer["apply"]>[1]>
/** A shape, or the shapes of several tensors. */
export type Shapes = tf.Shape | tf.Shape[]
export type Config = tf.serialization.ConfigDict

export const isTensor = (value: unknown): value is tf.Tensor => value instanceof tf.Tensor
export const isSymbolic = (value: unknown): value is tf.SymbolicTensor => value instanceof tf.SymbolicTensor
export const asList = <value>(value: value | value[]): value[] => (Array.isArray(value) ? value : [value])
export const isShapes = (shape: Shapes): shape is tf.Shape[] => Array.isArray(shape[0])

/** The shape of the first input: the others are states. */
export const firstShape = (shape: Shapes): tf.Shape => {
  if (!isShapes(shape)) return shape
  const [first] = shape
  if (first === undefined) throw new Error("a layer needs at least one input")
  return first
}

/** The first input: the others are states. */
export const firstTensor = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor => {
  const [first] = asList(inputs)
  if (first === undefined) throw new Error("a layer needs at least one input")
  return first
}

/** The tensor of a call that must give one. */
export const onlyTensor = (outputs: tf.Tensor | tf.Tensor[]): tf.Tensor => {
  const list = asList(outputs)
  if (list.length !== 1) throw new Error(`expected one output, found ${list.length}`)
  return firstTensor(list)
}

/** The mask of the first input, as booleans. */
export const maskOf = (options: Options | null | undefined): tf.Tensor | undefined => {
  const given: unknown = options?.["mask"]
  const mask: unknown = Array.isArray(given) ? given[0] : given
  return isTensor(mask) ? mask.cast("bool") : undefined
}

const areMasks = (list: unknown): list is tf.Tensor[] =>
  Array.isArray(list) && list.every(mask => mask === null || isTensor(mask))

/** Masks as `computeMask` returns them: tfjs declares tensors, and reads `null` for none. */
export const masks = (list: (tf.Tensor | null)[]): tf.Tensor[] => {
  if (!areMasks(list)) throw new Error("a mask is a tensor")
  return list
}

export const isTraining = (options: Options | null | undefined): boolean => options?.["training"] === true

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
