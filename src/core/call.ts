import * as tf from "@tensorflow/tfjs"
import { type RuntimeShape, show } from "../ops/shape.js"
import { sameDim } from "../ops/dim.js"
import { isRefusal, raise, type Refusal, refuse } from "./error.js"
import { isTensor as isData } from "../backend/layers/tensors.js"
import { formOf, isDisposed, takesOne, takesText, wasDisposed } from "./given.js"
import { type GraphNode, GraphTensor, isGraph } from "./graph.js"
import type { LayerInstance } from "./instance.js"
import { print } from "./options.js"
import { isShapeList, stateShapes } from "./spec.js"

type Input = GraphTensor | tf.Tensor

/** Calls a layer: checks what comes in, then adds a node to the graph, or computes. */
export const call = (layer: LayerInstance, x: unknown, extra: unknown): unknown => {
  const inputs = inputsOf(layer, x)
  const initialState = statesOf(layer, extra)
  const kinds = new Set([...inputs, ...initialState].map(input => input instanceof GraphTensor))
  if (kinds.size > 1) {
    const sentence = `${layer.title} got data and tensors of a graph together; give it one kind`
    raise(layer.title, refuse(sentence, "one kind of tensor", "data and graph", { code: "graph" }))
  }
  const shapes = inputs.map(({ shape }) => shape)
  const answer = layer.shapeOf(shapes)
  if (isRefusal(answer)) return raise(layer.title, answer)
  const refused = refusedStates(layer, shapes[0] ?? [], initialState, extra !== undefined && hasStates(extra))
  if (refused) return raise(layer.title, refused)
  const list = isShapeList(answer)
  const given =
    inputs.every(isGraph) ?
      graphOutputs(layer, inputs, initialState.filter(isGraph), list ? answer : [answer])
    : (withoutValues(layer, inputs, list ? answer : [answer]) ?? compute(layer, inputs, initialState))
  return list ? given : given[0]
}

const inputsOf = (layer: LayerInstance, x: unknown): readonly Input[] => {
  const { title, spec } = layer
  if (!spec.list) {
    if (isTaken(spec, x)) return [living(title, `${title}: the tensor`, x)]
    const [sentence, expected] =
      spec.takes === "text" ? [takesText(title, x), "one tensor of text"] : [takesOne(title, x), "one tensor"]
    return raise(title, refuse(sentence, expected, formOf(x), { code: "list" }))
  }
  if (!Array.isArray(x)) {
    const received = isNumeric(x) ? "one tensor" : formOf(x)
    const sentence = `${title} takes a list of tensors, got ${received}`
    return raise(title, refuse(sentence, "a list of tensors", received, { code: "list" }))
  }
  const at = x.findIndex(element => !isNumeric(element))
  if (at < 0) return x.map((element, index) => living(title, `${title}: element ${index}`, element))
  const sentence = takesOne(`${title}: element ${at}`, x[at]).replace("takes", "must be")
  return raise(title, refuse(sentence, "one tensor", formOf(x[at]), { code: "list", at }))
}

const living = (title: string, what: string, x: Input): Input =>
  isDisposed(x) ? raise(title, refuse(wasDisposed(what), "a tensor", "a disposed one", { code: "data" })) : x

const isTensor = (value: unknown): value is Input => isGraph(value) || isData(value)
const isNumeric = (value: unknown): value is Input => isTensor(value) && value.dtype !== "string"
const isTaken = ({ takes = "numbers" }: LayerInstance["spec"], value: unknown): value is Input =>
  isTensor(value) && (takes === "either" || (value.dtype === "string") === (takes === "text"))

const hasStates = (extra: unknown): extra is { initialState: unknown } =>
  typeof extra === "object" && extra !== null && "initialState" in extra && extra.initialState !== undefined

const statesOf = (layer: LayerInstance, extra: unknown): readonly Input[] => {
  if (!hasStates(extra)) return []
  const { initialState } = extra
  if (layer.states && Array.isArray(initialState) && initialState.every(isTensor))
    return initialState.map((state, at) => living(layer.title, `${layer.title}: initialState[${at}]`, state))
  const received = shownStates(initialState)
  const expected = layer.states ? `a list of ${countStates(layer.states.names)}` : "no states"
  const sentence =
    layer.states ?
      `${layer.title}: initialState must be ${expected}, got ${received}`
    : `${layer.title} takes no initialState; only recurrent layers have states`
  return raise(layer.title, refuse(sentence, expected, received, { code: "state" }))
}

/** What came in the place of states, with the shapes of those that are tensors. */
const shownStates = (given: unknown): string => {
  const shown = (one: unknown): string =>
    isTensor(one) ? show(one.shape)
    : Array.isArray(one) ? "a list"
    : one === undefined ? "nothing"
    : print(one)
  return Array.isArray(given) ? `[${given.map(shown).join(", ")}]` : shown(given)
}

/** "1 state [h]" or "2 states [h, c]" */
const countStates = (names: readonly string[]) =>
  `${names.length} ${names.length === 1 ? "state" : "states"} [${names.join(", ")}]`

/** Twin of `AcceptedStates` in recurrent.ts. */
const refusedStates = (
  layer: LayerInstance,
  input: RuntimeShape,
  given: readonly Input[],
  wanted: boolean,
): Refusal | undefined => {
  const spec = layer.states
  if (!spec || !wanted) return undefined
  if (given.length !== spec.names.length) {
    const expected = countStates(spec.names)
    return refuse(`${layer.title} takes ${expected}, got ${given.length}`, expected, String(given.length), {
      code: "state",
    })
  }
  const shapes = stateShapes(spec, input)
  for (const [at, { shape }] of given.entries()) {
    const own = shapes[at] ?? []
    if (shape.length === own.length && own.every((dim, axis) => sameDim(dim, shape[axis] ?? null))) continue
    const sentence = wantsState(layer.title, own, shape, spec.names[at] ?? "")
    return refuse(sentence, show(own), show(shape), { code: "state", at })
  }
  return undefined
}

/** Twin of `wantsState` in recurrent.ts. */
const wantsState = (title: string, wanted: RuntimeShape, state: RuntimeShape, name: string) =>
  `${title}: initialState ${name} must be ${show(wanted)}, got ${show(state)}${
    wanted.length === 2 ? "; the layer that gives the states needs the same units" : ""
  }`

const graphOutputs = (
  layer: LayerInstance,
  inputs: readonly GraphTensor[],
  initialState: readonly GraphTensor[],
  shapes: readonly RuntimeShape[],
): readonly GraphTensor[] => {
  const dtype = layer.spec.dtype === "same" ? (inputs[0]?.dtype ?? "float32") : "float32"
  const dtypes = layer.dtypesOf?.(inputs.map(input => input.dtype)) ?? [dtype]
  const outputs: GraphTensor[] = []
  const node: GraphNode = { name: layer.name, layer, inputs, initialState, outputs }
  outputs.push(
    ...shapes.map((shape, index) => new GraphTensor(shape, dtypes[index] ?? dtypes.at(-1) ?? dtype, node, index)),
  )
  return outputs
}

/** What comes of data without values, which tfjs's kernels divide by: a batch of no samples gives none. */
const withoutValues = (
  { title, spec }: LayerInstance,
  inputs: readonly Input[],
  shapes: readonly RuntimeShape[],
): readonly tf.Tensor[] | undefined => {
  const empty = inputs.find(({ shape }) => shape.includes(0))
  if (!empty) return undefined
  const sizes = shapes.map(shape => shape.map(Number))
  if (sizes.every(shape => shape.includes(0))) {
    const dtype = spec.dtype === "same" ? empty.dtype : "float32"
    return sizes.map(shape => tf.zeros(shape, dtype))
  }
  if (spec.list && inputs.some(({ shape }) => !shape.includes(0))) return undefined
  const received = show(empty.shape)
  const sentence = `${title} needs values, got ${received}; an axis of 0 holds none`
  return raise(title, refuse(sentence, "values", received, { code: "data" }))
}

const compute = (
  layer: LayerInstance,
  inputs: readonly Input[],
  initialState: readonly Input[],
): readonly tf.Tensor[] =>
  tf.tidy(() => {
    const data = inputs.filter(isData)
    const cast =
      layer.spec.takesIntegers ? data : data.map(input => (input.dtype === "float32" ? input : input.toFloat()))
    const states = initialState.filter(isData)
    const x = layer.spec.list ? cast : (cast[0] ?? [])
    const given = [layer.built.apply(x, states.length > 0 ? { initialState: states } : undefined)].flat()
    return given.filter(isData)
  })
