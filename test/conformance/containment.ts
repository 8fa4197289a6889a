/**
 * Demand (b): with literals forgotten (`7` is `number`, `true` is `boolean`, a symbol or an axis is `number`), a call that
 * was accepted still is, and its true answer fits the type that the compiler gives now.
 */
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Case } from "./cases.js"
import type { Compiled } from "./compiler.js"
import { type Disagreement, headErrors, type Program } from "./equality.js"
import type { Found } from "./find.js"
import { argumentText, callText, dimType, head, shapeType, valueText, type Writer } from "./print.js"
import { type Chance, chance } from "./random.js"

/** Whether a true result fits a wider type: at least one member of its union. An axis that is `number` holds any. */
const fits = [
  `type Fits<truth, wide> = wide extends SymbolicTensor<infer W> ? truth extends SymbolicTensor<infer T> ? ShapeFits<T, W> : 0 : wide extends readonly unknown[] ? truth extends readonly unknown[] ? ListFits<truth, wide> : 0 : 0`,
  `type ListFits<truth, wide> = truth extends readonly [infer t, ...infer ts] ? wide extends readonly [infer w, ...infer ws] ? 1 extends Fits<t, w> ? ListFits<ts, ws> : 0 : 0 : wide extends readonly [] ? 1 : 0`,
  `type ShapeFits<T, W> = W extends readonly unknown[] ? number extends W["length"] ? 1 : T extends readonly [infer t, ...infer ts] ? W extends readonly [infer w, ...infer ws] ? DimFits<t, w> extends 1 ? ShapeFits<ts, ws> : 0 : 0 : W extends readonly [] ? 1 : 0 : 0`,
  `type DimFits<t, w> = number extends w ? 1 : [t] extends [w] ? 1 : 0`,
]

export const containment = (found: Found, cases: readonly Case[], all: readonly Found[]): Program & { count: number } => {
  const random = chance(`${found.name} widened`)
  const lines = [...head(found, all), ...fits]
  const checks: ((compiled: Compiled) => Disagreement | undefined)[] = []
  const write = forget(random, all)
  const accepted = cases.filter(({ answer }) => answer.refused === undefined)
  for (const [index, one] of accepted.entries()) {
    const inputs = one.inputs.map((shape, at) => ({ name: `x${index}_${at}`, type: widerTensor(shape, accepted, random) }))
    const states = one.states?.map((shape, at) => ({ name: `s${index}_${at}`, type: widerTensor(shape, [], random) }))
    const tensors = [...inputs, ...(states ?? [])].map(({ name, type }) => `declare const ${name}: ${type}`)
    const given = argumentText(found, inputs.map(({ name }) => name), states?.map(({ name }) => name))
    const call = `${callText(found, one.options, all, write)}(${given})`
    const shapes = one.answer.outputs.map(shape => `SymbolicTensor<${shapeType(shape)}>`)
    const truth = one.answer.list ? `[${shapes.join(", ")}]` : shapes[0]
    lines.push(...tensors, `export const r${index} = ${call}`)
    const callLine = lines.length - 1
    lines.push(`export declare const f${index}: 1 extends Fits<${truth}, typeof r${index}> ? "yes" : "no"`)
    const program = [...tensors, call].join("; ")
    checks.push(compiled => {
      const [error] = compiled.errors(callLine)
      const runtime = `one true answer is ${truth}`
      if (error !== undefined) return { program, runtime, compiler: error }
      const type = compiled.typeOf(`r${index}`)
      return compiled.typeOf(`f${index}`) === "\"yes\"" && !/\bany\b/.test(type) ? undefined : { program, runtime, compiler: type }
    })
  }
  return {
    text: lines.join("\n"),
    count: accepted.length,
    wrong: compiled => [...headErrors(compiled), ...checks.map(check => check(compiled)).filter(wrong => wrong !== undefined)],
  }
}

/** Writes some values as a wider type. */
const forget =
  (random: Chance, all: readonly Found[]): Writer =>
  (value, option, found) => {
    if (random.often(0.4)) return undefined
    const literal = (one: unknown) => valueText(one, option, found, all)
    if (typeof value === "number" && random.often(0.6)) return `${value} as number`
    if (typeof value === "boolean") return `${value} as boolean`
    if (Array.isArray(value) && value.every(one => typeof one === "number")) {
      if (random.often(0.3)) return `${literal(value)} as number[]`
      return `[${value.map(one => (random.often(0.5) ? `${one} as number` : one)).join(", ")}]`
    }
    const others = found.spec.options[option]?.samples.filter(one => one === null || typeof one === typeof value) ?? []
    if (typeof value === "object" && value !== null) return undefined
    const union = [...new Set([value, ...others].map(literal))]
    return `${literal(value)} as ${union.join(" | ")}`
  }

/** A wider type of a tensor: axes forgotten, a union of two shapes, or of unknown rank. */
const widerTensor = (shape: RuntimeShape, others: readonly Case[], random: Chance): string => {
  if (random.often(0.04)) return "SymbolicTensor<readonly (number | string)[]>"
  const type = widerShape(shape, random)
  if (others.length === 0 || !random.often(0.2)) return `SymbolicTensor<${type}>`
  const other = random.pick(random.pick(others).inputs)
  const second = random.often(0.5) ? shapeType(other) : shapeType(shape.slice(0, -1))
  return random.often(0.5) ? `SymbolicTensor<${type}> | SymbolicTensor<${second}>` : `SymbolicTensor<${type} | ${second}>`
}

const widerShape = (shape: RuntimeShape, random: Chance): string =>
  `[${shape.map((dim, axis) => widerDim(dim, axis, random)).join(", ")}]`
const widerDim = (dim: RuntimeDim, axis: number, { often }: Chance): string =>
  often(axis === 0 ? 0.15 : 0.35) ? "number"
  : typeof dim === "number" && often(0.15) ? `${dim} | ${dim + 1}`
  : dimType(dim)
