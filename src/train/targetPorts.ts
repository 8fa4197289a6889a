import * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { fitting, type Port, type PortList } from "../core/calling.js"
import { ShapeError } from "../core/error.js"
import type { Bindings } from "../ops/bind.js"
import type { RuntimeShape } from "../ops/shape.js"
import type { LossName } from "./names.js"
import type { Loss, LossFunction } from "./targets.js"

/** Twin of the type. */
export const nameOf = (loss: Exclude<Loss, LossFunction>): LossName => (typeof loss === "string" ? loss : loss.name)

/** Twin of `targetOf`: what the truth of an output must be; a loss of the user's own takes anything. */
const targetOf = (port: Port, loss: Loss): Port | undefined =>
  typeof loss === "function" ? undefined
  : nameOf(loss) === "ctc" ? { shape: [port.shape[0] ?? null, null], dtype: "float32" }
  : nameOf(loss) === "sparseCategoricalCrossentropy" ? { shape: port.shape.slice(0, -1), dtype: "float32" }
  : { shape: port.shape, dtype: "float32" }

/** Twin of `lossHint`. */
const lossHint = (message: string, output: RuntimeShape, truth: RuntimeShape, loss: Loss | undefined): string =>
  message.includes(": rank ") && loss !== undefined && typeof loss !== "function" ?
    labelHint(output, truth, nameOf(loss))
  : ""
const labelHint = (output: RuntimeShape, truth: RuntimeShape, loss: LossName): string =>
  loss === "ctc" ? ""
  : loss === "sparseCategoricalCrossentropy" ?
    truth.length !== output.length ? ""
    : truth.at(-1) === 1 ? "; leave out the last axis of the labels"
    : "; for one-hot labels use the loss categoricalCrossentropy"
  : truth.length + 1 !== output.length ? ""
  : output.at(-1) === 1 ? "; give the labels a last axis of 1"
  : loss === "categoricalCrossentropy" || loss === "categoricalFocalCrossentropy" ?
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
    return fitting(call, { ...outputs, ports }, given, bound).filter(isTensor)
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    const { code, layer, expected, received, message } = error
    const index = refusedAt(outputs, call, message)
    const output = index === undefined ? undefined : outputs.ports[index]
    if (index === undefined || !output) throw error
    const hint = lossHint(message, output.shape, shapeAt(outputs, given, index), losses[index])
    throw new ShapeError(`${message}${hint}`, { code, layer, expected, received })
  }
}

/** Which output a sentence is about. */
const refusedAt = ({ names, single }: PortList, call: string, message: string): number | undefined => {
  const rest = message.slice(call.length)
  if (single) return rest.includes(": ") ? 0 : undefined
  const position = /^\[(\d+)\]/.exec(rest)?.[1]
  if (position !== undefined) return Number(position)
  const index = names?.findIndex(name => rest.startsWith(`.${name} `))
  return index === -1 ? undefined : index
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
