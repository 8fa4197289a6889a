/**
 * Demand (b): with literals forgotten (`7` is `number`, `true` is `boolean`, a symbol or an axis is `number`), a call that
 * was accepted still is, and its true answer fits the type that the compiler gives now. A union may be refused only when
 * one of its members is.
 */
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { callInGraph, type Case } from "./cases.js"
import type { Compiled } from "./compiler.js"
import { type Disagreement, headErrors, type Program } from "./equality.js"
import { type Found, freshOptions, type Options } from "./find.js"
import {
  argumentText,
  callText,
  dimType,
  head,
  kindsFor,
  shapeType,
  type TensorKind,
  valueText,
  type Writer,
} from "./print.js"
import { type Chance, chance } from "./random.js"

/** Whether a true result fits a wider type: at least one member of its union. An axis that is `number` holds any. */
const fits = [
  `type Fits<truth, wide> = wide extends SymbolicTensor<infer W> ? truth extends SymbolicTensor<infer T> ? ShapeFits<T, W> : 0 : wide extends SymbolicIntTensor<infer W> ? truth extends SymbolicIntTensor<infer T> ? ShapeFits<T, W> : 0 : wide extends readonly unknown[] ? truth extends readonly unknown[] ? ListFits<truth, wide> : 0 : 0`,
  `type ListFits<truth, wide> = truth extends readonly [infer t, ...infer ts] ? wide extends readonly [infer w, ...infer ws] ? 1 extends Fits<t, w> ? ListFits<ts, ws> : 0 : 0 : wide extends readonly [] ? 1 : 0`,
  `type ShapeFits<T, W> = W extends readonly unknown[] ? number extends W["length"] ? 1 : T extends readonly [infer t, ...infer ts] ? W extends readonly [infer w, ...infer ws] ? DimFits<t, w> extends 1 ? ShapeFits<ts, ws> : 0 : 0 : W extends readonly [] ? 1 : 0 : 0`,
  `type DimFits<t, w> = number extends w ? 1 : [t] extends [w] ? 1 : 0`,
]

export const containment = (
  found: Found,
  cases: readonly Case[],
  all: readonly Found[],
): Program & { count: number } => {
  const random = chance(`${found.name} widened`)
  const lines = [...head(found, all), ...fits]
  const checks: ((compiled: Compiled) => Disagreement | undefined)[] = []
  const [kind = "SymbolicTensor"] = kindsFor(found.spec.takes)
  const accepted = cases.filter(({ answer }) => answer.refused === undefined)
  for (const [index, one] of accepted.entries()) {
    const unions: Unions = new Map()
    // One kind of union at a time: those of options, those of shapes.
    const union = random.often(0.5)
    const wider = (shape: RuntimeShape, others: readonly Case[]) => widerTensor(shape, others, random, union, kind)
    const inputs = one.inputs.map((shape, at) => ({ name: `x${index}_${at}`, ...wider(shape, accepted) }))
    const states = one.states?.map((shape, at) => ({ name: `s${index}_${at}`, ...wider(shape, []) }))
    const tensors = [...inputs, ...(states ?? [])].map(({ name, type }) => `declare const ${name}: ${type}`)
    const given = argumentText(
      found,
      inputs.map(({ name }) => name),
      states?.map(({ name }) => name),
    )
    const call = `${callText(found, one.options, all, forget(random, all, union ? undefined : unions))}(${given})`
    const dtype = found.make(freshOptions(one.options, all)).dtypesOf?.([])[0]
    const tensor = dtype === "int32" ? "SymbolicIntTensor" : "SymbolicTensor"
    const shapes = one.answer.outputs.map(shape => `${tensor}<${shapeType(shape)}>`)
    const truth = one.answer.list ? `[${shapes.join(", ")}]` : shapes[0]
    lines.push(...tensors, `export const r${index} = ${call}`)
    const callLine = lines.length - 1
    lines.push(`export declare const f${index}: 1 extends Fits<${truth}, typeof r${index}> ? "yes" : "no"`)
    const program = [...tensors, call].join("; ")
    const sure = () =>
      allAccepted(found, one.options, all, {
        unions,
        inputs: inputs.map(({ any }) => any),
        states: states?.map(({ any }) => any),
      })
    checks.push(compiled => {
      const [error] = compiled.errors(callLine)
      const runtime = `one true answer is ${truth}`
      if (error !== undefined) return sure() ? { program, runtime, compiler: error } : undefined
      const type = compiled.typeOf(`r${index}`)
      return compiled.typeOf(`f${index}`) === '"yes"' && !/\bany\b/.test(type) ?
          undefined
        : { program, runtime, compiler: type }
    })
  }
  return {
    text: lines.join("\n"),
    count: accepted.length,
    wrong: compiled => [
      ...headErrors(compiled),
      ...checks.map(check => check(compiled)).filter(wrong => wrong !== undefined),
    ],
  }
}

/** The members of the unions that options were widened to. */
type Unions = Map<string, readonly unknown[]>

/** Whether no member of any union would be refused: where one would be, so may the union. */
const allAccepted = (
  found: Found,
  options: Options,
  all: readonly Found[],
  wide: {
    unions: Unions
    inputs: readonly (readonly RuntimeShape[])[]
    states: readonly (readonly RuntimeShape[])[] | undefined
  },
): boolean => {
  const choices = combinations([...wide.unions].map(([name, values]) => values.map(value => ({ [name]: value }))))
  return choices.every(chosen => {
    const layer = makeOrNothing(found, { ...options, ...Object.assign({}, ...chosen) }, all)
    return combinations([...wide.inputs, ...(wide.states ?? [])]).every(shapes => {
      const inputs = shapes.slice(0, wide.inputs.length)
      const states = wide.states ? { states: shapes.slice(wide.inputs.length) } : {}
      return layer !== undefined && callInGraph(layer, { inputs, ...states }).refused === undefined
    })
  })
}
const makeOrNothing = (found: Found, options: Options, all: readonly Found[]) => {
  try {
    return found.make(freshOptions(options, all))
  } catch {
    return undefined
  }
}
const combinations = <value>(lists: readonly (readonly value[])[]): readonly (readonly value[])[] =>
  lists.reduce<readonly (readonly value[])[]>(
    (done, list) => done.flatMap(before => list.map(one => [...before, one])),
    [[]],
  )

/** Writes some values as a wider type. */
const forget =
  (random: Chance, all: readonly Found[], unions: Unions | undefined): Writer =>
  (value, option, found) => {
    if (random.often(0.4)) return undefined
    const literal = (one: unknown) => valueText(one, option, found, all)
    if (typeof value === "number" && random.often(0.6)) return `${value} as number`
    if (Array.isArray(value) && value.every(one => typeof one === "number")) {
      if (random.often(0.3)) return `${literal(value)} as number[]`
      return `[${value.map(one => (random.often(0.5) ? `${one} as number` : one)).join(", ")}]`
    }
    if (!unions || (typeof value === "object" && value !== null)) return undefined
    const others = found.spec.options[option]?.samples.filter(one => one === null || typeof one === typeof value) ?? []
    const members = typeof value === "boolean" ? [true, false] : [...new Set([value, ...others])]
    unions.set(option, members)
    return `${literal(value)} as ${typeof value === "boolean" ? "boolean" : members.map(literal).join(" | ")}`
  }

/** A wider type, and the shapes that it may be at run time. */
interface Wider {
  readonly type: string
  readonly any: readonly RuntimeShape[]
}

/** A wider type of a tensor: axes forgotten, a union of two shapes, or of unknown rank. */
const widerTensor = (
  shape: RuntimeShape,
  others: readonly Case[],
  random: Chance,
  unions: boolean,
  kind: TensorKind,
): Wider => {
  if (random.often(0.04)) return { type: `${kind}<readonly (number | string)[]>`, any: [shape] }
  const axes = shape.map((dim, axis) => widerDim(dim, axis, random, unions))
  const type = `[${axes.map(axis => axis.type).join(", ")}]`
  const any = combinations(axes.map(axis => axis.any))
  if (!unions || others.length === 0 || !random.often(0.3)) return { type: `${kind}<${type}>`, any }
  const second = random.pick(random.pick(others).inputs)
  const union = random.often(0.5) ? `${type} | ${shapeType(second)}>` : `${type}> | ${kind}<${shapeType(second)}>`
  return { type: `${kind}<${union}`, any: [...any, second] }
}

const widerDim = (
  dim: RuntimeDim,
  axis: number,
  { often }: Chance,
  unions: boolean,
): { type: string; any: readonly RuntimeDim[] } =>
  often(axis === 0 ? 0.15 : 0.35) ? { type: "number", any: [null] }
  : unions && typeof dim === "number" && often(0.2) ? { type: `${dim} | ${dim + 1}`, any: [dim, dim + 1] }
  : { type: dimType(dim), any: [dim] }
