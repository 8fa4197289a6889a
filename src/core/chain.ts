import type { apply, countOf } from "../../types/rule.js"
import type { sum } from "../../types/dim.js"
import type { AnyLayer, rule } from "./layer.js"

/** The shape behind a row of layers, or the first sentence that refuses. Eight layers a step, so that long rows stay cheap. */
export type through<In, layers> =
  layers extends (
    readonly [
      infer a extends AnyLayer,
      infer b extends AnyLayer,
      infer c extends AnyLayer,
      infer d extends AnyLayer,
      infer e extends AnyLayer,
      infer f extends AnyLayer,
      infer g extends AnyLayer,
      infer h extends AnyLayer,
      ...infer rest,
    ]
  ) ?
    through<step<step<step<step<step<step<step<step<In, a>, b>, c>, d>, e>, f>, g>, h>, rest>
  : layers extends readonly [infer first extends AnyLayer, ...infer rest] ? through<step<In, first>, rest>
  : In

type step<In, layer extends AnyLayer> = In extends string ? In : single<layer, apply<layer[typeof rule], In>>

/** A layer in a row must give one tensor. */
type single<layer extends AnyLayer, out> =
  layer[typeof rule] extends { readonly many: true } ?
    out extends string ?
      out
    : `a layer with returnState: true gives a list of tensors, and a row of layers takes one; leave returnState out, or call the layer by itself`
  : out

/**
 * The layers themselves when the row is right; the sentence in place of the layer that refuses. While the compiler still
 * looks for the types of the layers it tries them as an array, which has no place that could be refused.
 */
export type Accepting<In, layers extends readonly AnyLayer[]> =
  refusal<In, layers> extends infer wrong extends readonly unknown[] ? wrong : layers
type refusal<In, layers extends readonly AnyLayer[]> =
  through<In, layers> extends string ? withSentence<layers, walk<In, layers>> : null
type withSentence<layers, sentences> = {
  [index in keyof layers]: index extends keyof sentences ?
    sentences[index] extends infer message extends string ?
      message
    : layers[index]
  : layers[index]
}

type walk<In, layers, before extends readonly unknown[] = []> =
  layers extends readonly [infer first extends AnyLayer, ...infer rest] ?
    step<In, first> extends infer out ?
      out extends string ?
        [...before, out]
      : walk<out, rest, [...before, 0]>
    : never
  : before

/** The sentence with its place in the row, for a row that is called later. */
export type placed<In, layers, row extends string, count extends readonly unknown[] = [0]> =
  layers extends readonly [infer first extends AnyLayer, ...infer rest] ?
    step<In, first> extends infer out ?
      out extends string ?
        `in ${row}, layer ${count["length"]}: ${out}`
      : placed<out, rest, row, [...count, 0]>
    : never
  : In

/** The number of weights of a row of layers. */
export type countThrough<In, layers, done = 0> =
  layers extends readonly [infer first extends AnyLayer, ...infer rest] ?
    countThrough<step<In, first>, rest, sum<done, countOf<first[typeof rule], In>>>
  : done
