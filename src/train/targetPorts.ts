import * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { fitting, type Port, type PortList } from "../core/calling.js"
import { ShapeError } from "../core/error.js"
import type { Bindings } from "../ops/bind.js"
import type { Loss } from "./targets.js"

/** Twin of `targetOf`: what the truth of an output must be; a loss of the user's own takes anything. */
const targetOf = (port: Port, loss: Loss): Port | undefined =>
  typeof loss === "function" ? undefined
  : loss === "sparseCategoricalCrossentropy" ? { shape: port.shape.slice(0, -1), dtype: "float32" }
  : { shape: port.shape, dtype: "float32" }

/** Twin of `withLossHint`. */
const hint = (output: Port | undefined, loss: Loss | undefined, rank: number): string =>
  loss === "sparseCategoricalCrossentropy" && output?.shape.length === rank ?
    "; for one-hot labels use the loss categoricalCrossentropy"
  : loss === "categoricalCrossentropy" && output?.shape.length === rank + 1 ?
    "; for integer labels use the loss sparseCategoricalCrossentropy"
  : ""

/** The truths that fit the outputs under their losses. */
export const truths = (
  call: string,
  outputs: PortList,
  losses: readonly Loss[],
  given: unknown,
  bound: Bindings,
): readonly tf.Tensor[] => {
  const ports = outputs.ports.map((port, index) => {
    const loss = losses[index]
    return (loss ? targetOf(port, loss) : undefined) ?? { shape: shapeAt(outputs, given, index), dtype: port.dtype }
  })
  try {
    const values = fitting(call, { ...outputs, ports }, given, bound)
    return values.filter(isTensor)
  } catch (error) {
    if (!(error instanceof ShapeError) || !outputs.single || !(given instanceof tf.Tensor)) throw error
    const { code, layer, expected, received } = error
    const sentence = `${error.message}${hint(outputs.ports[0], losses[0], given.rank)}`
    throw new ShapeError(sentence, { code, layer, expected, received })
  }
}

/** The shape of what was given for one output, as it is. */
const shapeAt = ({ names, single }: PortList, given: unknown, index: number): readonly number[] => {
  const name = names?.[index]
  const value: unknown =
    single ? given
    : Array.isArray(given) ? given[index]
    : typeof given === "object" && given !== null && name !== undefined ? Reflect.get(given, name)
    : undefined
  return value instanceof tf.Tensor ? value.shape : []
}
