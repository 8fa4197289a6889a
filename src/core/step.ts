/** One step of a row of layers: the run-time twin of `step` in chain.ts. */
import type { RuntimeShape } from "../ops/shape.js"
import { isRefusal, raise, type Refusal, refuse } from "./error.js"
import type { LayerInstance } from "./instance.js"
import { isShapeList } from "./spec.js"

const single =
  "a layer with returnState: true gives a list of tensors, and a row of layers takes one; leave returnState out, or call the layer by itself"

/** The shape behind a layer that stands in a row. */
export const step = (shape: RuntimeShape, layer: LayerInstance): RuntimeShape | Refusal => {
  const answer = layer.shapeOf([shape])
  return isShapeList(answer) ? refuse(single, "one tensor", "a list of tensors", { code: "list" }) : answer
}

/** Throws what refuses a step. */
export const checkStep = (shape: RuntimeShape, layer: LayerInstance): void => {
  const answer = step(shape, layer)
  if (isRefusal(answer)) raise(layer.title, answer)
}
