import type { increment } from "../../types/arith.js"
import type { sum } from "../../types/dim.js"
import type { Next } from "../../types/digits.js"
import type { At } from "../../types/error.js"
import type { apply, countOf } from "../../types/rule.js"
import type { DType } from "./tensor.js"
import type { AcceptedList, AnyLayer, rule, takesList, titled } from "./layer.js"

/**
 * The shape behind a row of layers, or the first sentence that refuses. Layers are found by their index, five a step: a row
 * whose tail is copied at every step would cost the square of its length.
 */
export type through<In, layers> = string extends keyof layers ? In : throughAll<In, layers>
type throughAll<In, layers, tens extends number = 0, digits extends Digits = Low> =
  `${prefix<tens>}${digits[0]}` extends keyof layers ?
    throughAll<five<In, layers, prefix<tens>, digits>, layers, nextTens<tens, digits>, Other<digits>>
  : In

/** The last digit of the indices of one step; what stands before it is the tens. */
type Digits = Low | High
type Low = ["0", "1", "2", "3", "4"]
type High = ["5", "6", "7", "8", "9"]
type Other<digits> = digits extends Low ? High : Low
type nextTens<tens extends number, digits> = digits extends Low ? tens : increment<tens>
type prefix<tens extends number> = tens extends 0 ? "" : `${tens}`

type five<In, layers, tens extends string, digits extends Digits> = step<
  step<
    step<step<step<In, layers, `${tens}${digits[0]}`>, layers, `${tens}${digits[1]}`>, layers, `${tens}${digits[2]}`>,
    layers,
    `${tens}${digits[3]}`
  >,
  layers,
  `${tens}${digits[4]}`
>

/** One layer further; the shape as it is behind the last one. */
type step<In, layers, index> = index extends keyof layers ? behind<In, layers[index]> : In
type behind<In, layer> =
  In extends string ? In
  : layer extends AnyLayer ? single<layer, apply<layer[typeof rule], In>>
  : In

/** A layer in a row must take one tensor and give one. */
type single<layer extends AnyLayer, out> =
  layer extends { readonly [takesList]: true } ? wantsList<titled<layer[typeof rule]>>
  : layer[typeof rule] extends { readonly many: true } ?
    out extends string ?
      out
    : givesList<titled<layer[typeof rule]>>
  : out
type wantsList<title extends string> =
  `${title} takes a list of tensors, and a row of layers gives one; call the layer by itself`
type givesList<title extends string> =
  `${title} gives a list of tensors, and a row of layers takes one; leave out returnState and mergeMode: null, or call the layer by itself`

/**
 * The dtype behind a row of layers: what the last one gives that does not only move values. A layer whose rule says nothing
 * gives float32.
 */
export type dtypeBehind<dtype, layers> =
  layers extends readonly [...unknown[], infer last] ?
    last extends { readonly [rule]: { readonly gives: infer gives } } ?
      gives extends "same" ?
        layers extends readonly [...infer before, unknown] ?
          dtypeBehind<dtype, before>
        : never
      : gives
    : "float32"
  : layers extends readonly [] ? dtype
  : "float32"

/** A dtype; float32, while a type parameter keeps it from being known. */
export type known<dtype> = dtype extends DType ? dtype : "float32"

/**
 * The layers themselves when the row is right; the sentence in place of the layer that refuses. While the compiler still
 * looks for the types of the layers it tries them as an array, which has no place that could be refused.
 */
export type Accepting<In, layers extends readonly AnyLayer[]> =
  refusal<In, layers> extends infer wrong extends readonly unknown[] ? wrong : layers
type refusal<In, layers extends readonly AnyLayer[]> =
  through<In, layers> extends string ? AcceptedList<layers, firstRefused<In, layers>> : null

/** Where in a row that is wrong, and why. */
type firstRefused<In, layers, tens extends number = 0, digits extends Digits = Low> =
  five<In, layers, prefix<tens>, digits> extends infer out ?
    [out] extends [string] ?
      refusedIn<In, layers, prefix<tens>, digits[0]>
    : firstRefused<out, layers, nextTens<tens, digits>, Other<digits>>
  : never
type refusedIn<In, layers, tens extends string, digit extends string> =
  step<In, layers, `${tens}${digit}`> extends infer out ?
    [out] extends [infer message extends string] ?
      `${tens}${digit}` extends `${infer position extends number}` ?
        At<position, message>
      : never
    : refusedIn<out, layers, tens, Next[digit]>
  : never

/** The sentence with its place in the row, for a row that is called later. */
export type placed<In, layers, row extends string> =
  firstRefused<In, layers> extends At<infer position, infer message> ?
    `in ${row}, layer ${increment<position>}: ${message}`
  : never

/** The number of weights of a row of layers. */
export type countThrough<In, layers> = string extends keyof layers ? number : countAll<In, layers>
type countAll<In, layers, tens extends number = 0, digits extends Digits = Low, done = 0> =
  `${prefix<tens>}${digits[0]}` extends keyof layers ?
    countFive<[In, done], layers, prefix<tens>, digits> extends [infer out, infer count] ?
      countAll<out, layers, nextTens<tens, digits>, Other<digits>, count>
    : never
  : done
type countFive<state, layers, tens extends string, digits extends Digits> = counted<
  counted<
    counted<
      counted<counted<state, layers, `${tens}${digits[0]}`>, layers, `${tens}${digits[1]}`>,
      layers,
      `${tens}${digits[2]}`
    >,
    layers,
    `${tens}${digits[3]}`
  >,
  layers,
  `${tens}${digits[4]}`
>
type counted<state, layers, index> =
  index extends keyof layers ?
    layers[index] extends infer layer extends AnyLayer ?
      state extends [infer In, infer done] ?
        [behind<In, layer>, sum<done, countOf<layer[typeof rule], In>>]
      : never
    : state
  : state
