/** What the types of the ops have in common: operands, dtypes, and the tensor that comes out. */
import type { At } from "../../types/error.js"
import type { AnyTensor, dims, DType, Tensors, UnknownShape } from "./tensor.js"

/** The argument's own type when the rule accepts it; otherwise the sentence, which nothing is assignable to. */
type Accepted<X, out> =
  [out] extends [readonly unknown[]] ? X
  : out extends string ? out
  : X

/** A tensor, or a number that stands for a scalar. */
export type Operand = AnyTensor | number

/** The axes of a tensor; a number has none. */
export type shapeOf<A> = A extends { readonly [dims]: infer In } ? In : []

type dtypeOf<A> = A extends AnyTensor ? A["dtype"] : "float32"

/** The widest of two dtypes, as tfjs casts them; two booleans add up to int32. */
interface Numbers {
  float32: { float32: "float32"; int32: "float32"; bool: "float32" }
  int32: { float32: "float32"; int32: "int32"; bool: "int32" }
  bool: { float32: "float32"; int32: "int32"; bool: "int32" }
}

/** The dtype of what is computed of two operands. */
export type numbersOf<A, B> = Numbers[dtypeOf<A>][dtypeOf<B>]

/** The dtype of what is computed of one tensor: booleans count as int32. */
export type numberOf<dtype extends keyof Numbers> = Numbers[dtype]["bool"]

/** The dtype that holds the values of two operands as they are. */
export type alikeOf<A, B> = [dtypeOf<A>, dtypeOf<B>] extends ["bool", "bool"] ? "bool" : Numbers[dtypeOf<A>][dtypeOf<B>]

/** The kind of what two operands give: that of the tensors among them, and data where both are numbers. */
type kindOf<A, B> =
  A extends AnyTensor ? A["kind"]
  : B extends AnyTensor ? B["kind"]
  : "data"

/** The shape that a rule gives, where it gives one; of unknown rank when it refused, so that one mistake is one error. */
export type Given<out> = [out] extends [string] ? UnknownShape : Exclude<out, string>

/** A tensor of the kind of one that came in. */
export type Result<A extends AnyTensor, out, dtype extends DType = "float32"> = Tensors<Given<out>>[A["kind"]][dtype]

/** A tensor of the kind of two operands of which one may be a number. */
export type Result2<A, B, out, dtype extends DType = "float32"> = Tensors<Given<out>>[kindOf<A, B>][dtype]

/** The second operand when it is of the first one's kind and the rule accepts both; the sentence otherwise. */
export type Second<A, B, out, name extends string> =
  A extends AnyTensor ?
    B extends AnyTensor ?
      B["kind"] extends A["kind"] ?
        Accepted<B, out>
      : mixed<name>
    : B
  : B
/** Likewise, where neither can be a number. */
export type SecondTensor<A extends AnyTensor, B extends AnyTensor, out, name extends string> =
  B["kind"] extends A["kind"] ? Accepted<B, out> : mixed<name>

type mixed<name extends string> = `${name} got data and tensors of a graph together; give it one kind`

/** A boolean tensor; the sentence for any other. */
export type Bool<A extends AnyTensor, name extends string> = A["dtype"] extends "bool" ? A : needsBool<A["dtype"], name>
type needsBool<
  dtype extends DType,
  name extends string,
> = `${name} needs booleans, got ${dtype}; compare it with something, or cast it to bool`

/** Likewise, of booleans. */
export type SecondBool<A extends AnyTensor, B extends AnyTensor, out, name extends string> =
  B["dtype"] extends "bool" ? SecondTensor<A, B, out, name> : needsBool<B["dtype"], name>

/** The third operand, when all are of one kind and the rule accepts them. */
export type Third<A extends AnyTensor, B extends AnyTensor, C extends AnyTensor, out, name extends string> =
  A["kind"] | B["kind"] extends C["kind"] ? Accepted<C, out> : mixed<name>

/** A tensor of int32; the sentence for any other. */
export type Indices<A extends AnyTensor, name extends string> =
  A["dtype"] extends "int32" ? A : needsIndices<A["dtype"], name>
/** Indices of the first one's kind, of int32. */
export type SecondIndices<A extends AnyTensor, B extends AnyTensor, out, name extends string> =
  B["dtype"] extends "int32" ? SecondTensor<A, B, out, name> : needsIndices<B["dtype"], name>
type needsIndices<dtype extends DType, name extends string> = `${name} needs int32, got ${dtype}; cast it to int32`

/** The argument's own type when the rule accepts the call; the sentence otherwise. */
export type Argument<value, out> = Accepted<value, out>

/** What an op takes that joins tensors. */
export type TensorList = readonly AnyTensor[]

/** "yes" when a list holds data and tensors of a graph. */
export type mixedList<X extends TensorList> =
  [X[number]["kind"]] extends ["data"] | ["graph"] ? "no"
  : ["data" | "graph"] extends [X[number]["kind"]] ? "yes"
  : "no"

/** The dtype that holds the values of all as they are. */
export type alikeList<X extends TensorList> =
  [X[number]["dtype"]] extends ["bool"] ? "bool"
  : "float32" extends X[number]["dtype"] ? "float32"
  : "int32"

/** A tensor of the kind of a list. */
export type ListResult<X extends TensorList, out, dtype extends DType> = Tensors<
  Given<out extends At ? string : out>
>[X[number]["kind"]][dtype]
