/** Demands on the types: the compiler's answer is the runtime rule's, and with literals forgotten the truth still fits. */
import type { DType } from "../../src/core/tensor.js"
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Compiled } from "../conformance/compiler.js"
import type { Disagreement, Program } from "../conformance/equality.js"
import { dimType, shapeType } from "../conformance/print.js"
import { type Chance, chance } from "../conformance/random.js"
import { callOp, graphOperands, type OpCase, type OperandCase } from "./cases.js"
import type { FoundOp } from "./find.js"

const names: Readonly<Record<"graph" | "data", Readonly<Record<DType, string>>>> = {
  graph: {
    float32: "SymbolicTensor",
    int32: "SymbolicIntTensor",
    bool: "SymbolicBoolTensor",
    string: "SymbolicStringTensor",
  },
  data: { float32: "Tensor", int32: "IntTensor", bool: "BoolTensor", string: "StringTensor" },
}

const head = (name: string): readonly string[] => [
  `import { ${name} } from "shapeproof/ops"`,
  `import type { BoolTensor, IntTensor, SymbolicBoolTensor, SymbolicIntTensor, SymbolicTensor, Tensor } from "shapeproof"`,
  `import type { dims } from "../src/core/tensor.js"`,
]

const literal = (value: unknown): string => (value === undefined ? "undefined" : JSON.stringify(value))

const operandType = (one: OperandCase, kind: "graph" | "data", shape: string): string =>
  typeof one === "number" ? "number" : `${names[kind][one.dtype]}<${shape}>`

const callText = ({ name, spec }: FoundOp, operands: readonly string[], given: readonly string[]): string => {
  if (spec.tensorsLast) return `${name}(${[...given, ...operands].join(", ")})`
  const first = spec.inputs === "list" ? [`[${operands.join(", ")}]`] : operands
  return `${name}(${[...first, ...given].join(", ")})`
}

/** The names of the operands, and their declarations. */
const declared = (one: OpCase, index: number, shapeOf: (shape: RuntimeShape) => string) => {
  const written = one.operands.map((operand, at) => {
    if (typeof operand === "number") return { name: `${operand}`, line: "" }
    const name = `x${index}_${at}`
    return { name, line: `declare const ${name}: ${operandType(operand, one.kind, shapeOf(operand.shape))}` }
  })
  return {
    names: written.map(({ name }) => name),
    lines: written.flatMap(({ line }) => (line === "" ? [] : [line])),
  }
}

const resultType = (found: FoundOp, { kind, answer }: OpCase): string => {
  const types = answer.outputs.map(({ shape, dtype }) => `${names[kind][dtype]}<${shapeType(shape)}>`)
  if (answer.form === "record")
    return `{ ${(found.spec.outputs ?? []).map((name, at) => `readonly ${name}: ${types[at]};`).join(" ")} }`
  return answer.form === "list" ? `[${types.join(", ")}]` : (types[0] ?? "")
}

const headErrors = (compiled: Compiled, lines: number): readonly Disagreement[] =>
  Array.from({ length: lines }, (_, line) => line).flatMap(line =>
    compiled.errors(line).map(error => ({ program: `line ${line + 1}`, runtime: "is there", compiler: error })),
  )

type Check = (compiled: Compiled) => Disagreement | undefined
const program = (lines: readonly string[], first: number, checks: readonly Check[]): Program => ({
  text: lines.join("\n"),
  wrong: compiled => [
    ...headErrors(compiled, first),
    ...checks.map(check => check(compiled)).filter(wrong => wrong !== undefined),
  ],
})

/** The compiler's answer for a call is the runtime rule's, sentences included. */
export const equalOps = (found: FoundOp, cases: readonly OpCase[]): Program => {
  const lines = [...head(found.name)]
  const first = lines.length
  const checks: Check[] = []
  for (const [index, one] of cases.entries()) {
    const operands = declared(one, index, shapeType)
    const call = callText(found, operands.names, one.given.map(literal))
    lines.push(...operands.lines, `export const r${index} = ${call}`)
    const line = lines.length - 1
    const text = [...operands.lines, call].join("; ")
    checks.push(compiled => compare(text, found, one, compiled, line, `r${index}`))
  }
  return program(lines, first, checks)
}

const compare = (
  text: string,
  found: FoundOp,
  one: OpCase,
  compiled: Compiled,
  line: number,
  name: string,
): Disagreement | undefined => {
  const errors = compiled.errors(line)
  const printed = compiled.typeOf(name)
  const { refused } = one.answer
  if (refused === undefined) {
    const runtime = resultType(found, one)
    if (errors.length > 0) return { program: text, runtime, compiler: errors.join("\n") }
    return printed === runtime || (isDynamic(one) && printed.includes("<UnknownShape>")) ?
        undefined
      : { program: text, runtime, compiler: printed }
  }
  // What the compiler does not know may be right.
  if (errors.length === 0 && isDynamic(one) && mayFit(found, one)) return undefined
  if (!errors.some(error => error.includes(`'${JSON.stringify(refused)}'`)))
    return { program: text, runtime: refused, compiler: errors.join("\n") || `accepts it: ${printed}` }
  return /\b(any|never)\b/.test(printed) ? { program: text, runtime: "a tensor", compiler: printed } : undefined
}

const isDynamic = ({ operands }: OpCase) => operands.some(one => typeof one !== "number" && one.shape.includes(null))

/** Whether a call that a graph refuses is right on data of some size. */
const mayFit = (found: FoundOp, { operands, given }: OpCase): boolean =>
  [1, 2, 3, 4, 6].some(size => {
    const sized = operands.map(one =>
      typeof one === "number" ? one : { ...one, shape: one.shape.map(dim => dim ?? size) },
    )
    return callOp(found, graphOperands(sized), given).refused === undefined
  })

/** Whether a true result fits a wider type. */
const fits = [
  `type Fits<truth, wide> = wide extends { readonly [dims]: infer W } ? truth extends { readonly [dims]: infer T } ? ShapeFits<T, W> : 0 : wide extends readonly unknown[] ? truth extends readonly unknown[] ? ListFits<truth, wide> : 0 : wide extends object ? { [name in keyof wide]: name extends keyof truth ? Fits<truth[name], wide[name]> : 0 }[keyof wide] : 0`,
  `type ListFits<truth, wide> = wide extends readonly unknown[] ? number extends wide["length"] ? Fits<truth[0 & keyof truth], wide[0 & keyof wide]> : truth extends readonly [infer t, ...infer ts] ? wide extends readonly [infer w, ...infer ws] ? 1 extends Fits<t, w> ? ListFits<ts, ws> : 0 : 0 : wide extends readonly [] ? 1 : 0 : 0`,
  `type ShapeFits<T, W> = W extends readonly unknown[] ? number extends W["length"] ? 1 : T extends readonly [infer t, ...infer ts] ? W extends readonly [infer w, ...infer ws] ? DimFits<t, w> extends 1 ? ShapeFits<ts, ws> : 0 : 0 : W extends readonly [] ? 1 : 0 : 0`,
  `type DimFits<t, w> = number extends w ? 1 : [t] extends [w] ? 1 : 0`,
]

/** With literals forgotten, a call that was accepted still is, and its true answer fits. */
export const widerOps = (found: FoundOp, cases: readonly OpCase[]): Program & { readonly count: number } => {
  const random = chance(`op ${found.name} widened`)
  const lines = [...head(found.name), ...fits]
  const first = lines.length
  const checks: Check[] = []
  const accepted = cases.filter(({ answer }) => answer.refused === undefined)
  for (const [index, one] of accepted.entries()) {
    const operands = declared(one, index, shape => widerShape(shape, random))
    const call = callText(
      found,
      operands.names,
      one.given.map(value => widerText(value, random)),
    )
    const truth = resultType(found, one)
    lines.push(...operands.lines, `export const r${index} = ${call}`)
    const line = lines.length - 1
    lines.push(`export declare const f${index}: 1 extends Fits<${truth}, typeof r${index}> ? "yes" : "no"`)
    const text = [...operands.lines, call].join("; ")
    checks.push(compiled => {
      const [error] = compiled.errors(line)
      const runtime = `one true answer is ${truth}`
      if (error !== undefined) return { program: text, runtime, compiler: error }
      const type = compiled.typeOf(`r${index}`)
      const fine = compiled.typeOf(`f${index}`) === '"yes"' && !/\bany\b/.test(type)
      return fine ? undefined : { program: text, runtime, compiler: type }
    })
  }
  return { ...program(lines, first, checks), count: accepted.length }
}

const widerShape = (shape: RuntimeShape, random: Chance): string =>
  random.often(0.1) ? "readonly (number | string)[]" : (
    `[${shape.map((dim: RuntimeDim) => (random.often(0.35) ? "number" : dimType(dim))).join(", ")}]`
  )

const widerText = (value: unknown, random: Chance): string => {
  if (random.often(0.5)) return literal(value)
  if (typeof value === "number") return `${value} as number`
  if (typeof value === "boolean") return `${value} as boolean`
  if (Array.isArray(value) && value.length > 0 && value.every(one => typeof one === "number")) {
    return random.often(0.3) ?
        `${literal(value)} as number[]`
      : `[${value.map(one => (random.often(0.5) ? `${one} as number` : `${one}`)).join(", ")}]`
  }
  return literal(value)
}
