import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument } from "../core/opTypes.js"
import type { AnyTensor, dims, Tensors, UnknownShape } from "../core/tensor.js"
import { lacksAxis, oneAxis } from "./axes.js"
import { split as splitAxis } from "./axis.js"
import { type RuntimeDim, showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

/** The shapes of the parts: a list; the shape of each, where their number is not known; or a sentence. */
export interface Many<In> {
  readonly each: In
}

/** The tensors of some shapes. */
export type Parts<X extends AnyTensor, out> =
  [out] extends [string] ? readonly Tensors<UnknownShape>[X["kind"]][X["dtype"]][]
  : out extends Many<infer In> ? Tensors<In>[X["kind"]][X["dtype"]][]
  : out extends readonly unknown[] ? { [at in keyof out]: Tensors<out[at]>[X["kind"]][X["dtype"]] }
  : never

export type orFirst<axis> = axis extends number ? axis : 0

/** As many shapes without the axis as it is long. */
type unstackShapes<In, axis extends number, kind> =
  In extends readonly unknown[] ?
    number extends In["length"] ? Many<UnknownShape>
    : number extends axis ? Many<UnknownShape>
    : splitAxis<In, axis> extends (
      [infer before extends readonly unknown[], infer at, infer after extends readonly unknown[]]
    ) ?
      at extends number ?
        number extends at ?
          Many<[...before, ...after]>
        : repeated<at, [...before, ...after]>
      : kind extends "data" ? Many<[...before, ...after]>
      : wantsSize<In, axis, at>
    : lacksAxis<In, axis, "unstack", axis>
  : Many<UnknownShape>
/** Above 999 parts a list will do. */
export type repeated<count extends number, In> =
  `${count}` extends `${number}${number}${number}${number}${string}` ? Many<In> : repeatedTo<count, In>
type repeatedTo<count extends number, In, done extends readonly unknown[] = []> =
  done["length"] extends count ? done : repeatedTo<count, In, [...done, In]>
const unstackShapes = (input: RuntimeShape, axis: number) => {
  const parts = splitAxis(input, axis)
  if (!parts) return refuse(lacksAxis(input, axis, "unstack", axis), `a shape with axis ${axis}`, show(input))
  const [before, at, after] = parts
  if (typeof at !== "number") return refuse(wantsSize(input, axis, at), "a number for the axis", showDim(at))
  return Array.from({ length: at }, () => [...before, ...after])
}

type wantsSize<
  In,
  axis extends number,
  at,
> = `unstack(axis ${axis}) must know how many tensors it gives, but axis ${axis} of ${show<In>} is ${showDim<at>}`
const wantsSize = (input: RuntimeShape, axis: number, at: RuntimeDim) =>
  `unstack(axis ${axis}) must know how many tensors it gives, but axis ${axis} of ${show(input)} is ${showDim(at)}`

/**
 * A list of tensors, one for each place along an axis.
 *
 * @shape any to as many as the axis is long, without it
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when there is no such axis, or its length is not known in a graph
 * @example
 * unstack(tensor([[1, 2], [3, 4]])) // => [Tensor<[2]>, Tensor<[2]>]
 */
export const unstack = op<
  <X extends AnyTensor, const axis extends number | undefined = undefined>(
    x: Argument<X, axis extends undefined ? sentenceOf<unstackShapes<X[typeof dims], 0, X["kind"]>, X> : X>,
    axis?: Argument<axis, sentenceOf<unstackShapes<X[typeof dims], orFirst<axis>, X["kind"]>, axis>>,
  ) => Parts<X, unstackShapes<X[typeof dims], orFirst<axis>, X["kind"]>>,
  { readonly axis?: number }
>({
  name: "unstack",
  inputs: 1,
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, x) => unstackShapes(x, axis),
  compute: ({ axis = 0 }, x) => tf.unstack(x, axis < 0 ? axis + x.rank : axis),
})

export type sentenceOf<out, otherwise> = out extends string ? out : otherwise
