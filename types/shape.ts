import type { Dim, Invariant, product, sameDim, showDim } from "./dim.js"

/** Axis lengths, outermost first: `["B", 7, 12]`. */
export type Shape = readonly Dim[]

/** As messages print it: `[B, 7, ?]`. */
export type show<In> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      "a shape of unknown rank"
    : `[${join<In>}]`
  : "not a shape"

/** The dims of a shape, separated by commas. */
export type join<In> = In extends readonly [infer first, ...infer rest] ? joinAfter<rest, showDim<first>> : ""
type joinAfter<In, text extends string> =
  In extends readonly [infer first, ...infer rest] ? joinAfter<rest, `${text}, ${showDim<first>}`> : text

/** Product of all axes: 1 for a scalar. */
export type sizeOf<In> =
  In extends readonly [infer first, ...infer rest] ? sizeAfter<rest, first>
  : In extends readonly [] ? 1
  : number
type sizeAfter<In, done> =
  In extends readonly [infer first, ...infer rest] ? sizeAfter<rest, product<done, first>>
  : In extends readonly [] ? done
  : number

/** Last axis; `never` for a scalar. */
export type lastOf<In> = In extends readonly [...unknown[], infer last] ? last : never

/** Whether two shapes agree axis by axis; a dynamic axis agrees with anything. */
export type sameShape<A, B> =
  A extends readonly [infer a, ...infer restA] ?
    B extends readonly [infer b, ...infer restB] ?
      sameDim<a, b> extends "yes" ?
        sameShape<restA, restB>
      : "no"
    : number extends lengthOf<B> ? "yes"
    : "no"
  : B extends readonly [] ?
    A extends readonly [] ? "yes"
    : number extends lengthOf<A> ? "yes"
    : "no"
  : number extends lengthOf<A> | lengthOf<B> ? "yes"
  : "no"
type lengthOf<In> = In extends readonly unknown[] ? In["length"] : never

/** Takes the literal axis where the other one is dynamic. */
export type knownDim<a, b> =
  Invariant<a> extends Invariant<b> ? a
  : number extends a ? b
  : string extends a ? b
  : a

/** Two shapes that agree, with every axis as exact as either of them says. */
export type meet<A, B, done extends readonly unknown[] = []> =
  A extends readonly [infer a, ...infer restA] ?
    B extends readonly [infer b, ...infer restB] ?
      meet<restA, restB, [...done, knownDim<a, b>]>
    : A
  : done
