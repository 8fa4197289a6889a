/** What a layer gives on data, beside what its rule says. */
import { tensor } from "../core/data.js"
import { ShapeError } from "../core/error.js"
import type { LayerInstance } from "../core/instance.js"
import { tidy } from "../core/memory.js"
import { allowed } from "./allowed.js"
import { answerOf, type Case, sized } from "./cases.js"

/** A shape as a message has it. */
const show = (shapes: unknown): string => JSON.stringify(shapes)

const zeros = (shape: readonly number[]) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)

/** The shapes that come out, or the sentence that is thrown. */
const outcome = (
  layer: LayerInstance,
  sizes: readonly (readonly number[])[],
): readonly (readonly number[])[] | string => {
  try {
    const inputs = sizes.map(zeros)
    const given = [layer(layer.spec.list ? inputs : inputs[0])].flat()
    return given.map(shapeOf)
  } catch (error) {
    return error instanceof ShapeError ? error.message : `throws ${error}`
  }
}
const shapeOf = (value: unknown): readonly number[] =>
  typeof value === "object" && value !== null && "shape" in value && Array.isArray(value.shape) ? value.shape : []

/** What is wrong with a call, on zeros of some size: shapes, weights, or the sentence. */
export const realityOf = (one: Case, seed: number): readonly string[] =>
  tidy(() => {
    const sizes = sized(one.inputs, seed)
    const layer = one.fresh()
    const rule = answerOf(layer, sizes)
    const program = `${layer.title} on ${show(sizes)}`
    const got = outcome(layer, sizes)
    if (typeof rule.answer === "string" || typeof got === "string")
      return rule.answer === got ? [] : [`${program}: the rule says ${show(rule.answer)}, the layer ${show(got)}`]
    if (typeof one.answer !== "string" && !allowed(one.answer, rule.answer))
      return [`${program}: the rule says ${show(rule.answer)}, but ${show(one.answer)} of ${show(one.inputs)}`]
    if (!allowed(rule.answer, got))
      return [`${program}: the rule says ${show(rule.answer)}, the layer gives ${show(got)}`]
    const counted = layer.paramsOf(sizes)
    const weights = layer.built.countParams()
    return counted === weights ? [] : [`${program}: params says ${show(counted)}, the layer has ${weights} weights`]
  })
