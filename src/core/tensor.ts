import type { Dim } from "../../types/dim.js"
import type { Shape } from "../../types/shape.js"
import type { Pipe } from "./pipe.js"

/** The element types of a tensor, as in tfjs. */
export type DType = "float32" | "int32" | "bool" | "string"
export const dtypes: readonly DType[] = ["float32", "int32", "bool", "string"]

/** Marks the type of a tensor with its axes: literals, symbols and `number`. Exists in the types only. */
export declare const dims: unique symbol

/** What a shape is at run time on data: every symbol is a number by then. */
export type Sizes<In> = { readonly [axis in keyof In]: In[axis] extends string ? number : In[axis] }

interface Values {
  float32: number
  int32: number
  bool: boolean
  string: string
}
interface TypedArrays {
  float32: Float32Array
  int32: Int32Array
  bool: Uint8Array
  string: string[]
}

/** Arrays nested as deep as the shape has axes. */
export type Nested<In, value> =
  In extends readonly [] ? value
  : In extends readonly [unknown, ...infer rest] ? Nested<rest, value>[]
  : unknown

/** What every tensor that holds data can do. Its memory is the backend's: `dispose` it, or make it inside `tidy`. */
interface Data<out In, dtype extends DType> {
  readonly [dims]: In
  readonly kind: "data"
  readonly dtype: dtype
  readonly shape: Sizes<In>
  readonly rank: In extends readonly unknown[] ? In["length"] : number
  readonly size: number
  /** The values, flat, in row-major order. */
  data(): Promise<TypedArrays[dtype]>
  /** The values, flat, in row-major order. Blocks on a GPU. */
  dataSync(): TypedArrays[dtype]
  /** The values, nested as the shape is. */
  array(): Promise<Nested<In, Values[dtype]>>
  /** The values, nested as the shape is. Blocks on a GPU. */
  arraySync(): Nested<In, Values[dtype]>
  print(verbose?: boolean): void
  dispose(): void
  readonly isDisposed: boolean
}

/** What every tensor of a graph knows: where it stands, but no value. */
interface Graph<out In, dtype extends DType> {
  readonly [dims]: In
  readonly kind: "graph"
  readonly dtype: dtype
  /** Axis lengths: numbers and symbols. An axis that is `number` here, known only as data arrives, holds `null`. */
  readonly shape: In
  readonly name: string
}

/** Float32 data of shape `In`. */
export interface Tensor<out In> extends Data<In, "float32">, Pipe {}
/** Int32 data of shape `In`. */
export interface IntTensor<out In> extends Data<In, "int32">, Pipe {}
/** Boolean data of shape `In`. */
export interface BoolTensor<out In> extends Data<In, "bool">, Pipe {}
/** Text of shape `In`. */
export interface StringTensor<out In> extends Data<In, "string"> {}

/** A float32 tensor of a graph, of shape `In`. */
export interface SymbolicTensor<out In> extends Graph<In, "float32">, Pipe {}
/** An int32 tensor of a graph, of shape `In`. */
export interface SymbolicIntTensor<out In> extends Graph<In, "int32">, Pipe {}
/** A boolean tensor of a graph, of shape `In`. */
export interface SymbolicBoolTensor<out In> extends Graph<In, "bool">, Pipe {}
/** A text tensor of a graph, of shape `In`. */
export interface SymbolicStringTensor<out In> extends Graph<In, "string"> {}

/** Any tensor that a layer can take: numbers or booleans, in a graph or with data. */
export interface AnyTensor {
  readonly [dims]: readonly unknown[]
  readonly kind: "graph" | "data"
  readonly dtype: "float32" | "int32" | "bool"
}

/** Any tensor of text, in a graph or with data. */
export interface AnyText {
  readonly [dims]: readonly unknown[]
  readonly kind: "graph" | "data"
  readonly dtype: "string"
}

/** Any tensor of a graph. */
export interface AnySymbolic {
  readonly [dims]: readonly unknown[]
  readonly kind: "graph"
  readonly dtype: DType
}

/** Any tensor with data. */
export interface AnyData {
  readonly [dims]: readonly unknown[]
  readonly kind: "data"
  readonly dtype: DType
}

/** The tensors of shape `In`, by kind and dtype. */
export interface Tensors<In> {
  data: { float32: Tensor<In>; int32: IntTensor<In>; bool: BoolTensor<In>; string: StringTensor<In> }
  graph: {
    float32: SymbolicTensor<In>
    int32: SymbolicIntTensor<In>
    bool: SymbolicBoolTensor<In>
    string: SymbolicStringTensor<In>
  }
}

/** The tensor type of a shape and a dtype: `TensorOf<["N", 5], "int32">` is `IntTensor<["N", 5]>`. */
export type TensorOf<In extends Shape, dtype extends DType = "float32"> = Tensors<In>["data"][dtype]

/** The graph's tensor type of a shape and a dtype. */
export type SymbolicTensorOf<In extends Shape, dtype extends DType = "float32"> = Tensors<In>["graph"][dtype]

/** A shape whose rank is not known: what a refused layer is taken to give, so that one mistake is one error. */
export type UnknownShape = readonly Dim[]
