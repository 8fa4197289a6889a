/** Functions of one number, element by element. */
import * as tf from "@tensorflow/tfjs"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { Result } from "../core/opTypes.js"
import type { AnyTensor, dims } from "../core/tensor.js"

/** Gives float32, of the same shape. */
export type Real = <X extends AnyTensor>(x: X) => Result<X, X[typeof dims]>

const real = (name: string, compute: (x: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  name,
  inputs: 1,
  options: {},
  shape: (_, x) => x,
  takes: "float32",
  compute: (_, x) => compute(x),
})

/**
 * e to the power of `x`, element by element.
 * @shape any to itself
 * @example exp(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const exp = op<Real>(real("exp", tf.exp))

/**
 * e to the power of `x`, less 1; exact near 0, element by element.
 * @shape any to itself
 * @example expm1(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const expm1 = op<Real>(real("expm1", tf.expm1))

/**
 * The natural logarithm, element by element.
 * @shape any to itself
 * @example log(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const log = op<Real>(real("log", tf.log))

/**
 * The natural logarithm of `1 + x`; exact near 0, element by element.
 * @shape any to itself
 * @example log1p(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const log1p = op<Real>(real("log1p", tf.log1p))

/**
 * The square root, element by element.
 * @shape any to itself
 * @example sqrt(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sqrt = op<Real>(real("sqrt", tf.sqrt))

/**
 * 1 by the square root, element by element.
 * @shape any to itself
 * @example rsqrt(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const rsqrt = op<Real>(real("rsqrt", tf.rsqrt))

/**
 * 1 by `x`, element by element.
 * @shape any to itself
 * @example reciprocal(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const reciprocal = op<Real>(real("reciprocal", tf.reciprocal))

/**
 * The sine of radians, element by element.
 * @shape any to itself
 * @example sin(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sin = op<Real>(real("sin", tf.sin))

/**
 * The cosine of radians, element by element.
 * @shape any to itself
 * @example cos(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const cos = op<Real>(real("cos", tf.cos))

/**
 * The tangent of radians, element by element.
 * @shape any to itself
 * @example tan(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const tan = op<Real>(real("tan", tf.tan))

/**
 * The arc sine, in radians, element by element.
 * @shape any to itself
 * @example asin(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const asin = op<Real>(real("asin", tf.asin))

/**
 * The arc cosine, in radians, element by element.
 * @shape any to itself
 * @example acos(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const acos = op<Real>(real("acos", tf.acos))

/**
 * The arc tangent, in radians, element by element.
 * @shape any to itself
 * @example atan(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const atan = op<Real>(real("atan", tf.atan))

/**
 * The hyperbolic sine, element by element.
 * @shape any to itself
 * @example sinh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sinh = op<Real>(real("sinh", tf.sinh))

/**
 * The hyperbolic cosine, element by element.
 * @shape any to itself
 * @example cosh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const cosh = op<Real>(real("cosh", tf.cosh))

/**
 * The hyperbolic tangent, from -1 to 1, element by element.
 * @shape any to itself
 * @example tanh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const tanh = op<Real>(real("tanh", tf.tanh))

/**
 * The inverse hyperbolic sine, element by element.
 * @shape any to itself
 * @example asinh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const asinh = op<Real>(real("asinh", tf.asinh))

/**
 * The inverse hyperbolic cosine, element by element.
 * @shape any to itself
 * @example acosh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const acosh = op<Real>(real("acosh", tf.acosh))

/**
 * The inverse hyperbolic tangent, element by element.
 * @shape any to itself
 * @example atanh(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const atanh = op<Real>(real("atanh", tf.atanh))

/**
 * `1 / (1 + exp(-x))`, from 0 to 1, element by element.
 * @shape any to itself
 * @example sigmoid(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sigmoid = op<Real>(real("sigmoid", tf.sigmoid))

/**
 * The logarithm of the sigmoid, element by element.
 * @shape any to itself
 * @example logSigmoid(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const logSigmoid = op<Real>(real("logSigmoid", tf.logSigmoid))

/**
 * The Gauss error function, element by element.
 * @shape any to itself
 * @example erf(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const erf = op<Real>(real("erf", tf.erf))

/**
 * `x` above 0, and `exp(x) - 1` below, element by element.
 * @shape any to itself
 * @example elu(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const elu = op<Real>(real("elu", tf.elu))

/**
 * The scaled exponential linear unit, element by element.
 * @shape any to itself
 * @example selu(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const selu = op<Real>(real("selu", tf.selu))

/**
 * `log(1 + exp(x))`, element by element.
 * @shape any to itself
 * @example softplus(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const softplus = op<Real>(real("softplus", tf.softplus))
