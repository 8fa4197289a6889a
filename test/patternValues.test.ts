import * as tf from "@tensorflow/tfjs"
import { beforeAll, describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import { axesValues, type Reduction } from "../src/ops/axesValues.js"
import { contract } from "../src/ops/contract.js"
import { substituteDim } from "../src/ops/dim.js"
import { einsumShape } from "../src/ops/einsum.js"
import { type EinsumPlan, readEinsum } from "../src/ops/einsumPattern.js"
import { axesShape } from "../src/ops/rearrange.js"
import { type RuntimeShape, sameShape } from "../src/ops/shape.js"
import { difference, randomTensor } from "./backend/both.js"
import { chance } from "./conformance/random.js"
import { axes, einsums, isShape, sizesIn } from "./patterns/answers.js"
import type { AxesCase } from "./patterns/axesCases.js"
import type { EinsumCase } from "./patterns/einsumCases.js"
import { axesByDefinition, einsumByDefinition, type Values } from "./patterns/reference.js"
import { type Sized, sizesOf, symbolSizes } from "./patterns/sizes.js"

const reductions: readonly Reduction[] = ["sum", "mean", "max", "min", "prod"]

/** Whether sizes are what a shape with symbols and dynamic axes says. */
const fits = (declared: RuntimeShape, actual: RuntimeShape) =>
  sameShape(
    declared.map(dim => substituteDim(dim, symbolSizes)),
    actual,
  )
const tensorOf = (axes: readonly Sized[]) => randomTensor([...sizesOf(axes)])
const valuesOf = (x: tf.Tensor): Values => ({ shape: x.shape, values: x.dataSync() })

/** Those that fit as sizes, with what the declared shapes say: a dynamic axis may hide that they do not. */
const runs = <one extends { readonly answer: unknown }>(
  list: readonly one[],
  actual: (one: one) => unknown,
): readonly { readonly one: one; readonly declared: RuntimeShape; readonly shape: RuntimeShape }[] =>
  list.flatMap(one => {
    const [declared, shape] = [one.answer, actual(one)]
    return isShape(declared) && isShape(shape) ? [{ one, declared, shape }] : []
  })
const einsumRuns = runs(einsums, ({ pattern, inputs }: EinsumCase) => einsumShape(pattern, inputs.map(sizesOf)))
const axesRuns = runs(axes, ({ op, pattern, axes, sizes }: AxesCase) =>
  axesShape(op, pattern, sizesOf(axes), sizesIn(sizes)),
)

/** The sum of the products, flat: tfjs's product on wasm is wrong for more than six axes. */
const inner = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => a.flatten().mul(b.flatten()).sum()

/** What tfjs's einsum takes, and is right in: it goes wrong where a letter of one operand alone is summed over. */
const isPlain = (plan: EinsumPlan | string) =>
  typeof plan !== "string" &&
  plan.operands.length <= 2 &&
  plan.operands.every(({ before, after }) => !after && before.length > 0 && new Set(before).size === before.length) &&
  plan.axes.every(
    ({ letter }) => plan.output.before.includes(letter) || plan.operands.every(({ before }) => before.includes(letter)),
  )

describe.each(["wasm", "cpu"] as const)("the values on %s have that shape, and are right", backend => {
  beforeAll(() => useBackend(backend))

  test("einsum", () => {
    expect(einsumRuns.length).toBeGreaterThan(600)
    const wrong = einsumRuns.flatMap(({ one: { pattern, inputs }, declared, shape }) =>
      tf.tidy(() => {
        const tensors = inputs.map(tensorOf)
        const found = contract(pattern, tensors)
        const wanted = einsumByDefinition(pattern, tensors.map(valuesOf))
        const right =
          String(found.shape) === String(shape) &&
          String(found.shape) === String(wanted.shape) &&
          fits(declared, found.shape) &&
          difference(found.dataSync(), wanted.values) < 1e-4
        return right ? [] : [`${pattern} of ${JSON.stringify(inputs.map(sizesOf))}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test("rearrange, reduce and repeat", () => {
    expect(axesRuns.length).toBeGreaterThan(800)
    const { pick } = chance("reductions")
    const wrong = axesRuns.flatMap(({ one: { op, pattern, axes, sizes }, declared, shape }) =>
      tf.tidy(() => {
        const x = tensorOf(axes)
        const reduction = pick(reductions)
        const found = axesValues(op, pattern, x, sizesIn(sizes), reduction)
        const wanted = axesByDefinition(op, pattern, valuesOf(x), sizesIn(sizes), reduction)
        const right =
          String(found.shape) === String(shape) &&
          String(found.shape) === String(wanted.shape) &&
          fits(declared, found.shape) &&
          difference(found.dataSync(), wanted.values) < 1e-4
        return right ? [] : [`${op} ${reduction} "${pattern}" of ${String(sizesOf(axes))}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test("einsum as tfjs has it, where tfjs has it", async () => {
    await useBackend("cpu")
    const plain = einsumRuns.filter(({ one: { pattern } }) => isPlain(readEinsum(pattern)) && pattern.includes("->"))
    expect(plain.length).toBeGreaterThan(100)
    const wrong = plain.filter(({ one: { pattern, inputs } }) =>
      tf.tidy(() => {
        const tensors = inputs.map(tensorOf)
        return difference(contract(pattern, tensors).dataSync(), tf.einsum(pattern, ...tensors).dataSync()) > 1e-4
      }),
    )
    await useBackend(backend)
    expect(wrong.map(({ one }) => one.pattern)).toEqual([])
  })

  // An einsum is linear in each operand, so its gradient times any direction is the einsum of that direction.
  test("einsum has its gradients", () => {
    const some = einsumRuns.filter(({ one: { inputs } }, index) => inputs.length > 0 && index % 8 === 0)
    const wrong = some.filter(({ one: { pattern, inputs }, shape }) =>
      tf.tidy(() => {
        const tensors = inputs.map(tensorOf)
        const weights = randomTensor(shape.map(Number))
        const weighed = (...operands: tf.Tensor[]): tf.Tensor => inner(contract(pattern, operands), weights)
        return tf
          .grads((...operands) => weighed(...operands))(tensors)
          .some((gradient, at) => {
            const direction = tensorOf(inputs[at] ?? [])
            const wanted = weighed(...tensors.map((tensor, index) => (index === at ? direction : tensor)))
            return difference(inner(gradient, direction).dataSync(), wanted.dataSync()) > 1e-3
          })
      }),
    )
    expect(some.length).toBeGreaterThan(50)
    expect(wrong.map(({ one }) => one.pattern)).toEqual([])
  })

  test("rearrange, reduce and repeat have their gradients", () => {
    const linear = axesRuns.filter((_, index) => index % 8 === 0)
    const wrong = linear.filter(({ one: { op, pattern, axes, sizes }, shape }) =>
      tf.tidy(() => {
        const weights = randomTensor(shape.map(Number))
        const weighed = (x: tf.Tensor): tf.Tensor => inner(axesValues(op, pattern, x, sizesIn(sizes), "mean"), weights)
        const direction = tensorOf(axes)
        const found = inner(tf.grad(weighed)(tensorOf(axes)), direction)
        return difference(found.dataSync(), weighed(direction).dataSync()) > 1e-3
      }),
    )
    expect(linear.length).toBeGreaterThan(80)
    expect(wrong.map(({ one }) => one.pattern)).toEqual([])
  })

  test("the greatest and the product have a gradient too", () => {
    const x = tf.tensor([1, 5, 3, 2], [2, 2])
    const slope = (reduction: Reduction) =>
      tf
        .grad((of: tf.Tensor): tf.Tensor => axesValues("reduce", "a b -> a", of, {}, reduction).sum())(x)
        .arraySync()
    expect(slope("max")).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(slope("min")).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(slope("prod")).toEqual([
      [5, 1],
      [2, 3],
    ])
  })
})
