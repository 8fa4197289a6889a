import * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import type { RuntimeShape } from "../ops/shape.js"
import { call } from "./call.js"
import { raise, refuse, ShapeError } from "./error.js"
import { isDisposed, wasDisposed } from "./given.js"
import { type GraphTensor, isGraph } from "./graph.js"
import { opInstance } from "./opInstance.js"
import { register } from "./opLayer.js"
import { computeOp, type ErasedOp, type OpCall, type OpSpec, type Settings, takesAt } from "./opSpec.js"
import { print, refusedOption } from "./options.js"

/** What an op is found by: the tests look for it. */
export interface OpKind {
  readonly op: ErasedOp
}

/**
 * Ties a type rule to its runtime twin and to tfjs's computation: `Make` is the typed function that users call.
 *
 * The casts are sound because test/ops/ops.test.ts finds every op and holds what `Make` says, what the spec answers and
 * what is computed equal, over random options and shapes.
 */
export const op = <Make, options extends object = object>(spec: OpSpec<options>): Make & OpKind => {
  const erased = spec as unknown as ErasedOp
  register(erased)
  const run = (...given: readonly unknown[]) => callOp(erased, given)
  return Object.assign(run, { op: erased }) as unknown as Make & OpKind
}

type Operand = GraphTensor | tf.Tensor | number

/** The tensors first. */
const inOrder = ({ tensorsLast, options }: ErasedOp, given: readonly unknown[]): readonly unknown[] => {
  if (!tensorsLast) return given
  const count = Object.keys(options).length
  return [given.slice(count), ...given.slice(0, count)]
}

const callOp = (spec: ErasedOp, written: readonly unknown[]): unknown => {
  const given = inOrder(spec, written)
  const count = spec.inputs === "list" ? 1 : spec.inputs
  const operands = operandsOf(spec, spec.inputs === "list" ? given[0] : given.slice(0, count))
  const tensors = operands.filter((one): one is GraphTensor | tf.Tensor => typeof one !== "number")
  const graph = tensors.filter(isGraph)
  if (graph.length > 0 && graph.length < tensors.length) {
    const sentence = `${spec.name} got data and tensors of a graph together; give it one kind`
    raise(spec.name, refuse(sentence, "one kind of tensor", "data and graph", { code: "graph" }))
  }
  checkDtypes(spec, operands)
  const options = settings(spec, given.slice(count))
  const declared = operands.map(shapeOf)
  const one: OpCall = {
    spec,
    options: spec.settled?.(options, ...declared) ?? options,
    operands: operands.map(operand => (typeof operand === "number" ? operand : null)),
    declared,
  }
  if (graph.length > 0) return inRecord(spec, call(opInstance(one), graph, undefined))
  let list = false
  const outputs = tf.tidy(() => {
    const computed = computeOp(one, tensors.filter(isTensor))
    list = computed.list
    return computed.outputs
  })
  return list ? inRecord(spec, outputs) : outputs[0]
}

const inRecord = ({ outputs }: ErasedOp, given: unknown): unknown =>
  outputs && Array.isArray(given) ? Object.fromEntries(outputs.map((name, at) => [name, given[at]])) : given

const shapeOf = (operand: Operand): RuntimeShape => (typeof operand === "number" ? [] : operand.shape)

const operandsOf = (spec: ErasedOp, given: unknown): readonly Operand[] => {
  const isOperand = (value: unknown): value is Operand =>
    isGraph(value) || isTensor(value) || (spec.numbers === true && typeof value === "number")
  if (Array.isArray(given) && given.every(isOperand)) {
    const gone = given.findIndex(isDisposed)
    if (gone >= 0) {
      const sentence = wasDisposed(`${spec.name}: tensor ${gone}`)
      raise(spec.name, refuse(sentence, "a tensor", "a disposed one", { code: "data" }))
    }
    if (spec.inputs === "list" || given.length === spec.inputs) return given
  }
  const wrong = Array.isArray(given) ? given.find(value => !isOperand(value)) : given
  const expected =
    spec.inputs === "list" ? "a list of tensors"
    : spec.inputs === 1 ? "a tensor"
    : `${spec.inputs} tensors`
  const received =
    isGraph(wrong) || isTensor(wrong) ? "one tensor"
    : wrong === undefined ? "nothing"
    : print(wrong)
  return raise(
    spec.name,
    refuse(`${spec.name} needs ${expected}, got ${received}`, expected, received, { code: "list" }),
  )
}

/** The arguments behind the tensors, by name and checked; those that are `undefined` count as left out. */
const settings = ({ name, options: table }: ErasedOp, given: readonly unknown[]): Settings => {
  const names = Object.keys(table)
  const options = Object.fromEntries(
    given.flatMap((value, at) => (value === undefined ? [] : [[names[at] ?? `argument ${at}`, value]])),
  )
  const refused = refusedOption(name, table, options)
  if (!refused) return options
  const expected = refused.sentence.replace(/, got .*$/, "")
  const received = print(options[refused.option])
  throw new ShapeError(refused.sentence, { code: "option", layer: name, expected, received })
}

/** Twins of those in opTypes.ts. */
const needsBool = (dtype: string, name: string) =>
  `${name} needs booleans, got ${dtype}; compare it with something, or cast it to bool`
const needsIndices = (dtype: string, name: string) => `${name} needs int32, got ${dtype}; cast it to int32`
const needsNumbers = (dtype: string, name: string) => `${name} needs numbers or booleans, got ${dtype}`

/** Text is refused by every op. */
const checkDtypes = (spec: ErasedOp, operands: readonly Operand[]): void => {
  const { name } = spec
  for (const [at, operand] of operands.entries()) {
    const dtype = typeof operand === "number" ? "float32" : operand.dtype
    const takes = takesAt(spec, at)
    const strict = takes === "bool" || takes === "int32"
    if (dtype !== "string" && (!strict || dtype === takes)) continue
    const [expected, sentence] =
      takes === "bool" ? ["booleans", needsBool(dtype, name)]
      : takes === "int32" ? ["int32", needsIndices(dtype, name)]
      : ["numbers or booleans", needsNumbers(dtype, name)]
    raise(name, refuse(sentence, expected, dtype, { code: "data" }))
  }
}
