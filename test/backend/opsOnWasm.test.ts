/**
 * tfjs's wasm kernels that are wrong for some dtype, as an op calls them: every op, over every dtype that it takes, gives on
 * wasm what it gives on cpu.
 */
import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import type { DType } from "../../src/core/tensor.js"
import { chance } from "../conformance/random.js"
import { callOp, type OpCase, opCases } from "../ops/cases.js"
import { type FoundOp, opsIn } from "../ops/find.js"
import { difference, type Numbers, withoutRepairs } from "./both.js"

declare global {
  interface ImportMeta {
    glob(pattern: string, options: { eager: true }): Record<string, object>
  }
}

await tf.ready()
const all = opsIn(import.meta.glob("../../src/ops/*.ts", { eager: true }))
/** OPS_ONLY=add,matMul tries these alone. */
const only = process.env["OPS_ONLY"]?.split(",")
const tried = all.filter(({ name }) => only?.includes(name) ?? true)

const dtypes = ["float32", "int32", "bool"] as const
/** Values of each dtype; zero and numbers below it are among them. */
const values = { float32: [-2.5, -1, -0.5, 0, 0.25, 1, 3], int32: [-7, -3, -1, 0, 1, 2, 5], bool: [0, 1] } as const

interface Given {
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly values: readonly number[]
}

/** The operands of a case with one dtype for all that are free to have any. */
const operandsOf = (
  { spec }: FoundOp,
  { operands }: OpCase,
  dtype: (typeof dtypes)[number],
): readonly (Given | number)[] | undefined => {
  const random = chance(`${spec.name} ${JSON.stringify(operands)} ${dtype}`)
  const made = operands.map((one, at): Given | number | undefined => {
    if (typeof one === "number") return one
    const shape = one.shape.filter(dim => typeof dim === "number")
    if (shape.length < one.shape.length) return undefined
    const takes = typeof spec.takes === "object" ? spec.takes[at] : spec.takes
    const indices = takes === "int32"
    const own = takes === "int32" || takes === "bool" ? takes : dtype
    const size = shape.reduce((a, b) => a * b, 1)
    return { shape, dtype: own, values: Array.from({ length: size }, () => (indices ? 0 : random.pick(values[own]))) }
  })
  const known = made.filter((one): one is Given | number => one !== undefined)
  return known.length === made.length ? known : undefined
}

/** What an op gives, or the sentence that refuses. */
type Result = readonly { readonly dtype: string; readonly values: Numbers }[] | string

const outputs = (found: FoundOp, operands: readonly (Given | number)[], given: readonly unknown[]): Result => {
  const before = tf.memory().numTensors
  tf.engine().startScope()
  const tensors = operands.map(one =>
    typeof one === "number" ? one : tf.tensor([...one.values], [...one.shape], one.dtype),
  )
  const answer = callOp(found, tensors, given)
  const list = answer.form === "record" && answer.given ? Object.values(answer.given) : [answer.given].flat()
  const computed = list.flatMap(one =>
    one instanceof tf.Tensor ? [{ dtype: one.dtype, values: Float64Array.from(one.dataSync()) }] : [],
  )
  tf.engine().endScope()
  expect(tf.memory().numTensors).toBe(before)
  return answer.refused ?? computed
}

/** Without a seed, chance gives other numbers each time. */
const isSettled = ({ spec }: FoundOp, given: readonly unknown[]) => {
  const at = Object.keys(spec.options).indexOf("seed")
  return at < 0 || given[at] !== undefined
}

describe.each(tried)("$name", found => {
  const cases = opCases(found).filter(({ answer, given }) => answer.refused === undefined && isSettled(found, given))
  test.each(dtypes)("of %s, on wasm as on cpu", async dtype => {
    const programs = cases
      .flatMap(one => {
        const operands = operandsOf(found, one, dtype)
        return operands ? [{ operands, given: one.given }] : []
      })
      .slice(0, 40)
    const compute = async (backend: "wasm" | "cpu") => {
      await useBackend(backend)
      return programs.map(({ operands, given }) => outputs(found, operands, given))
    }
    const [wanted, got] = [await compute("cpu"), await compute("wasm")]
    const wrong = programs.flatMap((program, at) => {
      const [one, other] = [wanted[at] ?? [], got[at] ?? []]
      return isSame(one, other) ? [] : [JSON.stringify({ ...program, cpu: shown(one), wasm: shown(other) })]
    })
    expect(wrong.sort((a, b) => a.length - b.length).slice(0, 3)).toEqual([])
    expect(programs.length).toBeGreaterThan(2)
  })
})

const isSame = (wanted: Result, got: Result): boolean =>
  typeof wanted === "string" || typeof got === "string" ?
    wanted === got
  : wanted.length === got.length &&
    wanted.every(({ dtype, values }, at) => dtype === got[at]?.dtype && sameNumbers(got[at].values, values))
const shown = (result: Result) =>
  typeof result === "string" ? result : result.map(({ dtype, values }) => `${dtype} ${Array.from(values).join()}`)

/** NaN and infinity stand in the same places. */
const sameNumbers = (found: Numbers, wanted: Numbers): boolean => {
  const [a, b] = [Array.from(found), Array.from(wanted)]
  const isOdd = (value: number) => !Number.isFinite(value)
  return (
    a.every((value, at) => !isOdd(value) || Object.is(value, b[at])) &&
    difference(
      a.map(value => (isOdd(value) ? 0 : value)),
      b.map(value => (isOdd(value) ? 0 : value)),
    ) < 1e-4
  )
}

test("fault: a number cast to a boolean on wasm is its lowest byte", async () => {
  await useBackend("wasm")
  const cast = () => Array.from(tf.cast(tf.tensor([0, 0.25, -2.5, 256]), "bool").dataSync())
  expect(
    await withoutRepairs(async () => {
      await useBackend("wasm")
      return cast()
    }),
  ).toEqual([0, 0, 254, 0])
  expect(cast()).toEqual([0, 1, 1, 1])
})
