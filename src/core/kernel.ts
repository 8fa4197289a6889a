/** How many weights the layers with a kernel and a bias have. */
import { increment, product, type RuntimeDim } from "../ops/dim.js"
import { type RuntimeShape, sizeOf } from "../ops/shape.js"
import { channelsOf } from "./space.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** Number of elements of a window over `axes` axes. */
export type areaOf<size, axes extends 1 | 2 | 3> =
  size extends readonly unknown[] ? sizeOf<size>
  : axes extends 1 ? size
  : axes extends 2 ? product<size, size>
  : product<product<size, size>, size>
export const areaOf = (size: Sizes, axes: number): RuntimeDim =>
  typeof size === "number" ? sizeOf(Array.from({ length: axes }, () => size)) : sizeOf(size)

/** `area * C * filters`, and `filters` more for a bias. */
export type kernelCount<In, filters, size, axes extends 1 | 2 | 3, format, bias> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : countOf<product<areaOf<size, axes>, channelsOf<In, format>>, filters, bias>
  : number
export const kernelCount = (
  input: RuntimeShape,
  {
    filters,
    kernelSize,
    dataFormat,
    useBias,
  }: {
    readonly filters: number
    readonly kernelSize: Sizes
    readonly dataFormat?: DataFormat
    readonly useBias?: boolean
  },
  axes: number,
): RuntimeDim => {
  const each = product(areaOf(kernelSize, axes), channelsOf(input, dataFormat ?? "channelsLast"))
  return countOf(each, filters, useBias)
}

/** `each` for all filters, and one more for a bias. */
export type countOf<each, filters, bias> =
  bias extends false ? product<each, filters> : product<increment<each>, filters>
export const countOf = (each: RuntimeDim, filters: number, useBias: boolean | undefined): RuntimeDim =>
  product(useBias === false ? each : increment(each), filters)
