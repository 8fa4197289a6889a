/**
 * What a program without types may do: wrong options, wrong calls. Each answer is a ShapeError, or a right result; nothing
 * from tfjs, no TypeError, and no silence.
 */
import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import { symbolic } from "../src/core/build.js"
import { ShapeError } from "../src/core/error.js"
import { input } from "../src/core/input.js"
import { GraphTensor } from "../src/core/graph.js"
import { isLayer, type LayerInstance } from "../src/core/instance.js"
import { cases, configs } from "./conformance/cases.js"
import { foundIn, type Found, freshOptions, type Options } from "./conformance/find.js"
import { chance } from "./conformance/random.js"
import { numbers, sizedWell } from "./conformance/sizes.js"

declare global {
  interface ImportMeta {
    glob(pattern: string, options: { eager: true }): Record<string, object>
  }
}

await useBackend("wasm")
const all = foundIn(import.meta.glob("../src/layers/*.ts", { eager: true }))
const only = process.env["CONFORMANCE_ONLY"]?.split(",")
const tried = all.filter(({ name }) => only?.includes(name) ?? true)

const odd: readonly unknown[] = [
  null,
  Number.NaN,
  -1,
  0,
  1.5,
  2,
  1e9,
  "3",
  "",
  "rleu",
  "relu",
  true,
  {},
  [],
  [Number.NaN],
  [1],
  [[1, 2]],
  ["2", "2"],
  () => 1,
  5n,
  Symbol("s"),
  new Date(0),
  tf.zeros([2]),
  Object.create(null),
]

const short = (value: unknown): string => {
  try {
    return (
      typeof value === "function" ? "function"
      : typeof value === "symbol" ? "symbol"
      : typeof value === "bigint" ? `${value}n`
      : value instanceof tf.Tensor ? "tensor"
      : JSON.stringify(value, (_, v) =>
          typeof v === "number" && !Number.isFinite(v) ? String(v)
          : isLayer(v) ? "layer"
          : v,
        )
    )
  } catch {
    return "?"
  }
}

/** What went wrong besides a ShapeError */
const attempt = <T>(what: string, run: () => T, wrong: string[]): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof ShapeError && error.message.length > 10 && !/undefined|\[object/.test(error.message))
      return undefined
    wrong.push(
      `${what}: ${error instanceof Error ? error.constructor.name + ": " + error.message.split("\n")[0] + " @ " + (error.stack?.split("\n").filter(l => /src\//.test(l))[0] ?? error.stack?.split("\n")[1] ?? "").trim().slice(0, 120) : error}`,
    )
    return undefined
  }
}

const runIt = (what: string, layer: LayerInstance, shapes: readonly (readonly number[])[], wrong: string[]) =>
  tf.tidy(() => {
    const answer = layer.shapeOf(shapes)
    if ("refused" in answer) return
    const size = [answer].flat(2).reduce<number>((a, b) => a * (typeof b === "number" ? b : 1), 1)
    const params = layer.paramsOf(shapes)
    if (size > 1e6 || typeof params !== "number" || params > 1e6) return
    const data = shapes.map(shape => tf.zeros([...shape]))
    const got = attempt(what + " run", () => layer(layer.spec.list ? data : data[0]), wrong)
    if (got === undefined) return
    const list = [got].flat()
    const rule = (Array.isArray(answer[0]) ? answer : [answer]) as readonly (readonly unknown[])[]
    list.forEach((one, at) => {
      const shape = one instanceof tf.Tensor ? one.shape : []
      const rshape = rule[at] ?? []
      if (shape.length !== rshape.length || rshape.some((dim, axis) => typeof dim === "number" && dim !== shape[axis]))
        wrong.push(`${what}: rule ${JSON.stringify(answer)} got ${JSON.stringify(shape)}`)
    })
  })

const accepted = (found: Found) =>
  cases(found, all).filter(({ answer, states }) => answer.refused === undefined && !states)

describe.each(tried)("$name", found => {
  const good = accepted(found)
  const sizedCase = good.slice(0, 60).map(one => {
    const layer = found.make(freshOptions(one.options, all))
    return { options: one.options, inputs: sizedWell(layer, one, chance(found.name)).inputs.map(numbers) }
  })
  const first = sizedCase[0]
  const [base = {}] = configs(found)
  test("wrong options", () => {
    const wrong: string[] = []
    for (const given of [null, 5, "x", [], [1], true, () => 1, Symbol("s"), 5n, tf.zeros([1])])
      attempt(`${found.name}(${short(given)})`, () => (found.make as (o: unknown) => unknown)(given), wrong)
    for (const option of Object.keys(found.spec.options)) {
      for (const value of odd) {
        const options: Options = { ...freshOptions(base, all), [option]: value }
        const what = `${found.name}({${option}: ${short(value)}})`
        const layer = attempt(what, () => found.make(options), wrong)
        if (layer)
          for (const { inputs } of sizedCase.filter((_, i) => i % 12 === 0)) {
            const l = found.make({ ...freshOptions(base, all), [option]: value })
            runIt(what, l, inputs, wrong)
          }
      }
    }
    expect(wrong.slice(0, 200)).toEqual([])
  })
  test("unknown options", () => {
    const wrong: string[] = []
    const names = Object.keys(found.spec.options)
    for (const name of names)
      for (const near of [name.slice(0, -1), name + "s", name.toUpperCase(), name[1]! + name[0]! + name.slice(2)]) {
        if (names.includes(near) || name.length < 4) continue
        try {
          found.make({ ...freshOptions(base, all), [near]: 1 })
          wrong.push(near + " accepted")
        } catch (e) {
          if (!(e instanceof ShapeError)) wrong.push(String(e))
          else if (!e.message.includes(`did you mean ${name}`)) wrong.push(e.message)
        }
      }
    expect(wrong.slice(0, 2)).toEqual([])
  })
  test("wrong calls", () => {
    const wrong: string[] = []
    if (!first) throw new Error("no case")
    const make = () => found.make(freshOptions(first.options, all))
    const t = (dtype: "float32" | "int32" | "bool") => first.inputs.map(s => tf.zeros([...s], dtype))
    const text = first.inputs.map(s =>
      tf.tensor(
        Array.from({ length: s.reduce((a, b) => a * b, 1) }, () => "a"),
        [...s],
        "string",
      ),
    )
    const other = found.make(freshOptions(first.options, all))
    const disposed = first.inputs.map(s => {
      const x = tf.zeros([...s])
      x.dispose()
      return x
    })
    const symbolics = first.inputs.map(s => tf.input({ batchShape: [...s] }))
    const values: readonly unknown[] = [
      undefined,
      null,
      5,
      "x",
      "",
      true,
      [],
      [
        [1, 2],
        [3, 4],
      ],
      [1, 2],
      {},
      () => 1,
      Symbol("s"),
      other,
      [other],
      [null],
      [undefined, undefined],
      new Float32Array(4),
      new Date(0),
      Object.create(null),
      { shape: [2, 3] },
      { dtype: "float32", shape: [2, 3] },
      t("float32"),
      t("float32")[0],
      [t("float32")],
      [...t("float32"), ...t("float32")],
      [...t("float32"), null],
      text,
      text[0],
      disposed,
      disposed[0],
      symbolics,
      symbolics[0],
      t("int32"),
      t("int32")[0],
      t("bool"),
      t("bool")[0],
      Promise.resolve(1),
      [...t("float32"), input({ shape: [3] })],
    ]
    for (const [i, value] of values.entries()) {
      const layer = make()
      const what = `${found.name} call #${i} ${short(value)}`
      const got = attempt(what, () => layer(value), wrong)
      if (got !== undefined && ![got].flat().every(x => x instanceof tf.Tensor || x instanceof GraphTensor))
        wrong.push(`${what} gives ${short(got)}`)
      else if (got !== undefined && i < 20) wrong.push(`${what} accepted`)
    }
    for (const extra of [
      null,
      5,
      "x",
      [],
      {},
      { initialState: null },
      { initialState: 5 },
      { initialState: [] },
      { initialStates: [] },
      { training: true },
      { mask: 5 },
      { initialState: tf.zeros([1]) },
      { initialState: [tf.zeros([1])] },
      { initialState: [null, null] },
    ]) {
      const x = t("float32")
      attempt(`${found.name} extra ${short(extra)}`, () => make()(found.spec.list ? x : x[0], extra), wrong)
    }
    const ranks = [0, 1, 2, 3, 4, 5, 6]
    for (const rank of ranks)
      for (const zero of [false, true]) {
        const shape = Array.from({ length: rank }, (_, at) => (zero && at === 0 ? 0 : 3))
        const x = first.inputs.map(() => tf.zeros(shape))
        attempt(`${found.name} rank ${rank} ${zero}`, () => make()(found.spec.list ? x : x[0]), wrong)
        const y = first.inputs.map(() => tf.zeros(shape.map((d, at) => (at === rank - 1 ? 0 : d))))
        attempt(`${found.name} rank ${rank} empty last`, () => make()(found.spec.list ? y : y[0]), wrong)
        const g = first.inputs.map(() => input({ shape: shape.slice(1).map(d => d || 3) }))
        const layer = make()
        const out = attempt(`${found.name} graph rank ${rank}`, () => layer(found.spec.list ? g : g[0]), wrong)
        if (out)
          attempt(
            `${found.name} graph rank ${rank} built`,
            () => symbolic([out].flat().filter((o): o is GraphTensor => o instanceof GraphTensor)),
            wrong,
          )
      }
    expect(wrong.slice(0, 200)).toEqual([])
  })
})
