/** Demand on the values: what is computed has the shape and the dtype that the rule says, at once and in a model. */
import * as tf from "@tensorflow/tfjs"
import { ShapeError } from "../../src/core/error.js"
import { GraphTensor } from "../../src/core/graph.js"
import type { DType } from "../../src/core/tensor.js"
import { namesIn, type RuntimeDim, substituteDim } from "../../src/ops/dim.js"
import { type RuntimeShape, sameShape, show } from "../../src/ops/shape.js"
import type { Disagreement } from "../conformance/equality.js"
import { callOp, type OpCase, type OperandCase, type Output } from "./cases.js"
import type { FoundOp } from "./find.js"

const sizes: ReadonlyMap<string, RuntimeDim> = new Map<string, RuntimeDim>([
  ["B", 5],
  ["T", 2],
  ["U", 7],
])
/** Every symbol as a number; a dynamic axis stays open. */
const sized = (shape: RuntimeShape): RuntimeShape => shape.map(dim => substituteDim(dim, sizes))
const isKnown = (shape: RuntimeShape): shape is readonly number[] => shape.every(dim => typeof dim === "number")

const dataFor = (shape: readonly number[], dtype: DType, indices: boolean): tf.Tensor => {
  const size = shape.reduce((a, b) => a * b, 1)
  // Of int32, places that every axis has.
  const values = Array.from({ length: size }, (_, at) =>
    dtype === "bool" ? at % 2
    : dtype === "int32" && indices ? 0
    : ((at * 7) % 5) + 1,
  )
  return tf.tensor(values, [...shape], dtype)
}

const describe = ({ operands, given }: OpCase, { name }: FoundOp) =>
  `${name} of ${operands.map(one => (typeof one === "number" ? one : `${one.dtype} ${show(one.shape)}`)).join(", ")} with ${JSON.stringify(given)}`

const shown = (outputs: readonly { shape: RuntimeShape; dtype: string }[]) =>
  outputs.map(({ shape, dtype }) => `${dtype} ${show(shape)}`).join(", ")
const agrees = (wanted: readonly Output[], got: readonly { shape: RuntimeShape; dtype: string }[]) =>
  wanted.length === got.length &&
  wanted.every(({ shape, dtype }, at) => got[at]?.dtype === dtype && sameShape(sized(shape), got[at].shape))

/** The operands as data, where every axis is known once the symbols are. */
const dataOf = (operands: readonly OperandCase[], { spec }: FoundOp): readonly (tf.Tensor | number)[] | undefined => {
  const shapes = operands.map(one => (typeof one === "number" ? [] : sized(one.shape)))
  if (!shapes.every(isKnown)) return undefined
  return operands.map((one, at) => {
    const shape = shapes[at] ?? []
    return typeof one === "number" ? one : (
        dataFor(
          shape.filter(dim => typeof dim === "number"),
          one.dtype,
          [spec.takes].flat().includes("int32"),
        )
      )
  })
}

/** A call on data computes what the rule says, or refuses with its sentence. */
export const realOps = (found: FoundOp, cases: readonly OpCase[]): readonly Disagreement[] =>
  cases.flatMap(one =>
    tf.tidy(() => {
      const data = dataOf(one.operands, found)
      const symbols = one.operands.some(
        each => typeof each !== "number" && each.shape.some(dim => namesIn(dim).length > 0),
      )
      const written = one.given.some(
        value =>
          typeof value === "object" && value !== null && Object.values(value).some(dim => typeof dim === "string"),
      )
      // Symbols have no size on data, and a refusal names them.
      if (!data || (symbols && (written || one.answer.refused !== undefined))) return []
      const program = describe(one, found)
      const got = callOp(found, data, one.given)
      if (one.answer.refused !== undefined)
        return got.refused === one.answer.refused ?
            []
          : [{ program, runtime: one.answer.refused, compiler: got.refused ?? shown(got.outputs) }]
      // A symbol that stands in no axis has no size either.
      if (written && got.refused?.includes("has no size on this data")) return []
      // What a symbol stands for may be wrong.
      if (got.refused !== undefined && symbols) return []
      if (got.refused === undefined && agrees(one.answer.outputs, got.outputs)) return []
      return [{ program, runtime: shown(one.answer.outputs), compiler: got.refused ?? shown(got.outputs) }]
    }),
  )

/** The layer that a call in a graph made, run on data, gives what the rule says; and the same once it was saved and loaded. */
export const builtOps = async (found: FoundOp, cases: readonly OpCase[]): Promise<readonly Disagreement[]> => {
  const wrong: Disagreement[] = []
  for (const one of cases) {
    const layer = outputsOf(one.answer.given)[0]?.source.layer
    const data = dataOf(one.operands, found)?.filter(each => typeof each !== "number")
    if (!layer || !data) continue
    const program = describe(one, found)
    const runtime = shown(one.answer.outputs)
    const given = appliedTo(layer.built, data)
    if (given === undefined) continue
    if (!agrees(one.answer.outputs, given)) wrong.push({ program, runtime, compiler: `built: ${shown(given)}` })
    else {
      const again = await reloaded(layer.built, data)
      const same = again.length === given.length && again.every((x, at) => isEqual(x, given[at]))
      if (!same) wrong.push({ program, runtime, compiler: `loaded: ${shown(again)}` })
    }
  }
  return wrong
}

/** Nothing where what a symbol stands for is refused. */
const appliedTo = (built: tf.layers.Layer, data: readonly tf.Tensor[]): readonly tf.Tensor[] | undefined => {
  try {
    return [built.apply([...data])].flat().filter(each => each instanceof tf.Tensor)
  } catch (error) {
    if (error instanceof ShapeError) return undefined
    throw error
  }
}

const isEqual = (a: tf.Tensor, b: tf.Tensor | undefined): boolean =>
  b !== undefined && show(a.shape) === show(b.shape) && `${a.dataSync()}` === `${b.dataSync()}`

/** What a layer gives in a model that went through tfjs's file format. */
const reloaded = async (built: tf.layers.Layer, data: readonly tf.Tensor[]): Promise<readonly tf.Tensor[]> => {
  const inputs = data.map(x => tf.input({ batchShape: x.shape, dtype: knownName(x.dtype) }))
  const model = tf.model({ inputs, outputs: symbolics(built.apply(inputs)) })
  const saved: unknown = model.toJSON(undefined, false)
  if (!isDict(saved)) throw new Error("a model is a dictionary")
  const again = await tf.models.modelFromJSON({ modelTopology: JSON.parse(JSON.stringify(saved)) })
  const layer = again.layers.find(each => each.getClassName() === "Op")
  if (!layer) throw new Error("the file has no op")
  return [layer.apply([...data])].flat().filter(each => each instanceof tf.Tensor)
}

const isDict = (value: unknown): value is tf.serialization.ConfigDict => typeof value === "object" && value !== null
const outputsOf = (given: unknown): readonly GraphTensor[] =>
  (Array.isArray(given) ? given
  : given instanceof GraphTensor ? [given]
  : typeof given === "object" && given !== null ? Object.values(given)
  : []
  ).filter((one): one is GraphTensor => one instanceof GraphTensor)
const knownName = (dtype: string): DType => (dtype === "int32" || dtype === "bool" ? dtype : "float32")
const symbolics = (given: unknown): tf.SymbolicTensor[] =>
  [given].flat().filter((one): one is tf.SymbolicTensor => one instanceof tf.SymbolicTensor)
