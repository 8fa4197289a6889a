/** Activations of four float32 at once, and their slopes from what they gave. */
import { madd } from "./matrix"

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

/** `e ** x`: a power of two times `1 + r + r ** 2 * polynomial(r)` for the rest r, up to `log(2) / 2` to either side. */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, splat(88.3)), splat(-87.3))
  const n = f32x4.nearest(f32x4.mul(x, splat(1.4426950408889634)))
  // The first part of log(2) has few digits, so that its product with n is exact.
  let r = f32x4.sub(x, f32x4.mul(n, splat(0.693145751953125)))
  r = f32x4.sub(r, f32x4.mul(n, splat(1.428606765330187e-6)))
  // Least greatest error, 6e-8, found by iteratively weighted least squares; so also below.
  let p = splat(0.0013941217912361026)
  p = madd(p, r, splat(0.00836323481053114))
  p = madd(p, r, splat(0.04166637361049652))
  p = madd(p, r, splat(0.16666576266288757))
  p = madd(p, r, splat(0.5))
  p = madd(f32x4.mul(p, r), r, f32x4.add(r, splat(1)))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp(f32x4.neg(x))))
}

/** Near 0 a polynomial, where `1 - 2 / (e ** 2x + 1)` would lose the digits. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const square = f32x4.mul(x, x)
  let near = splat(-0.005852168425917625)
  near = madd(near, square, splat(0.02075362764298916))
  near = madd(near, square, splat(-0.05376870557665825))
  near = madd(near, square, splat(0.13331688940525055))
  near = madd(near, square, splat(-0.3333328366279602))
  near = madd(f32x4.mul(near, square), x, x)
  const size = f32x4.abs(x)
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp(f32x4.add(size, size)), splat(1))))
  const sign = v128.and(x, splat(-0.0))
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, splat(0.6)))
}

// @ts-ignore: decorator
@inline
function line(x: v128, slope: f32): v128 {
  return f32x4.max(f32x4.min(madd(x, splat(slope), splat(0.5)), splat(1)), splat(0))
}

// @ts-ignore: decorator
@inline
export function activate(kind: i32, x: v128): v128 {
  if (kind == TANH) return tanh(x)
  if (kind == SIGMOID) return sigmoid(x)
  if (kind == RELU) return f32x4.max(x, splat(0))
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
