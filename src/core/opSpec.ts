/** What an op is at run time, and how its values are computed: for data at once, in a graph as a layer of the model. */
import * as tf from "@tensorflow/tfjs"
import { bind, type Bindings, solve, substitute } from "../ops/bind.js"
import type { RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { isRefusal, raise, refuse } from "./error.js"
import type { OptionTable } from "./options.js"
import { type Answer, isShapeList } from "./spec.js"
import type { DType } from "./tensor.js"

/**
 * The dtypes an op takes: "any" as they are; "alike" brings all to the widest of them; "numbers" likewise, with booleans
 * as int32; "float32" casts all; "bool" and "int32" refuse all others.
 */
export type Takes = "any" | "alike" | "numbers" | "float32" | "bool" | "int32"

/** The run-time side of an op: everything that the library knows about it. */
export interface OpSpec<options> {
  /** As users import it, as messages name it, and as it stands in files. */
  readonly name: string
  /** How many tensors come first; "list" when the first argument is a list of them. */
  readonly inputs: number | "list"
  /** Whether the tensors stand behind the arguments, each alone: `einsum(pattern, a, b)`. */
  readonly tensorsLast?: boolean
  /** Whether a number may stand for one of the tensors. */
  readonly numbers?: boolean
  /** The arguments behind the tensors, in their order: each with its check, and the values that the tests try. */
  readonly options: OptionTable<options>
  /** The options whose symbols are axes of the inputs. */
  readonly symbols?: readonly (keyof options & string)[]
  /** The options as they stay, where they depend on the shapes that the op is written for. */
  readonly settled?: (options: options, ...inputs: readonly RuntimeShape[]) => options
  /** Twin of the type rule. */
  readonly shape: (options: options, ...inputs: readonly RuntimeShape[]) => Answer
  /** Of all inputs, or of each. @default "any" */
  readonly takes?: Takes | readonly Takes[]
  /** The dtype of the outputs: by default that of the first input, once it was taken. */
  readonly dtype?: DType | ((inputs: readonly DType[], options: options) => readonly DType[])
  /** The names of the outputs, where they come as a record. */
  readonly outputs?: readonly string[]
  /** The values, on tensors of the dtypes that `takes` says. */
  readonly compute: (options: options, ...inputs: readonly tf.Tensor[]) => tf.Tensor | tf.Tensor[]
}

export type Settings = Readonly<Record<string, unknown>>

/** A spec whose options are no longer known: how shared code sees it. */
export type ErasedOp = OpSpec<Settings>

/** One use of an op: its options, the numbers among its operands, and the shapes that it was written for. */
export interface OpCall {
  readonly spec: ErasedOp
  readonly options: Settings
  /** In the order of the arguments: a number, or `null` for the next tensor. */
  readonly operands: readonly (number | null)[]
  readonly declared: readonly RuntimeShape[]
}

/** The operands, each number in its place. */
const filled = <value>({ operands }: OpCall, tensors: readonly value[], scalar: (value: number) => value) => {
  const left = [...tensors]
  const all = operands.map(operand => (operand === null ? left.shift() : scalar(operand)))
  return all.filter((one): one is value & ({} | null) => one !== undefined)
}

/** The options, their symbols replaced by the sizes that the inputs have now. */
const resolved = (
  { spec, options, declared }: OpCall,
  actual: readonly RuntimeShape[],
): { options: Settings } | { misfit: string } => {
  const { symbols = [] } = spec
  if (symbols.length === 0) return { options }
  const bound: Bindings = new Map()
  for (const [at, shape] of declared.entries()) {
    const reason = bind(shape, actual[at] ?? [], bound)
    if (reason !== undefined) return { misfit: reason }
  }
  for (const [at, shape] of declared.entries()) solve(shape, actual[at] ?? [], bound)
  const replaced = Object.entries(options).map(([name, value]) => [
    name,
    symbols.includes(name) ? substituted(value, bound) : value,
  ])
  return { options: Object.fromEntries(replaced) }
}
/** A list of dims, or a record of them. */
const substituted = (value: unknown, bound: Bindings): unknown =>
  isShape(value) ? substitute(value, bound)
  : typeof value === "object" && value !== null ?
    Object.fromEntries(Object.entries(value).map(([name, dim]) => [name, substitute([dim], bound)[0]]))
  : value
const isShape = (value: unknown): value is readonly RuntimeDim[] => Array.isArray(value)

/** The shapes that an op gives for the shapes of its tensors. */
export const shapeOfOp = (call: OpCall, tensors: readonly RuntimeShape[]): Answer => {
  const { spec, declared } = call
  const shapes = filled<RuntimeShape>(call, tensors, () => [])
  const found = resolved(call, shapes)
  if ("options" in found) return spec.shape(found.options, ...shapes)
  return refuse(`${spec.name} was written for other shapes: ${found.misfit}`, `${declared[0]?.length}`, "others")
}

const ranks: readonly DType[] = ["bool", "int32", "float32"]
/** The widest dtype of some. */
const widest = (dtypes: readonly DType[], least: DType): DType =>
  dtypes.reduce((one, other) => (ranks.indexOf(one) >= ranks.indexOf(other) ? one : other), least)

/** What an op takes in one place. */
export const takesAt = ({ takes = "any" }: ErasedOp, at: number): Takes =>
  typeof takes === "string" ? takes : (takes[at] ?? "any")

/** What an op brings its inputs to. */
const takenDtypes = (spec: ErasedOp, dtypes: readonly DType[]): readonly DType[] =>
  dtypes.map((dtype, at) => {
    const takes = takesAt(spec, at)
    if (takes === "float32") return "float32"
    if (takes === "any" || takes === "bool" || takes === "int32") return dtype
    const together = dtypes.filter((_, other) => takesAt(spec, other) === takes)
    return widest(together, takes === "numbers" ? "int32" : "bool")
  })

/** The dtypes of the outputs; the last stands for all that follow. */
export const dtypesOfOp = (call: OpCall, tensors: readonly DType[]): readonly DType[] => {
  const { spec, options } = call
  const dtypes = takenDtypes(
    spec,
    filled<DType>(call, tensors, () => "float32"),
  )
  if (typeof spec.dtype === "function") return spec.dtype(dtypes, options)
  return [spec.dtype ?? dtypes[0] ?? "float32"]
}

/** Computes the outputs, of the dtypes that the op says, once the rule accepts the inputs. Call it inside `tidy`. */
export const computeOp = (
  call: OpCall,
  tensors: readonly tf.Tensor[],
): { readonly list: boolean; readonly outputs: tf.Tensor[] } => {
  const { spec } = call
  const answer = shapeOfOp(
    call,
    tensors.map(({ shape }) => shape),
  )
  if (isRefusal(answer)) return raise(spec.name, answer)
  const inputs = filled<tf.Tensor>(call, tensors, value => tf.scalar(value))
  const taken = takenDtypes(
    spec,
    inputs.map(({ dtype }) => knownDtype(dtype)),
  )
  const dtypes = dtypesOfOp(
    call,
    tensors.map(({ dtype }) => knownDtype(dtype)),
  )
  const found = resolved(
    call,
    inputs.map(({ shape }) => shape),
  )
  const options = "options" in found ? found.options : call.options
  const given = [spec.compute(options, ...inputs.map((input, at) => castTo(input, taken[at] ?? "float32")))].flat()
  const outputs = given.map((output, at) => {
    const right = castTo(output, dtypes[at] ?? dtypes.at(-1) ?? "float32")
    // What is given back is another tensor than what came, so that each is disposed of alone.
    return tensors.includes(right) ? right.clone() : right
  })
  return { list: isShapeList(answer), outputs }
}

const castTo = (x: tf.Tensor, dtype: DType): tf.Tensor => (x.dtype === dtype ? x : tf.cast(x, dtype))

const known: readonly DType[] = ["float32", "int32", "bool", "string"]
export const knownDtype = (name: string): DType => known.find(dtype => dtype === name) ?? "float32"

/** One shape, or those of a list. */
export const shapesOf = (answer: Answer): readonly RuntimeShape[] =>
  isRefusal(answer) ? []
  : isShapeList(answer) ? answer
  : [answer]
