/** Activations of four float32 at once, and their slopes from what they gave. */
import { multiplyAdd } from "./vector"

// The numbers by which src/backend/kernels/activations.ts names them.
const TANH: i32 = 0
const SIGMOID: i32 = 1
const RELU: i32 = 2
const HARD_SIGMOID: i32 = 3
const KERAS_HARD_SIGMOID: i32 = 4

// @ts-ignore: decorator
@inline
function splat(x: f32): v128 {
  return f32x4.splat(x)
}

/** Not a number stays that. Unlike `min` and `max`, these are one instruction each where they run. */
// @ts-ignore: decorator
@inline
function between(x: v128, low: f32, high: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, splat(high)), splat(low))
}

/** Added to a number, it rounds that to an integer, which then stands in the last bits. */
const ROUND: f32 = 12582912

/** `e ** x`: a power of two times `1 + r + r ** 2 * polynomial(r)` for the rest r, up to `log(2) / 2` to either side. */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  // So that the exponent, to which the power is added below, stays one of a normal number.
  x = between(x, -86.6, 88.3)
  const rounded = multiplyAdd(x, splat(1.4426950408889634), splat(ROUND))
  const n = f32x4.sub(rounded, splat(ROUND))
  // The first part of log(2) has few digits, so that its product with n is exact.
  const r = multiplyAdd(n, splat(-1.428606765330187e-6), multiplyAdd(n, splat(-0.693145751953125), x))
  // Least greatest error, 6e-8, found by iteratively weighted least squares; so also below.
  let p = splat(0.0013941217912361026)
  p = multiplyAdd(p, r, splat(0.00836323481053114))
  p = multiplyAdd(p, r, splat(0.04166637361049652))
  p = multiplyAdd(p, r, splat(0.16666576266288757))
  p = multiplyAdd(p, r, splat(0.5))
  p = multiplyAdd(f32x4.mul(p, r), r, f32x4.add(r, splat(1)))
  return i32x4.add(p, i32x4.shl(rounded, 23))
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp(f32x4.neg(x))))
}

/** A quotient of polynomials, of least greatest relative error, 2e-8, from 0 to 9, behind which it is 1. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  x = between(x, -9, 9)
  const square = f32x4.mul(x, x)
  let p = splat(1.335473901410774e-8)
  p = multiplyAdd(p, square, splat(2.0609142423217444e-5))
  p = multiplyAdd(p, square, splat(0.003495591930044853))
  p = multiplyAdd(p, square, splat(0.1338102887776928))
  p = multiplyAdd(p, square, splat(0.9999999794483416))
  let q = splat(7.776591303128081e-7)
  q = multiplyAdd(q, square, splat(0.000328564093888975))
  q = multiplyAdd(q, square, splat(0.025876996788455422))
  q = multiplyAdd(q, square, splat(0.4671434447055649))
  q = multiplyAdd(q, square, splat(1))
  return f32x4.div(f32x4.mul(x, p), q)
}

// @ts-ignore: decorator
@inline
function line(x: v128, slope: f32): v128 {
  return between(multiplyAdd(x, splat(slope), splat(0.5)), 0, 1)
}

// @ts-ignore: decorator
@inline
export function activate(kind: i32, x: v128): v128 {
  if (kind == TANH) return tanh(x)
  if (kind == SIGMOID) return sigmoid(x)
  if (kind == RELU) return f32x4.pmax(x, splat(0))
  if (kind == HARD_SIGMOID) return line(x, 0.2)
  if (kind == KERAS_HARD_SIGMOID) return line(x, 1.0 / 6.0)
  return x
}

// @ts-ignore: decorator
@inline
function lineSlope(y: v128, slope: f32): v128 {
  return v128.and(splat(slope), v128.and(f32x4.gt(y, splat(0)), f32x4.lt(y, splat(1))))
}

/** The slope where the activation gave y. */
// @ts-ignore: decorator
@inline
export function slope(kind: i32, y: v128): v128 {
  if (kind == TANH) return f32x4.sub(splat(1), f32x4.mul(y, y))
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(splat(1), y))
  if (kind == RELU) return v128.and(splat(1), f32x4.gt(y, splat(0)))
  if (kind == HARD_SIGMOID) return lineSlope(y, 0.2)
  if (kind == KERAS_HARD_SIGMOID) return lineSlope(y, 1.0 / 6.0)
  return splat(1)
}

/** Writes the activation of `count` numbers, a multiple of 4: for the tests of its accuracy. */
export function activateAll(kind: i32, from: usize, to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(to + i, activate(kind, v128.load(from + i)))
}
