/** What layers that turn values into categories have in common: the shape of an encoding, and integers that may come out. */
import type { Rule } from "../../types/rule.js"
import { type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { type Refusal, refuse } from "./error.js"
import type { Accepted, answer, Given, KindOf, LayerBase } from "./layer.js"
import type { Tensors, UnknownShape } from "./tensor.js"

/** How categories are given: each as it is, as a vector with a 1, or all of a sample in one vector, with a 1 or counted. */
export type OutputMode = "count" | "int" | "multiHot" | "oneHot"

/** The rule of a layer that gives integers or numbers, by an option. */
export interface EncodingRule extends Rule {
  readonly gives: "float32" | "int32"
}

/** A layer that gives integers or numbers, by an option. */
export interface EncodingLayer<in out shapes extends EncodingRule> extends LayerBase<shapes> {
  <X>(x: Accepted<X, answer<shapes, X>>): Tensors<Given<answer<shapes, X>>>[KindOf<X>][shapes["gives"]]
}

/** The dtype of an encoding. */
export type dtypeOf<mode> = mode extends "int" ? "int32" : "float32"

/**
 * `[...lead]` becomes itself, with "oneHot" `[...lead, depth]`, and otherwise `[B, ...rest, depth]`, where the first axis
 * behind the batch is counted over.
 */
export type encodedShape<In, depth, mode, layer extends string> =
  mode extends "int" ? In
  : In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : mode extends "oneHot" ? oneHotShape<In, depth, layer>
    : In extends readonly [infer B, unknown, ...infer rest] ? [B, ...rest, depth]
    : [depth]
  : UnknownShape
type oneHotShape<In extends readonly unknown[], depth, layer extends string> =
  In extends readonly [unknown, ...unknown[], 1] ? endsInOne<In, depth, layer> : [...In, depth]
export const encodedShape = (
  input: RuntimeShape,
  depth: RuntimeDim,
  mode: OutputMode,
  layer: string,
): RuntimeShape | Refusal => {
  if (mode === "int") return input
  if (mode !== "oneHot") return input.length > 1 ? [input[0] ?? null, ...input.slice(2), depth] : [depth]
  if (input.length > 1 && input.at(-1) === 1)
    return refuse(endsInOne(input, depth, layer), "a last axis that is not 1", show(input))
  return [...input, depth]
}

type endsInOne<
  In,
  depth,
  layer extends string,
> = `${layer}(${showDim<depth>}, oneHot) makes a vector of each value, got ${show<In>}, whose last axis is 1; outputMode multiHot puts the vector in its place`
const endsInOne = (input: RuntimeShape, depth: RuntimeDim, layer: string) =>
  `${layer}(${showDim(depth)}, oneHot) makes a vector of each value, got ${show(input)}, whose last axis is 1; outputMode multiHot puts the vector in its place`
