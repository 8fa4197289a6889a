/**
 * Gradients that tfjs 4.22 lacks or gets wrong on every backend: of comparisons and of logic, without which nothing that
 * masks can be trained; of the larger and the smaller of two tensors where one is broadcast; of top k and depthToSpace.
 */
import * as tf from "@tensorflow/tfjs"
import { tensor } from "./saved.js"

/** As tfjs's own `step` and `sign`: flat, so that thresholdedReLU, which is `x * (x > theta)`, has the gradient of `x`. */
const flat = (kernelName: string, inputs: readonly string[]): tf.GradConfig => ({
  kernelName,
  inputsToSave: [...inputs],
  gradFunc: (_, saved) =>
    Object.fromEntries(inputs.map((name, at) => [name, () => tf.zeros(tensor(saved[at]).shape)] as const)),
})

/** What a broadcast tensor is owed: the sum over the axes along which it was repeated. */
const summed = (gradient: tf.Tensor, to: tf.Tensor): tf.Tensor => {
  const lead = gradient.rank - to.rank
  const repeated = gradient.shape.flatMap((size, axis) =>
    axis < lead || (to.shape[axis - lead] === 1 && size > 1) ? [axis] : [],
  )
  return repeated.length > 0 ? gradient.sum(repeated).reshape(to.shape) : gradient
}

/** Of two equal values the first is the one that is taken. */
const chosen = (kernelName: string, isFirst: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): tf.GradConfig => ({
  kernelName,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b, own] = [tensor(saved[0]), tensor(saved[1]), tensor(dy)]
    return {
      a: () => summed(own.mul(isFirst(a, b).cast("float32")), a),
      b: () => summed(own.mul(isFirst(a, b).logicalNot().cast("float32")), b),
    }
  },
})

const squaredDifference: tf.GradConfig = {
  kernelName: "SquaredDifference",
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b, own] = [tensor(saved[0]), tensor(saved[1]), tensor(dy)]
    const slope = () => own.mul(a.sub(b)).mul(2)
    return { a: () => summed(slope(), a), b: () => summed(slope().neg(), b) }
  },
}

/** Back to where each value came from. */
const topK: tf.GradConfig = {
  kernelName: "TopK",
  inputsToSave: ["x"],
  outputsToSave: [false, true],
  gradFunc: (dy, saved) => {
    const [x, indices, own] = [tensor(saved[0]), tensor(saved[1]), tensor(dy)]
    const places = () => tf.oneHot(indices.cast("int32"), x.shape.at(-1) ?? 1).cast("float32")
    return { x: () => own.expandDims(-1).mul(places()).sum(-2) }
  },
}

const depthToSpace: tf.GradConfig = {
  kernelName: "DepthToSpace",
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const { shape } = tensor(saved[0])
    const { blockSize: block, dataFormat } = attrs
    if (typeof block !== "number") throw new Error("shapeproof: depthToSpace without the size of its blocks")
    const isFirst = dataFormat === "NCHW"
    const [batch = 0, ...sizes] = tensor(dy).shape
    const apart = sizes.flatMap((size, axis) => (axis === (isFirst ? 0 : 2) ? [size] : [size / block, block]))
    const order = isFirst ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 2, 4, 5]
    return {
      x: () =>
        tensor(dy)
          .reshape([batch, ...apart])
          .transpose(order)
          .reshape(shape),
    }
  },
}

/** Instead of tfjs's, or where it has none. */
export const elementwiseGradients: readonly tf.GradConfig[] = [
  ...["Greater", "GreaterEqual", "Less", "LessEqual", "Equal", "NotEqual"].map(name => flat(name, ["a", "b"])),
  ...["LogicalAnd", "LogicalOr"].map(name => flat(name, ["a", "b"])),
  ...["LogicalNot", "Any", "All"].map(name => flat(name, ["x"])),
  chosen("Maximum", (a, b) => a.greaterEqual(b)),
  chosen("Minimum", (a, b) => a.lessEqual(b)),
  squaredDifference,
  topK,
  depthToSpace,
]
