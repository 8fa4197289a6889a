/** What a sample is made of, and the tensors that a batch of samples becomes. */
import type { shapeOfValues, dtypeOfValues, NestedValues } from "../../core/nested.js"
import type { AnyData, DType, dims, Tensors } from "../../core/tensor.js"

export type TypedArray = Float32Array | Int32Array | Uint8Array

/** One value of a sample: a number, nested lists of them, a typed array, or a tensor. */
export type Field = NestedValues | TypedArray | AnyData

/**
 * The values of a sample for the inputs, or for the outputs, of a model: one, a list, or a record. A list of several
 * holds typed arrays or tensors, since a list of numbers is one value.
 */
export type FieldsOf = Field | readonly (TypedArray | AnyData)[] | { readonly [name: string]: Field }

/** One sample. */
export interface Sample {
  readonly xs: FieldsOf
  readonly ys: FieldsOf
}

/** A batch, as `fitDataset` takes it: `count` is the length of the batch axis. */
export interface BatchOf<sample extends Sample, count, length = "own"> {
  readonly xs: batchOfFields<sample["xs"], count, length>
  readonly ys: batchOfFields<sample["ys"], count, length>
}

type batchOfFields<fields, count, length> =
  fields extends Field ? batchOfField<fields, count, length>
  : { -readonly [name in keyof fields]: batchOfField<fields[name], count, length> }

type batchOfField<field, count, length> =
  field extends { readonly [dims]: infer In; readonly dtype: infer dtype extends DType } ?
    Tensors<batched<In, count, length>>["data"][dtype]
  : field extends Int32Array ? Tensors<batched<[number], count, length>>["data"]["int32"]
  : field extends TypedArray ? Tensors<batched<[number], count, length>>["data"]["float32"]
  : Tensors<batched<shapeOfValues<field>, count, length>>["data"][dtypeOfValues<field>]

/** The batch axis in front; the first axis of a sample is `length` long where samples are padded. */
type batched<In, count, length> =
  In extends readonly [infer first, ...infer rest] ? [count, length extends "own" ? first : length, ...rest]
  : In extends readonly [] ? [count]
  : readonly (number | string)[]
