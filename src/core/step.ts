/** One step of a row of layers: the run-time twin of `step` in chain.ts. */
import type { RuntimeShape } from "../ops/shape.js"
import { isRefusal, raise, type Refusal, refuse } from "./error.js"
import { isLayer, type LayerInstance } from "./instance.js"
import { print } from "./options.js"
import { isShapeList } from "./spec.js"

const wantsList = (title: string) =>
  `${title} takes a list of tensors, and a row of layers gives one; call the layer by itself`
const givesList = (title: string) =>
  `${title} gives a list of tensors, and a row of layers takes one; leave out returnState and mergeMode: null, or call the layer by itself`

/** The shape behind a layer that stands in a row. */
export const step = (shape: RuntimeShape, layer: LayerInstance): RuntimeShape | Refusal => {
  if (layer.spec.list) return refuse(wantsList(layer.title), "one tensor", "a list of tensors", { code: "list" })
  const answer = layer.shapeOf([shape])
  return isShapeList(answer) ?
      refuse(givesList(layer.title), "one tensor", "a list of tensors", { code: "list" })
    : answer
}

/** Throws what refuses a step. */
export const checkStep = (shape: RuntimeShape, layer: LayerInstance): void => {
  const answer = step(shape, layer)
  if (isRefusal(answer)) raise(layer.title, answer)
}

/** Throws what is said of an element of a row that is no layer. */
export const checkLayer = (row: string, index: number, given: unknown): void => {
  if (isLayer(given)) return
  const received =
    typeof given === "function" ? "a function; a layer is made by calling it, as in dense({ units: 5 })"
    : Array.isArray(given) ? "a list"
    : typeof given === "object" && given !== null && "dtype" in given ? "a tensor"
    : print(given)
  const sentence = `${row}: element ${index} must be a layer, got ${received}`
  raise(row, refuse(sentence, "layers", received, { code: "list" }))
}
