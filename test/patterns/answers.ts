/** The random cases, with what the rules answer. */
import type { AxesOp } from "../../src/ops/axesPattern.js"
import { einsumShape } from "../../src/ops/einsum.js"
import { axesShape } from "../../src/ops/rearrange.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type AxesCase, axesCases } from "./axesCases.js"
import { einsumCases } from "./einsumCases.js"
import { dimsOf } from "./sizes.js"

export const ops: readonly AxesOp[] = ["rearrange", "reduce", "repeat"]
const mapped = <from, to>(record: Readonly<Record<string, from>>, change: (value: from) => to) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
export const dimsIn = (sizes: AxesCase["sizes"]) => mapped(sizes, ({ dim }) => dim)
export const sizesIn = (sizes: AxesCase["sizes"]) => mapped(sizes, ({ size }) => size)

export const einsums = einsumCases(1200).map(one => ({
  ...one,
  answer: einsumShape(one.pattern, one.inputs.map(dimsOf)),
}))
export const axes = ops
  .flatMap(op => axesCases(op, 500))
  .map(one => ({ ...one, answer: axesShape(one.op, one.pattern, dimsOf(one.axes), dimsIn(one.sizes)) }))

export const isShape = (answer: unknown): answer is RuntimeShape => Array.isArray(answer)
