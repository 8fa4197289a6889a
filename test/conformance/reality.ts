/** Demand (c): the layer that is built has the shape and the number of weights that the rule says, on data and in a graph. */
import * as tf from "@tensorflow/tfjs"
import { symbolic } from "../../src/core/build.js"
import { ShapeError } from "../../src/core/error.js"
import type { LayerInstance } from "../../src/core/instance.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type Call, callInGraph, type Case } from "./cases.js"
import type { Disagreement } from "./equality.js"
import { type Found, freshOptions } from "./find.js"
import { callText, shapeType } from "./print.js"
import { chance } from "./random.js"
import { numbers, sizedWell } from "./sizes.js"

const text = (found: Found, { options, inputs, states }: Case, all: readonly Found[]): string =>
  `${callText(found, options, all)} on ${inputs.map(shapeType).join(", ")}${states ? ` with states ${states.map(shapeType).join(", ")}` : ""}`
const list = (shapes: readonly RuntimeShape[]): string => shapes.map(shape => JSON.stringify(shape)).join(", ")

/** Whether a shape is one that the rule's answer allows, where an axis that is not a number allows any. */
const allows = (rule: readonly RuntimeShape[], data: readonly RuntimeShape[]): boolean =>
  rule.length === data.length &&
  rule.every((shape, at) => {
    const other = data[at] ?? []
    return (
      shape.length === other.length &&
      shape.every((dim, axis) => typeof dim !== "number" || dim === other[axis] || other[axis] === null)
    )
  })

const texts = (shape: number[]) => tf.tensor(Array<string>(tf.util.sizeFromShape(shape)).fill(""), shape, "string")

const onData = (layer: LayerInstance, { inputs, states }: Call): readonly RuntimeShape[] | string => {
  const zeros = inputs.map(shape => (layer.spec.takes === "text" ? texts(numbers(shape)) : tf.zeros(numbers(shape))))
  const extra = states ? { initialState: states.map(shape => tf.zeros(numbers(shape))) } : undefined
  const before = tf.memory().numTensors
  try {
    const result = layer(layer.spec.list ? zeros : zeros[0], extra)
    return [result].flat().map(output => (output instanceof tf.Tensor ? output.shape : []))
  } catch (error) {
    if (!(error instanceof ShapeError)) return `throws ${error}`
    return tf.memory().numTensors === before ? error.message : `${error.message} (after it had begun to compute)`
  }
}
/** Every call, on zeros. */
export const reality = (found: Found, cases: readonly Case[], all: readonly Found[]): readonly Disagreement[] => {
  const random = chance(`${found.name} data`)
  return cases.flatMap(one => {
    const layer = found.make(freshOptions(one.options, all))
    const sizes = sizedWell(layer, one, random)
    const program = text(found, { ...one, ...sizes }, all)
    const rule = callInGraph(layer, sizes)
    const general = one.answer
    const wrong: Disagreement[] = []
    if (rule.refused === undefined && general.refused === undefined && !allows(general.outputs, rule.outputs))
      wrong.push({
        program: `${program}, from ${one.inputs.map(shapeType).join(", ")}`,
        runtime: list(rule.outputs),
        compiler: list(general.outputs),
      })
    tf.tidy(() => {
      const data = onData(layer, sizes)
      const same =
        typeof data === "string" ? data === rule.refused : rule.refused === undefined && allows(rule.outputs, data)
      if (!same) {
        const got = typeof data === "string" ? data : list(data)
        wrong.push({ program, runtime: rule.refused ?? list(rule.outputs), compiler: got })
      } else if (rule.refused === undefined) {
        const weights = layer.built.countParams()
        const counted = layer.paramsOf(sizes.inputs)
        if (weights !== counted)
          wrong.push({ program: `weights of ${program}`, runtime: `${counted}`, compiler: `${weights}` })
      }
    })
    return wrong
  })
}

/**
 * Every accepted call whose weights have a known size, in a graph of tfjs. Where an axis of the input is dynamic, one of
 * the two may know more than the other.
 */
export const graphs = (found: Found, cases: readonly Case[], all: readonly Found[]): readonly Disagreement[] =>
  cases.flatMap(one => {
    if (one.answer.refused !== undefined) return []
    const layer = found.make(freshOptions(one.options, all))
    if (typeof layer.paramsOf(one.inputs) !== "number") return []
    const wanted = one.answer.outputs.map(shape => shape.map(dim => (typeof dim === "number" ? dim : null)))
    const known = one.inputs.every(shape => shape.slice(1).every(dim => typeof dim === "number"))
    const program = `graph of ${text(found, one, all)}`
    try {
      const got = symbolic(callInGraph(layer, one).given).map(({ shape }) => shape)
      const same = known ? list(got) === list(wanted) : allows(got, wanted) || allows(wanted, got)
      return same ? [] : [{ program, runtime: list(wanted), compiler: list(got) }]
    } catch (error) {
      return [{ program, runtime: list(wanted), compiler: `throws ${error}` }]
    }
  })
