import type { Invariant } from "../../types/dim.js"
import type { At } from "../../types/error.js"
import type { apply, Rule } from "../../types/rule.js"
import type { takesOne } from "./given.js"
import type { AnyTensor, dims, SymbolicTensor, Tensor, Tensors, UnknownShape } from "./tensor.js"

/** Marks the type of a layer with its rule. Exists in the types only. */
export declare const rule: unique symbol

/** Marks the type of a layer that takes a list of tensors. Exists in the types only. */
export declare const takesList: unique symbol

/** What every layer has, whatever it is called with. */
export interface LayerBase<shapes extends Rule> {
  readonly [rule]: shapes
  /** Unique in a model; names the weights in a saved file. */
  readonly name: string
}

/** Any layer: what `sequential`, `pipe`, `bidirectional` and `timeDistributed` take. */
export interface AnyLayer {
  readonly [rule]: Rule
  readonly name: string
}

/** A layer: call it with a tensor. In a graph it adds a node; on data it computes. Called twice, it shares its weights. */
export interface Layer<in out shapes extends Rule> extends LayerBase<shapes> {
  <X>(x: Accepted<X, answer<shapes, X>>): Kinds<Given<answer<shapes, X>>>[KindOf<X>]
}

/** The rule of a layer that moves values without computing with them. */
export interface MovingRule extends Rule {
  readonly gives: "same"
}

/** A layer that moves values without computing with them, so that int32 stays int32. */
export interface MovingLayer<in out shapes extends MovingRule> extends LayerBase<shapes> {
  <X>(x: Accepted<X, answer<shapes, X>>): Tensors<Given<answer<shapes, X>>>[KindOf<X>][DTypeOf<X>]
}

/** A layer that takes a list of tensors and gives one. The element that does not fit turns red. */
export interface MergeLayer<in out shapes extends Rule> extends LayerBase<shapes> {
  readonly [takesList]: true
  <const X extends readonly AnyTensor[]>(
    x: AcceptedList<X, listAnswer<shapes, X>>,
  ): Kinds<GivenList<listAnswer<shapes, X>>>[KindOf<X[0]>]
}

/** What a rule says of the shape of a tensor; waits for the tensor, so that nothing is computed before it is known. */
export type answer<shapes extends Rule, X> =
  X extends AnyTensor ? apply<shapes, X[typeof dims]>
  : unknown extends X ? oneTensor
  : takesOne<titled<shapes>, X>
/** Also while the compiler still looks for the argument's type, which must cost nothing. */
type oneTensor = "one tensor"

/** What messages call a layer, where its rule says it. */
export type titled<shapes> = shapes extends { readonly title: infer title extends string } ? title : "a layer"

/** The argument's own type when the rule accepts it; otherwise the sentence, which nothing is assignable to. */
export type Accepted<X, out> = out extends infer message extends string ? message : X

/** The shape that a rule gives; of unknown rank when it refused, so that one mistake is one error. */
export type Given<out> = out extends string ? UnknownShape : out

/** Whether a tensor is of a graph or has data; an `any` may be either, so that what comes behind it is a tensor again. */
export type KindOf<X> = X extends { readonly kind: "data" } ? "data" : "graph"

export type DTypeOf<X> = X extends AnyTensor ? X["dtype"] : "float32"

/** A float32 tensor, of the kind that came in. */
export interface Kinds<out> {
  graph: SymbolicTensor<out>
  data: Tensor<out>
}

/** The rule of a layer that works element by element: of tensors of one shape it gives that shape. */
export interface ElementwiseRule extends Rule {
  readonly elementwise: true
}

/** What a rule says of the shapes of a list of tensors. */
type listAnswer<shapes extends Rule, X extends readonly AnyTensor[]> =
  X extends unknown ?
    shapes extends ElementwiseRule ?
      oneShape<shapes, X>
    : apply<shapes, shapesOf<X>>
  : never
/** Most lists are of two tensors of one shape, which one comparison shows. */
type oneShape<shapes extends Rule, X extends readonly AnyTensor[]> =
  X["length"] extends 2 ? ofPair<X[0][typeof dims], X[1][typeof dims], shapes, X> : apply<shapes, shapesOf<X>>
type ofPair<first, second, shapes extends Rule, X extends readonly AnyTensor[]> =
  Invariant<first> extends Invariant<second> ?
    first extends readonly [] ?
      apply<shapes, shapesOf<X>>
    : first
  : apply<shapes, shapesOf<X>>
/** The shapes of a list of tensors. */
export type shapesOf<X extends readonly AnyTensor[]> = { readonly [index in keyof X]: X[index][typeof dims] }

/** The sentence, or the list with the sentence in place of the element that a rule refuses; `null` when it refuses none. */
type refusal<X, out> =
  out extends readonly unknown[] ? null
  : out extends At<infer position, infer message> ?
    { readonly [index in keyof X]: index extends `${position}` ? message : X[index] }
  : out

/** The list itself when the rule accepts it; the sentence in place of the element that it refuses, or of the list. */
export type AcceptedList<X, out> = Unrefused<X, refusal<X, out>>
/** The value itself, unless something is refused. */
export type Unrefused<X, refused> = refused extends infer wrong extends string | readonly unknown[] ? wrong : X

type GivenList<out> = out extends string | AnyAt ? UnknownShape : out
interface AnyAt extends At {}
