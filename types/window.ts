/** Windows that move over an axis, as convolutions and poolings do: how long the axis is afterwards. */
import type { subtract } from "./arith.js"
import type { ceilQuotient, difference, floorQuotient, product, sum } from "./dim.js"
import type { floorDivide } from "./division.js"

/** The size of a window on one axis: a list has one for each, a number is the same on all. */
export type sizeAt<sizes, axis> =
  sizes extends readonly unknown[] ?
    axis extends keyof sizes ?
      sizes[axis]
    : number
  : sizes

/**
 * Length of an axis after a window moved over it, `false` when the window does not fit. With "valid" the window stays
 * inside; otherwise the axis is padded so that every `stride`th element is the middle, or with "causal" the end, of a
 * window.
 */
export type windowLength<n, size, stride, padding, dilation> =
  padding extends "valid" ?
    stride extends 1 ?
      some<less<n, reach<size, dilation>>>
    : steps<less<n, beyond<size, stride, dilation>>, stride>
  : paddedLength<n, stride>

/** Where windows begin at every element, the axis stays as it is, and a type parameter stays one. */
export type paddedLength<n, stride> = stride extends 1 ? n : ceilQuotient<n, stride>

/** Length of an axis after a transposed window: what a window of this kind would have come from. */
export type transposedLength<n, size, stride, padding, dilation> =
  padding extends "valid" ? sum<product<n, stride>, orZero<beyond<size, stride, dilation>>> : product<n, stride>

/**
 * The same, where it is said how much longer it is than the least that leads back: of a padded axis one element of an odd
 * window is its middle, and none of an even one.
 */
export type extendedLength<n, size, stride, padding, dilation, added> =
  number extends n | size | stride | dilation | added ? number
  : padding extends "valid" ? sum<product<n, stride>, sum<less<reach<size, dilation>, less<stride, 1>>, added>>
  : sum<product<n, stride>, less<sum<added, hasMiddle<size, dilation> extends true ? 1 : 0>, stride>>

/** Whether a window has an odd length, and so a middle. */
export type hasMiddle<size, dilation> = isEven<size> extends true ? isEven<dilation> : true
type isEven<n> = `${n & number}` extends `${string}${0 | 2 | 4 | 6 | 8}` ? true : false

/** Whether `a` is less than `b`; "yes" when one of them is not known. */
export type isBelow<a, b> =
  number extends a | b ? true
  : `${less<a, b> & number}` extends `-${string}` ? true
  : false

/** `n - cut`, `false` when nothing is left. */
export type lengthLess<n, cut> = some<less<n, cut>>

/** How far a window goes beyond the elements from where it starts to where the next one does. */
type beyond<size, stride, dilation> = less<reach<size, dilation>, less<stride, 1>>

/** How far a window goes beyond its first element. */
type reach<size, dilation> = dilation extends 1 ? less<size, 1> : product<less<size, 1>, dilation>

/** How often a window stands on `room` places: never is `false`. */
type some<room> =
  room extends number ?
    `${room}` extends `-${string}` | "0" ?
      false
    : room
  : room

/** How often a window stands on `room` places when it starts anew after `stride`. */
type steps<room, stride> =
  room extends number ?
    `${room}` extends `-${string}` | "0" ? false
    : stride extends number ? orFalse<floorDivide<room, stride>>
    : number
  : floorQuotient<room, stride>
type orFalse<n> = n extends 0 ? false : n

type less<a, b> =
  a extends number ?
    b extends number ?
      subtract<a, b>
    : difference<a, b>
  : difference<a, b>

type orZero<n> =
  n extends number ?
    `${n}` extends `-${string}` ?
      0
    : n
  : n
