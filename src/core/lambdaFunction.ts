/** What a lambda was given, and what its function makes of tensors of a graph and of data. */
import type * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { dimOf, type RuntimeDim, sum } from "../ops/dim.js"
import { type RuntimeShape, sameShape, show } from "../ops/shape.js"
import { isRefusal, raise, type Refusal, refuse } from "./error.js"
import { type GraphNode, GraphTensor, nodesBefore } from "./graph.js"
import { freshName } from "./names.js"
import { type Check, either, flag, listOf, oneOf, positive, print, refusedOption, text } from "./options.js"

export interface Settings {
  readonly compute: (x: unknown) => unknown
  readonly outputShape: RuntimeShape | undefined
  readonly registered: string | undefined
  readonly name: string
}

const axis: Check = (value, option) => (typeof value === "string" ? text(value, option) : openOr(value, option))
const openOr = either(positive, oneOf([null]))
const isFunction: Check = (value, option) =>
  typeof value === "function" ? undefined : `${option} must be a function of a tensor, got ${print(value)}`
const table = {
  function: { check: isFunction, samples: [] },
  outputShape: { check: listOf(axis), samples: [undefined] },
  registered: { check: text, samples: [undefined] },
  name: { check: text, samples: [undefined] },
  trainable: { check: flag, samples: [undefined] },
}

export const settingsOf = (given: unknown): Settings => {
  const options = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined))
  const refused = refusedOption("lambda", table, options)
  if (refused)
    raise("lambda", refuse(refused.sentence, "an option", print(options[refused.option]), { code: "option" }))
  const { function: compute, outputShape, registered, name } = options
  if (typeof compute !== "function") throw new Error("lambda without a function")
  return {
    compute: x => Reflect.apply(compute, undefined, [x]),
    outputShape: Array.isArray(outputShape) ? outputShape.map(dimOf) : undefined,
    registered: typeof registered === "string" ? registered : undefined,
    name: typeof name === "string" ? name : freshName("Lambda"),
  }
}

/** The function on tensors of a graph: what it gives, or why it cannot be called there. */
export const traced = ({ compute }: Settings, x: unknown): GraphTensor | Refusal => {
  const isShapeError = (error: unknown): error is Error => error instanceof Error && error.name === "ShapeError"
  try {
    const given = compute(x)
    if (given instanceof GraphTensor) return given
    return refuse(
      `lambda: its function must give one tensor of the graph, got ${print(given)}`,
      "a tensor",
      print(given),
    )
  } catch (error) {
    if (isShapeError(error)) throw error
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error)
    const sentence = `lambda: its function cannot work on a tensor of a graph (${reason}); write it with the ops of "shapeproof/ops", or declare its outputShape`
    return refuse(sentence, "a function of typed ops", String(reason))
  }
}

const inputOf = (shape: RuntimeShape): GraphTensor => {
  const outputs: GraphTensor[] = []
  const node: GraphNode = { name: "x", inputs: [], initialState: [], outputs }
  const x = new GraphTensor(shape, "float32", node, 0)
  outputs.push(x)
  return x
}

/** What stands behind an input of some shape: the shape, and the weights of the layers that the function calls. */
export const traceOf = (
  settings: Settings,
  shape: RuntimeShape,
): { shape: RuntimeShape; params: RuntimeDim } | Refusal => {
  try {
    const output = traced(settings, inputOf(shape))
    if (isRefusal(output)) return output
    const counts = nodesBefore([output]).map(({ layer, inputs }) => layer?.paramsOf(inputs.map(one => one.shape)) ?? 0)
    return { shape: output.shape, params: counts.reduce<RuntimeDim>(sum, 0) }
  } catch (error) {
    if (error instanceof Error) return refuse(error.message, "what the function takes", show(shape))
    throw error
  }
}

/** What the function gives on data. */
export const computed = ({ compute, outputShape, name }: Settings, x: unknown): tf.Tensor => {
  const output = compute(x)
  if (!isTensor(output)) {
    const sentence = `the function of ${name} must give one tensor, got ${print(output)}`
    return raise("lambda", refuse(sentence, "a tensor", print(output)))
  }
  if (!outputShape || sameShape([null, ...known(outputShape)], output.shape)) return output
  const [wanted, got] = [show([output.shape[0] ?? null, ...outputShape]), show(output.shape)]
  const sentence = `the function of ${name} must give ${wanted}, as its outputShape says, got ${got}`
  return raise("lambda", refuse(sentence, wanted, got))
}

const known = (shape: RuntimeShape): RuntimeShape => shape.map(dim => (typeof dim === "number" ? dim : null))
