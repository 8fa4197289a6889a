/**
 * Ops on tensors, typed: in a graph each becomes a layer of the model, on data it computes at once.
 * `import * as ops from "shapeproof/ops"`
 */
export { type Distribution, cumprod, cumsum, logSoftmax, reverse, type Running, softmax } from "./ops/along.js"
export {
  type Arithmetic,
  add,
  div,
  divNoNan,
  floorDiv,
  maximum,
  minimum,
  mod,
  mul,
  pow,
  squaredDifference,
  sub,
} from "./ops/arithmetic.js"
export {
  type Comparison,
  equal,
  greater,
  greaterEqual,
  type Logic,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  notEqual,
} from "./ops/comparison.js"
export { concat, stack } from "./ops/joining.js"
export { rearrange, reduce, repeat } from "./ops/axesOps.js"
export { einsum } from "./ops/einsumOp.js"
export { matMul } from "./ops/matMul.js"
export {
  abs,
  ceil,
  floor,
  isFinite,
  isInf,
  isNaN,
  neg,
  type Numeric,
  type Predicate,
  relu,
  relu6,
  round,
  sign,
  square,
} from "./ops/numeric.js"
export {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cos,
  cosh,
  elu,
  erf,
  exp,
  expm1,
  log,
  log1p,
  logSigmoid,
  type Real,
  reciprocal,
  rsqrt,
  selu,
  sigmoid,
  sin,
  sinh,
  softplus,
  sqrt,
  tan,
  tanh,
} from "./ops/real.js"
export {
  all,
  any,
  argMax,
  argMin,
  type Judgement,
  logSumExp,
  max,
  mean,
  min,
  type Position,
  prod,
  type Reduction,
  sum,
} from "./ops/reductions.js"
export { expandDims, transpose } from "./ops/layout.js"
export { reshape } from "./ops/reshaping.js"
export { gather, slice } from "./ops/slicing.js"
export { split } from "./ops/split.js"
export { squeeze } from "./ops/squeeze.js"
export { unstack } from "./ops/unstack.js"
export { resizeBilinear, resizeNearestNeighbor, type Resizing } from "./ops/image.js"
export { randomNormal, randomUniform } from "./ops/chance.js"
export { eye, fill, linspace, type Making, ones, zeros } from "./ops/making.js"
export { bandPart, depthToSpace } from "./ops/matrices.js"
export { mirrorPad, pad } from "./ops/padding.js"
export { range } from "./ops/range.js"
export { meshgrid, norm, topk } from "./ops/ranking.js"
export { broadcastTo, tile } from "./ops/repeating.js"
export { cast, clipByValue, oneHot, where } from "./ops/selecting.js"
