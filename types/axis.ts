/** Axes of a shape by number: counted from the first, or from the last when negative. */
import type { subtract } from "./arith.js"
import type { showDim } from "./dim.js"
import type { show } from "./shape.js"

/** The axis counted from the first, or "none" when the shape has no such axis. */
export type axisOf<In extends readonly unknown[], axis extends number> =
  `${axis}` extends `-${infer back extends number}` ?
    `${back}` extends keyof [0, ...In] ?
      subtract<In["length"], back>
    : "none"
  : `${axis}` extends keyof In ? axis
  : "none"

/** `[the axes before, the axis, the axes after]`; "none" when there is no such axis, "unknown" when the rank is. */
export type split<In, axis extends number> =
  axis extends -1 ?
    In extends readonly [...infer before, infer at] ? [before, at, []]
    : In extends readonly [] ? "none"
    : "unknown"
  : In extends readonly unknown[] ?
    number extends In["length"] ? "unknown"
    : axisOf<In, axis> extends infer position extends number ? splitAt<In, position>
    : "none"
  : "unknown"
type splitAt<In, position extends number, before extends readonly unknown[] = []> =
  In extends readonly [infer at, ...infer after] ?
    before["length"] extends position ?
      [before, at, after]
    : splitAt<after, position, [...before, at]>
  : "none"

/** As messages print an option that is one axis or a list of them: `-1`, `[1, 2]`. */
export type showAxes<axes> = axes extends readonly unknown[] ? show<axes> : showDim<axes>

/** The first of some axes that a shape does not have; "none" when it has them all, or when they are not known. */
export type lackedAxis<In extends readonly unknown[], axes> =
  axes extends number ?
    number extends axes ? "none"
    : axisOf<In, axes> extends number ? "none"
    : axes
  : axes extends readonly [infer first extends number, ...infer rest] ?
    lackedAxis<In, first> extends "none" ?
      lackedAxis<In, rest>
    : first
  : "none"
