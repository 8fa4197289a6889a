/** Axes in another order, taken apart, put together, taken away and added, in the language of einops. */
import type { AxesOp } from "./axesPattern.js"
import type { AxesSources, Check, joined, planFor, showAxis, Wrong } from "./axesSizes.js"
import type { Dim, dimOf, product, quotient, sameDim, showDim } from "./dim.js"
import type { around, dynamic } from "./ellipsis.js"
import type { show, sizeOf } from "./shape.js"

/** The shape that a pattern makes of a shape; a sentence refuses the pattern, and `Wrong` the tensor or a size. */
export type axesShape<op extends AxesOp, pattern extends string, S, sizes> =
  string extends pattern | keyof sizes ? readonly Dim[]
  : planFor<op, pattern, keyof sizes> extends infer plan ?
    plan extends AxesSources ?
      S extends readonly unknown[] ?
        placed<op, plan, S, sizes>
      : never
    : plan
  : never

type placed<op extends AxesOp, plan extends AxesSources, S extends readonly unknown[], sizes> =
  S["length"] extends plan["rank"] ? outputOf<op, plan, S, S, "none", sizes>
  : plan["rank"] extends "..." ?
    around<S, plan["left"][0], plan["left"][1]> extends infer cut ?
      cut extends readonly [infer named extends readonly unknown[], infer between] ?
        outputOf<op, plan, S, named, between, sizes>
      : cut extends "short" ? Wrong<"tensor", wantsRank<op, plan, S>>
      : outputOf<op, plan, S, dynamic<namesIn<plan["left"]>>, "unknown", sizes>
    : never
  : number extends S["length"] ? outputOf<op, plan, S, dynamic<plan["left"][0]>, "none", sizes>
  : Wrong<"tensor", wantsRank<op, plan, S>>
type namesIn<left extends AxesSources["left"]> = left[1] extends readonly unknown[] ? [...left[0], ...left[1]] : left[0]

type wantsRank<
  op extends AxesOp,
  plan extends AxesSources,
  S,
> = `${op}: ${plan["text"]} needs rank ${rankOf<namesIn<plan["left"]>>}${plan["rank"] extends "..." ? " or more" : ""}, got ${show<S>}`
type rankOf<In> = In extends readonly unknown[] ? In["length"] : never

type outputOf<op extends AxesOp, plan extends AxesSources, S, axes extends readonly unknown[], between, sizes> =
  plan["checks"] extends readonly [] ? made<plan, axes, between, sizes>
  : unfit<op, plan["checks"], S, axes, sizes> extends infer refused ?
    refused extends "none" ?
      made<plan, axes, between, sizes>
    : refused
  : never
type made<plan extends AxesSources, axes extends readonly unknown[], between, sizes> =
  plan["after"] extends "none" ? madeEach<plan["before"], axes, between, sizes>
  : between extends readonly unknown[] ?
    [...madeEach<plan["before"], axes, between, sizes>, ...between, ...madeEach<plan["after"], axes, between, sizes>]
  : readonly Dim[]

/** The refusal of the first axis that is not as the sizes make it. */
type unfit<op extends AxesOp, checks, S, axes extends readonly unknown[], sizes> =
  checks extends readonly [infer check extends Check, ...infer rest] ?
    fits<axes[check[0]], given<check[2], sizes>, check[3]> extends "yes" ?
      rest extends readonly [] ?
        "none"
      : unfit<op, rest, S, axes, sizes>
    : refusedAxis<op, check, S, axes[check[0]], given<check[2], sizes>>
  : "none"
type fits<dim, size, open> =
  open extends true ?
    [quotient<dim, size>] extends [never] ?
      "no"
    : "yes"
  : sameDim<dim, size>
type refusedAxis<op extends AxesOp, check extends Check, S, dim, size> =
  check[3] extends true ?
    Wrong<firstOf<check[2]>, `${op}: ${showDim<dim>} does not divide by ${joined<check[2], "*">} = ${showDim<size>}`>
  : check[1] extends readonly [] ?
    Wrong<"tensor", `${op}: an axis is 1 in the pattern, but ${showDim<dim>} in the tensor ${show<S>}`>
  : Wrong<
      firstOf<check[2]>,
      `${op}: ${showAxis<check[1]>} is ${showDim<dim>} in the tensor, but the sizes make it ${showDim<size>}`
    >
type firstOf<names> = names extends readonly [infer first extends string, ...unknown[]] ? first : "tensor"

/** The product of the sizes that are given for some names. */
type given<names, sizes> =
  names extends readonly [infer name] ? sizeNamed<name, sizes>
  : names extends readonly [infer name, ...infer rest] ? givenAfter<rest, sizes, sizeNamed<name, sizes>>
  : 1
type givenAfter<names, sizes, done> =
  names extends readonly [infer name, ...infer rest] ? givenAfter<rest, sizes, product<done, sizeNamed<name, sizes>>>
  : done
type sizeNamed<name, sizes> = name extends keyof sizes ? dimOf<sizes[name]> : never

/** The sizes of some axes, each the product of what it is made of. */
type madeEach<parts, axes extends readonly unknown[], between, sizes> =
  parts extends readonly unknown[] ? { -readonly [index in keyof parts]: madeOf<parts[index], axes, between, sizes> }
  : never
type madeOf<part, axes extends readonly unknown[], between, sizes> =
  part extends number ? axes[part]
  : part extends string ? sizeNamed<part, sizes>
  : part extends readonly [infer source] ? sizeFrom<source, axes, between, sizes>
  : part extends readonly [infer source, ...infer rest] ?
    madeAfter<rest, axes, between, sizes, sizeFrom<source, axes, between, sizes>>
  : 1
type madeAfter<sources, axes extends readonly unknown[], between, sizes, done> =
  sources extends readonly [infer source, ...infer rest] ?
    madeAfter<rest, axes, between, sizes, product<done, sizeFrom<source, axes, between, sizes>>>
  : done
type sizeFrom<source, axes extends readonly unknown[], between, sizes> =
  source extends readonly ["size", infer name] ? sizeNamed<name, sizes>
  : source extends readonly ["axis", infer place extends number] ? axes[place]
  : source extends readonly ["rest", infer place extends number, infer others] ?
    quotient<axes[place], given<others, sizes>>
  : sizeOf<between>
