/** Fields of samples as rows of one tensor: the run-time side of fields.ts. */
import * as tf from "@tensorflow/tfjs"
import { ShapeError } from "../../core/error.js"
import { flatten } from "../../core/nested.js"
import type { DType } from "../../core/tensor.js"
import { show } from "../../ops/shape.js"
import type { TypedArray } from "./fields.js"

/** One field of one sample: flat values with a shape. */
interface Row {
  readonly values: ArrayLike<number> | readonly string[]
  readonly shape: readonly number[]
  readonly dtype: DType
}

/** How samples of different lengths come into one tensor. */
export interface Padding {
  /** What is put behind a sample that is shorter. */
  readonly value: number
  /** The length of every sample; as long as the longest of the batch when left out. */
  readonly length: number | undefined
}

/** The tensors of the fields of some samples, in the form that the fields were written in. */
export const stacked = (samples: readonly unknown[], what: string, padding: Padding | undefined): unknown => {
  const names = namesOf(samples[0])
  const column = (name: string | number | undefined) => {
    const where = name === undefined ? what : `${what}[${JSON.stringify(name)}]`
    const field = (sample: unknown) => (name === undefined ? sample : fieldOf(sample, name, where))
    return columnOf(
      samples.map(sample => rowOf(field(sample), where)),
      where,
      padding,
    )
  }
  if (names === undefined) return column(undefined)
  const columns = names.map(name => [name, column(name)] as const)
  return Array.isArray(samples[0]) ? columns.map(([, tensor]) => tensor) : Object.fromEntries(columns)
}

const isTyped = (value: unknown): value is TypedArray =>
  value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array
const isField = (value: unknown) => isTyped(value) || value instanceof tf.Tensor

/** The names of the fields of a list or a record; nothing for one field. A list of numbers is one field. */
const namesOf = (fields: unknown): readonly (string | number)[] | undefined => {
  if (typeof fields !== "object" || fields === null || isField(fields)) return undefined
  if (!Array.isArray(fields)) return Object.keys(fields)
  return fields.some(isField) ? [...fields.keys()] : undefined
}

const fieldOf = (sample: unknown, name: string | number, where: string): unknown => {
  const found: unknown = typeof sample === "object" && sample !== null ? Reflect.get(sample, name) : undefined
  if (found === undefined) throw refuse(`${where} is missing in a sample of the batch`, where, "nothing")
  return found
}

const dtypes: readonly DType[] = ["float32", "int32", "bool", "string"]

const rowOf = (field: unknown, where: string): Row => {
  if (isTyped(field)) {
    return { values: field, shape: [field.length], dtype: field instanceof Int32Array ? "int32" : "float32" }
  }
  if (field instanceof tf.Tensor) {
    const dtype = dtypes.find(known => known === field.dtype) ?? "float32"
    return { values: field.dataSync(), shape: field.shape, dtype }
  }
  const nested = flatten(field)
  if ("sentence" in nested) throw refuse(nested.sentence.replace(/^tensor/, where), "rows of one length", "others")
  const { flat, shape } = nested
  if (flat.every(isText)) return { values: flat, shape, dtype: flat.length > 0 ? "string" : "float32" }
  if (flat.every(isNumber)) return { values: flat, shape, dtype: "float32" }
  if (flat.every(isFlag)) return { values: flat.map(Number), shape, dtype: "bool" }
  const kinds = [...new Set(flat.map(value => typeof value))].join(" and ")
  throw refuse(`${where} must be numbers, booleans or strings, of one kind, got ${kinds}`, "one kind of values", kinds)
}
const isText = (value: unknown): value is string => typeof value === "string"
const isNumber = (value: unknown): value is number => typeof value === "number"
const isFlag = (value: unknown): value is boolean => typeof value === "boolean"

const columnOf = (rows: readonly Row[], where: string, padding: Padding | undefined): tf.Tensor => {
  const [first] = rows
  if (!first) throw refuse(`${where}: a batch needs a sample`, "a sample", "none")
  const [lead = 0, ...rest] = first.shape
  const padded = padding !== undefined && first.shape.length > 0
  const longest = padded ? (padding.length ?? Math.max(...rows.map(({ shape }) => shape[0] ?? 0))) : lead
  const shape = padded ? [longest, ...rest] : first.shape
  const size = shape.reduce((product, axis) => product * axis, 1)
  for (const [index, row] of rows.entries()) {
    const own = padded ? row.shape.slice(1) : row.shape
    const fits = row.shape.length === first.shape.length && own.join() === (padded ? rest : first.shape).join()
    if (!fits || row.dtype !== first.dtype) throw differs(where, index, row, first, padded)
    if (padded && (row.shape[0] ?? 0) > longest) throw tooLong(where, index, row, longest)
  }
  const dims = [rows.length, ...shape]
  if (first.dtype === "string") {
    const texts = rows.flatMap(({ values }) => {
      const own = Array.from<unknown>(values).filter(isText)
      return [...own, ...Array.from({ length: size - own.length }, () => "")]
    })
    return tf.tensor(texts, dims, "string")
  }
  const flat = first.dtype === "int32" ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size)
  if (padding && padding.value !== 0) flat.fill(padding.value)
  for (const [index, { values }] of rows.entries()) {
    const from = index * size
    for (let at = 0; at < values.length; at++) flat[from + at] = Number(values[at])
  }
  return first.dtype === "bool" ? tf.tensor(Uint8Array.from(flat), dims, "bool") : tf.tensor(flat, dims, first.dtype)
}

const differs = (where: string, index: number, row: Row, first: Row, padded: boolean) => {
  const [own, wanted] = [row, first].map(({ shape, dtype }) => `${show(shape)} ${dtype}`)
  const hint = padded ? "only the first axis may differ" : "padBatch makes samples of different lengths one tensor"
  return refuse(
    `${where}: sample ${index} of the batch is ${own}, but sample 0 is ${wanted}; ${hint}`,
    wanted ?? "",
    own ?? "",
  )
}

const tooLong = (where: string, index: number, row: Row, length: number) =>
  refuse(
    `${where}: sample ${index} of the batch is ${row.shape[0]} long, but padBatch has length ${length}; make length larger`,
    `${length}`,
    `${row.shape[0]}`,
  )

const refuse = (sentence: string, expected: string, received: string) =>
  new ShapeError(sentence, { code: "data", layer: "dataset", expected, received })
