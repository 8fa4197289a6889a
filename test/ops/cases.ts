/** The programs that the ops' test tries: operands, arguments from the samples, and what the runtime rule answers. */
import { ShapeError } from "../../src/core/error.js"
import { GraphTensor } from "../../src/core/graph.js"
import { shapesOf } from "../../src/core/opSpec.js"
import type { DType } from "../../src/core/tensor.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import * as tf from "@tensorflow/tfjs"
import { graphTensor } from "../conformance/cases.js"
import { type Chance, chance } from "../conformance/random.js"
import type { FoundOp } from "./find.js"
import { shapesFor } from "./shapes.js"

/** A tensor of some shape and dtype, or a number. */
export type OperandCase = { readonly shape: RuntimeShape; readonly dtype: DType } | number

export interface Output {
  readonly shape: RuntimeShape
  readonly dtype: DType
}
export interface OpAnswer {
  readonly outputs: readonly Output[]
  readonly form: "one" | "list" | "record"
  readonly refused?: string
  readonly given: unknown
}
export interface OpCase {
  readonly kind: "graph" | "data"
  readonly operands: readonly OperandCase[]
  readonly given: readonly unknown[]
  readonly answer: OpAnswer
}

const most = { cases: 120, tries: 6000 }
/** Ops whose rules compute most, and how many calls of each are tried. */
export const thorough: ReadonlySet<string> = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "maximum",
  "minimum",
  "squaredDifference",
  "reshape",
  "slice",
  "concat",
])
const mostOf = (name: string) => (thorough.has(name) ? 210 : most.cases)

export const graphOperands = (operands: readonly OperandCase[]): readonly unknown[] =>
  operands.map(one => (typeof one === "number" ? one : graphTensor(one.shape, one.dtype)))

/** Calls an op as users do. */
export const callOp = ({ spec, call }: FoundOp, operands: readonly unknown[], given: readonly unknown[]): OpAnswer => {
  try {
    const result =
      spec.tensorsLast ?
        call(...given, ...operands)
      : call(...(spec.inputs === "list" ? [operands] : operands), ...given)
    const record = typeof result === "object" && result !== null && spec.outputs !== undefined
    const list: readonly unknown[] = record ? Object.values(result) : [result].flat()
    const outputs = list.flatMap((one): Output[] =>
      one instanceof GraphTensor || one instanceof tf.Tensor ? [{ shape: one.shape, dtype: dtypeOf(one.dtype) }] : [],
    )
    return {
      outputs,
      form:
        record ? "record"
        : Array.isArray(result) ? "list"
        : "one",
      given: result,
    }
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    return { outputs: [], form: "one", refused: error.message, given: undefined }
  }
}
const dtypes: readonly DType[] = ["float32", "int32", "bool"]
const dtypeOf = (name: string): DType => dtypes.find(dtype => dtype === name) ?? "string"

const hasSymbols = (operands: readonly OperandCase[]) =>
  operands.some(one => typeof one !== "number" && one.shape.some(dim => typeof dim === "string"))

/** Enough calls of an op: most of them accepted, some refused. */
export const opCases = (found: FoundOp): readonly OpCase[] => {
  const random = chance(`op ${found.name}`)
  const accepted: OpCase[] = []
  const refused: OpCase[] = []
  const seen = new Set<string>()
  for (let tries = 0; tries < most.tries; tries++) {
    const operands = operandsFor(found, random)
    const given = argumentsFor(found, random)
    const key = JSON.stringify([operands, given])
    if (seen.has(key)) continue
    seen.add(key)
    const called = callOp(found, graphOperands(operands), given)
    const answer = found.spec.inputs === 0 ? ofRule(found, called, given) : called
    const kind =
      found.spec.inputs === 0 ? "data"
      : !hasSymbols(operands) && !JSON.stringify(given).includes('"') && random.often(0.3) ? "data"
      : "graph"
    const kept = answer.refused === undefined ? accepted : refused
    const limit = kept === accepted ? mostOf(found.name) * 0.65 : mostOf(found.name) * 0.35
    if (kept.length < limit) kept.push({ kind, operands, given, answer })
  }
  return [...accepted, ...refused]
}

/** Of an op without inputs, which computes at once, what its rule says. */
const ofRule = ({ spec }: FoundOp, called: OpAnswer, given: readonly unknown[]): OpAnswer => {
  const names = Object.keys(spec.options)
  const options = Object.fromEntries(given.flatMap((value, at) => (value === undefined ? [] : [[names[at], value]])))
  const shapes = shapesOf(spec.shape(options))
  return { ...called, outputs: called.outputs.map(({ dtype }, at) => ({ dtype, shape: shapes[at] ?? [] })) }
}

const operandsFor = ({ spec }: FoundOp, random: Chance): readonly OperandCase[] => {
  const { inputs, takes, numbers } = spec
  const count = inputs === "list" ? random.pick([1, 2, 2, 2, 3]) : inputs
  const dtype = random.pick<DType>(["float32", "float32", "float32", "int32", "bool"])
  const shapes = shapesFor(count, random)
  const lone = numbers === true && random.often(0.15) ? random.below(count) : -1
  return shapes.map((shape, at): OperandCase => {
    if (at === lone) return random.pick([1, 2, 0.5])
    const own = random.often(0.8) ? dtype : random.pick(dtypes)
    const wanted = typeof takes === "object" ? takes[at] : takes
    const strict = wanted === "bool" || wanted === "int32"
    return { shape, dtype: strict && random.often(0.9) ? wanted : own }
  })
}

const argumentsFor = ({ spec }: FoundOp, random: Chance): readonly unknown[] => {
  const given: unknown[] = Object.values(spec.options).map(({ samples }) => random.pick(samples))
  while (given.length > 0 && given.at(-1) === undefined) given.pop()
  return given
}
