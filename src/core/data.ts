import * as tf from "@tensorflow/tfjs"
import type { bind, Misfit } from "../../types/bind.js"
import type { Dim, dimOf, sameDim } from "../../types/dim.js"
import type { show, sizeOf } from "../../types/shape.js"
import { type Bindings, bind as bindShape } from "../ops/bind.js"
import { show as showShape } from "../ops/shape.js"
import { declaredShape, type readable } from "./declared.js"
import { ShapeError } from "./error.js"
import { type dtypeOfValues, flatten, type NestedValues, type rectangular, type shapeOfValues } from "./nested.js"
import type { LayerInstance } from "./instance.js"
import { print } from "./options.js"
import { sendThrough } from "./row.js"
import { type AnyData, type DType, type dims, dtypes, type Tensors } from "./tensor.js"

type TypedArray = Float32Array | Int32Array | Uint8Array
type NewShape = readonly number[]

/** The shape of a new tensor: the one that is written, or that of the nested values. */
type shapeOfTensor<values, shape> =
  shape extends readonly number[] ? { -readonly [axis in keyof shape]: shape[axis] }
  : values extends TypedArray ? [number]
  : shapeOfValues<values>

type dtypeOfTensor<values, dtype> =
  [dtype] extends [never] ?
    values extends Int32Array ? "int32"
    : values extends TypedArray ? "float32"
    : dtypeOfValues<values>
  : dtype

/** The shape itself when the values fill it. */
type Filled<values, shape> =
  values extends readonly unknown[] ?
    number extends values["length"] ? shape
    : values extends readonly [readonly unknown[], ...unknown[]] ? shape
    : sameDim<values["length"], sizeOf<shape>> extends "yes" ? shape
    : `tensor: ${values["length"]} values do not fill ${show<shape>}`
  : shape

/** The dtype itself when values of this kind can have it: text is no number. */
type Suited<values, dtype> =
  [dtype] extends [never] ? dtype
  : [dtype, dtypeOfTensor<values, never>] extends ["string", "string"] ? dtype
  : dtype extends "string" ? unsuited<"numbers", dtype>
  : dtypeOfTensor<values, never> extends "string" ? unsuited<"text", dtype & string>
  : dtype
type unsuited<kind extends string, dtype extends string> = `tensor: ${kind} cannot be ${dtype}; leave the dtype out`
const unsuited = (kind: string, dtype: string) => `tensor: ${kind} cannot be ${dtype}; leave the dtype out`

/**
 * Data of the shape of nested lists, or flat values with a shape.
 *
 * @param values numbers, booleans or strings, nested up to eight deep; or a typed array with `shape`
 * @param shape the axes, where the values are flat
 * @param dtype `"float32"` unless the values are booleans, strings or an Int32Array
 * @throws ShapeError when rows differ in length, or the values do not fill the shape
 * @example
 * tensor([[1, 2, 3], [4, 5, 6]]) // => Tensor<[2, 3]>
 * tensor([1, 2, 3, 4], [2, 2], "int32") // => IntTensor<[2, 2]>
 */
export const tensor = <
  const values extends NestedValues | TypedArray,
  const shape extends NewShape | undefined = undefined,
  dtype extends DType = never,
>(
  values: rectangular<values>,
  shape?: Filled<values, shape>,
  dtype?: Suited<values, dtype>,
): Tensors<shapeOfTensor<values, shape>>["data"][dtypeOfTensor<values, dtype>] =>
  // Sound because test/data.test.ts compares what is typed with what is made.
  make(values, shape, dtype as DType | undefined) as never

const make = (values: unknown, shape: unknown, dtype: DType | undefined): tf.Tensor => {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array) {
    return filled(
      values,
      shapeOf(shape) ?? [values.length],
      suited("float32", dtype) ?? (values instanceof Int32Array ? "int32" : "float32"),
    )
  }
  const nested = flatten(values)
  if ("sentence" in nested) throw refuse(nested.sentence, "rows of one length", "rows that differ", "data")
  const [first] = nested.flat
  const found: DType =
    typeof first === "string" ? "string"
    : typeof first === "boolean" ? "bool"
    : "float32"
  if (!nested.flat.every(value => typeof value === typeof first)) {
    const strange = nested.flat.find(value => typeof value !== typeof first)
    throw refuse(
      `tensor: values must be of one kind, got ${print(first)} and ${print(strange)}`,
      typeof first,
      typeof strange,
      "data",
    )
  }
  if (nested.flat.length > 0 && !["number", "string", "boolean"].includes(typeof first)) {
    throw refuse(
      `tensor: values must be numbers, booleans or strings, got ${print(first)}`,
      "numbers",
      typeof first,
      "data",
    )
  }
  return filled(nested.flat, shapeOf(shape) ?? nested.shape, suited(found, dtype) ?? found)
}

/** The dtype that was asked for, where values of this kind can have it. */
const suited = (found: DType, dtype: DType | undefined): DType | undefined => {
  if (dtype === undefined) return undefined
  const known = dtypes.find(each => each === dtype)
  const wanted = dtypes.join(", ")
  if (!known) throw refuse(`dtype must be one of ${wanted}, got ${print(dtype)}`, wanted, print(dtype), "option")
  if ((known === "string") === (found === "string")) return known
  throw refuse(unsuited(found === "string" ? "text" : "numbers", known), "a dtype that fits", known, "option")
}

const filled = (values: ArrayLike<unknown>, shape: readonly number[], dtype: DType): tf.Tensor => {
  const size = shape.reduce((a, b) => a * b, 1)
  if (size !== values.length) {
    const sentence = `tensor: ${values.length} values do not fill ${showShape(shape)}`
    throw refuse(sentence, `${size} values`, `${values.length}`, "data")
  }
  // tfjs takes the flat values as they are; their kind was checked in `make`, by test/data.test.ts.
  return tf.tensor(values as number[], [...shape], dtype)
}

const shapeOf = (shape: unknown): readonly number[] | undefined => {
  if (shape === undefined) return undefined
  if (Array.isArray(shape) && shape.every(axis => Number.isInteger(axis) && axis >= 0)) return shape
  throw refuse(
    `tensor: shape must be a list of integers of 0 or more, got ${print(shape)}`,
    "integers",
    print(shape),
    "option",
  )
}

const refuse = (sentence: string, expected: string, received: string, code: "data" | "option") =>
  new ShapeError(sentence, { code, layer: /^(\w+):/.exec(sentence)?.[1] ?? "asShape", expected, received })

/** Data from elsewhere: a tensor of tfjs, or one of ours whose shape is not known. */
interface DataLike {
  readonly shape: readonly number[]
  readonly dtype: string
}

type declaredOf<axes extends readonly (Dim | null)[]> = {
  -readonly [axis in keyof axes]: dimOf<axes[axis]>
}

/** The shape itself when the tensor's own, as far as it is known, agrees. */
type Agreeing<data, axes extends readonly (Dim | null)[]> =
  data extends { readonly [dims]: infer known } ?
    bind<declaredOf<axes>, known> extends Misfit<infer reason> ?
      `asShape: ${show<known>} is not ${show<declaredOf<axes>>}: ${reason}`
    : readable<axes>
  : readable<axes>

type dtypeOfData<data> = data extends { readonly dtype: infer dtype extends DType } ? dtype : DType

/**
 * The door for data whose shape the compiler does not know: gives the same tensor with the shape written in its type,
 * once its real shape agrees. A symbol stands for any size, the same wherever it is written.
 *
 * @throws ShapeError with the axis that does not agree
 * @example
 * declare const loaded: Tensor<number[]>
 * asShape(loaded, ["N", 7, 12]) // => Tensor<["N", 7, 12]>
 */
export const asShape = <data extends AnyData | DataLike, const axes extends readonly (Dim | null)[]>(
  data: data,
  shape: Agreeing<data, axes>,
): Tensors<declaredOf<axes>>["data"][dtypeOfData<data>] => {
  const declared = declaredShape(shape)
  if (typeof declared === "string") throw refuse(declared, "a shape", print(shape), "option")
  if (!(data instanceof tf.Tensor))
    throw refuse(`asShape needs a tensor with data, got ${print(data)}`, "a tensor", print(data), "data")
  const bound: Bindings = new Map()
  const reason = bindShape(declared, data.shape, bound)
  if (reason !== undefined) {
    const sentence = `asShape: ${showShape(data.shape)} is not ${showShape(declared)}: ${reason}`
    throw refuse(sentence, showShape(declared), showShape(data.shape), "data")
  }
  // Sound because test/data.test.ts holds that only what agrees comes through.
  return data as never
}

// `x.pipe(a, b)` on data; tensors of a graph have it of their own.
Object.defineProperty(tf.Tensor.prototype, "pipe", {
  value(this: tf.Tensor, ...layers: readonly LayerInstance[]) {
    return sendThrough(layers, this)
  },
  configurable: true,
})
