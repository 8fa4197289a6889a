/** What a model is given: the run-time twin of ports.ts. */
import * as tf from "@tensorflow/tfjs"
import { bind, type Bindings } from "../ops/bind.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { ShapeError } from "./error.js"
import { isDisposed, wasDisposed } from "./given.js"
import { GraphTensor } from "./graph.js"
import { print } from "./options.js"
import type { DType } from "./tensor.js"

/** A tensor with data or of a graph. */
export type AnyValue = GraphTensor | tf.Tensor

/** The ports of a model at run time: how they were given, and each in order. */
export interface PortList {
  /** The names of a record; missing for a list and for one tensor. */
  readonly names: readonly string[] | undefined
  readonly single: boolean
  readonly ports: readonly Port[]
}

/** What must stand in a port's place. */
export interface Port {
  readonly shape: RuntimeShape
  readonly dtype: DType
}

const isValue = (value: unknown): value is AnyValue => value instanceof GraphTensor || value instanceof tf.Tensor

/** What must be given: tensors with data, or of a graph as well. */
export type Kinds = "data" | "any kind"

/** Twin of `bindPorts`: the tensors in order, when all fit. Bindings grow; a misfit throws the sentence. */
export const fitting = (
  call: string,
  list: PortList,
  given: unknown,
  bound: Bindings,
  kinds: Kinds = "data",
): readonly AnyValue[] => {
  const { ports, names, single } = list
  const form = formOf(given)
  if (single) {
    const [port] = ports
    if (!port) throw new Error("a model without ports")
    if (isValue(given)) return [fitOne(call, port, given, bound, kinds)]
    throw misfit(
      call,
      `${call} must be one tensor ${show(port.shape)}, got ${form}; give the tensor itself`,
      port,
      form,
    )
  }
  if (!names) {
    const wanted = `${call} must be a list of ${ports.length} tensors`
    if (!Array.isArray(given)) throw misfit(call, `${wanted}, got ${form}`, undefined, form)
    if (given.length !== ports.length) {
      throw misfit(call, `${wanted}, got ${given.length}`, undefined, String(given.length))
    }
    return ports.map((port, index) => fitOne(`${call}[${index}]`, port, given[index], bound, kinds))
  }
  if (form !== "a record" || typeof given !== "object" || given === null) {
    const sentence = `${call} must be a record of tensors, by the names of the ports, got ${form}`
    throw misfit(call, sentence, undefined, form)
  }
  const record = new Map(Object.entries(given))
  const values = ports.map((port, index) => {
    const name = names[index] ?? ""
    if (!record.has(name)) throw misfit(call, `${call} lacks ${name}`, port, "nothing")
    return fitOne(`${call}.${name}`, port, record.get(name), bound, kinds)
  })
  forgetPlaces(bound)
  return values
}

const formOf = (given: unknown): string =>
  isValue(given) ? "one tensor"
  : Array.isArray(given) ? "a list"
  : typeof given === "object" && given !== null ? "a record"
  : print(given)

const fitOne = (call: string, port: Port, given: unknown, bound: Bindings, kinds: Kinds): AnyValue => {
  if (!isValue(given)) throw misfit(call, `${call} must be one tensor`, port, typeof given)
  if (isDisposed(given)) throw misfit(call, wasDisposed(call), port, "a disposed tensor")
  if (kinds === "data" && given instanceof GraphTensor)
    throw misfit(call, `${call} must be a tensor with data, got one of a graph`, port, "a tensor of a graph")
  if (!takenFor[port.dtype].some(dtype => dtype === given.dtype)) {
    const sentence = `${call} must be ${port.dtype}, got ${given.dtype}; tensor() takes the dtype last`
    throw misfit(call, sentence, port, given.dtype)
  }
  const reason = bind(port.shape, given.shape, bound, placeOf(call))
  if (reason === undefined) return given
  const sentence = `${call} must be ${show(port.shape)}, got ${show(given.shape)}: ${reason}`
  throw misfit(call, sentence, port, show(given.shape))
}

/** `predict: x[0]` is `in x[0]`. */
const placeOf = (call: string): string => {
  const [, place] = /^.*?: (.*)$/.exec(call) ?? []
  return place === undefined ? "elsewhere" : `in ${place}`
}

/** Twin of `withoutPlaces`. */
const forgetPlaces = (bound: Bindings): void => {
  for (const name of [...bound.keys()]) if (name.startsWith("in ")) bound.delete(name)
}

/** Twin of `TakenFor`. */
const takenFor: Readonly<Record<DType, readonly DType[]>> = {
  float32: ["float32", "int32", "bool"],
  int32: ["int32", "bool"],
  bool: ["bool"],
  string: ["string"],
}

const misfit = (call: string, sentence: string, port: Port | undefined, received: string) =>
  new ShapeError(sentence, {
    code: "data",
    layer: call.replace(/:.*$/, ""),
    expected: port ? show(port.shape) : "the form of the ports",
    received,
  })

/** How ports were written: one tensor, a list, or a record. */
export const portList = (what: string, given: unknown): PortList & { readonly tensors: readonly GraphTensor[] } => {
  const single = given instanceof GraphTensor
  const tensors =
    single ? [given]
    : Array.isArray(given) ? given
    : typeof given === "object" && given !== null ? Object.values(given)
    : []
  if (tensors.length === 0 || !tensors.every(tensor => tensor instanceof GraphTensor)) {
    throw new ShapeError(`model: ${what} must be a tensor of a graph, a list or a record of them`, {
      code: "graph",
      layer: "model",
      expected: "tensors of a graph",
      received: typeof given,
    })
  }
  const names =
    single || Array.isArray(given) || typeof given !== "object" || given === null ? undefined : Object.keys(given)
  return { names, single, ports: tensors, tensors }
}

/** Values in the form of the ports: one, a list, or a record. */
export const inForm = <value>(
  list: PortList,
  values: readonly value[],
): value | readonly value[] | Record<string, value> => {
  const [first] = values
  if (list.single && first !== undefined) return first
  const { names } = list
  if (!names) return [...values]
  return Object.fromEntries(values.map((value, index) => [names[index] ?? "", value]))
}
