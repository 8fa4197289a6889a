import type { integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { lackedAxis, showAxes } from "../ops/axis.js"
import { type RuntimeShape, show } from "../ops/shape.js"

type Axes = number | readonly number[]

export interface SoftmaxOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** The axis, or the axes together, whose values sum to 1; negative ones count from the last. @default -1 */
  readonly axis?: integerOrList<axis, list, "axis">
}

/** A shape that has the axes stays as it is. */
type softmaxShape<In, axes> =
  axes extends -1 ?
    In extends readonly [] ?
      lacksAxis<In, axes, -1>
    : In
  : In extends readonly unknown[] ?
    number extends In["length"] ? In
    : lackedAxis<In, axes> extends infer lacked extends number ? lacksAxis<In, axes, lacked>
    : In
  : In
const softmaxShape = (input: RuntimeShape, { axis = -1 }: SoftmaxOptions) => {
  const lacked = lackedAxis(input, axis)
  return lacked === undefined ? input : (
      refuse(lacksAxis(input, axis, lacked), `a shape with axis ${lacked}`, show(input))
    )
}

type lacksAxis<
  In,
  axes,
  axis extends number,
> = `softmax(axis ${showAxes<axes>}) got ${show<In>}, which has no axis ${axis}`
const lacksAxis = (input: RuntimeShape, axes: Axes, axis: number) =>
  `softmax(axis ${showAxes(axes)}) got ${show(input)}, which has no axis ${axis}`

interface softmaxRule<axes> extends Rule {
  readonly title: `softmax(axis ${showAxes<axes>})`
  readonly out: softmaxShape<this["in"], axes>
  readonly params: 0
}

/** A softmax over `axes`. */
export interface Softmax<axes extends Axes> extends Layer<softmaxRule<axes>> {}

/**
 * `exp(x) / sum(exp(x))` over one or more axes: shares of 1.
 *
 * @shape any shape that has the axes, to itself
 * @param options.axis an integer or a list of them; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis
 * @see https://keras.io/api/layers/activation_layers/softmax/
 * @example
 * softmax()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const softmax = layer<
  <const axis extends number = never, const list extends readonly number[] = never>(
    options?: SoftmaxOptions<axis, list>,
  ) => Softmax<oneOrList<axis, list, -1>>,
  SoftmaxOptions
>({
  kind: "Softmax",
  title: ({ axis = -1 }) => `softmax(axis ${showAxes(axis)})`,
  options: { axis: check.option(check.oneOrMore(check.integer), [undefined, 1, -2, 2, 0, [1, 2], [-1]]) },
  shape: softmaxShape,
  params: () => 0,
})
