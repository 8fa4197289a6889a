import type { oneOrList } from "../../types/error.js"
import { type Cropped, cropping, type croppingRule } from "../core/cropping.js"
import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"

export interface Cropping1DOptions<
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
> extends Cropped<1, one, list> {}

/** A sequence without `cropping` steps at its ends. */
export interface Cropping1D<cropping> extends MovingLayer<croppingRule<"cropping1D", 3, cropping>> {}

const { options, ...rest } = cropping("cropping1D", 3)

/**
 * Cuts steps off the ends of a sequence.
 *
 * @shape `[B, T, C]` to `[B, T - before - after, C]`
 * @param options.cropping an integer of 0 or more for both ends, or `[before, after]`
 * @throws ShapeError when the input is not of rank 3, or nothing of it would stay
 * @see https://keras.io/api/layers/reshaping_layers/cropping1d/
 * @example
 * cropping1D({ cropping: [2, 1] })(input({ shape: [10, 8] })) // => SymbolicTensor<["B", 7, 8]>
 */
export const cropping1D = layer<
  <const one extends number = never, const list extends readonly (number | readonly number[])[] = never>(
    options: Cropping1DOptions<one, list>,
  ) => Cropping1D<oneOrList<one, list, number>>,
  Cropping1DOptions
>({ ...rest, options: { cropping: options.cropping } })
