/**
 * Our kernels beside tfjs's own, in one process, a round of each in turn; medians of 7. Where tfjs's wasm backend lacks the
 * kernel, its cpu backend stands in. `npx tsx bench/kernels.ts [WORD]` runs the rows whose name has the word.
 */
import * as tf from "@tensorflow/tfjs"
import { setRepairs } from "../src/backend/repairs.js"
import "../src/backend/start.js"
import { withLogits } from "../src/backend/softmax.js"
import { lossNamed } from "../src/train/losses.js"
import { measure, type Row } from "./sideBySide.js"

const product = (name: string, a: number[], b: number[], transposeA: boolean, transposeB: boolean): Row => {
  const shared = a.at(transposeA ? -2 : -1) ?? 1
  const rows = tf.util.sizeFromShape(a) / shared
  const columns = b.at(transposeB ? -2 : -1) ?? 1
  return {
    name: `${name} [${a}] x [${b}]`,
    flops: 2 * rows * shared * columns,
    stockOn: "wasm",
    prepare: () => {
      const [x, y] = [tf.randomNormal(a), tf.randomNormal(b)]
      return () => void tf.matMul(x, y, transposeA, transposeB)
    },
  }
}

const fused: Row = {
  name: "fused matMul, bias, relu [256,784] x [784,512]",
  flops: 2 * 256 * 784 * 512,
  stockOn: "wasm",
  prepare: () => {
    const [a, b, bias] = [
      tf.randomNormal<tf.Rank.R2>([256, 784]),
      tf.randomNormal<tf.Rank.R2>([784, 512]),
      tf.zeros([512]),
    ]
    return () => void tf.fused.matMul({ a, b, bias, activation: "relu" })
  },
}

const oneHot: Row = {
  name: "one-hot rows [3776,94] x [94,1024]",
  stockOn: "wasm",
  prepare: () => {
    const labels = tf.range(0, 3776, 1, "int32").mod(tf.scalar(94, "int32")).toInt()
    const [hot, weights] = [tf.oneHot(labels, 94).toFloat(), tf.randomNormal([94, 1024])]
    return () => void tf.matMul(hot, weights)
  },
}

type Shape4 = [number, number, number, number]
type Sizes = { x: Shape4; filter: Shape4 }
const images: Sizes = { x: [32, 28, 28, 16], filter: [3, 3, 16, 32] }
/** For what stock computes on cpu, slowly. */
const few: Sizes = { x: [4, 14, 14, 8], filter: [3, 3, 8, 16] }
const depthwiseImages: Sizes = { x: [4, 14, 14, 16], filter: [3, 3, 16, 1] }
const options = { strides: [1, 1], pad: "same", dataFormat: "NHWC", dilations: [1, 1] }

const convolution = (
  name: string,
  kernel: string,
  { x: shape, filter: filterShape }: Sizes,
  stockOn: "wasm" | "cpu",
): Row => {
  const isDepthwise = kernel.startsWith("Depthwise")
  const filters = isDepthwise ? filterShape[2] * filterShape[3] : filterShape[3]
  const positions = shape[0] * shape[1] * shape[2]
  return {
    name: `${name} [${shape}], [${filterShape}]`,
    flops: 2 * positions * filters * filterShape[0] * filterShape[1] * (isDepthwise ? 1 : filterShape[2]),
    stockOn,
    prepare: () => {
      const [x, filter] = [tf.randomNormal(shape), tf.randomNormal(filterShape)]
      const dy = tf.randomNormal([...shape.slice(0, 3), filters])
      const attrs = { ...options, inputShape: shape, filterShape }
      const inputs: tf.NamedTensorMap =
        kernel.endsWith("Filter") ? { x, dy }
        : kernel.endsWith("Input") ? { dy, filter }
        : { x, filter }
      return () => void tf.engine().runKernel(kernel, inputs, attrs)
    },
  }
}

const segments: Row = {
  name: "embedding's gradient, 16 x 20 rows of 32, 200 words",
  stockOn: "cpu",
  prepare: () => {
    const [table, ids] = [tf.randomNormal([200, 32]), tf.randomUniform([16, 20], 0, 200, "int32")]
    return () => void tf.grad((x: tf.Tensor) => tf.gather(x, ids).sum())(table)
  },
}

/** Stock cannot train on labels on wasm. */
const crossentropy = (
  name: "categoricalCrossentropy" | "sparseCategoricalCrossentropy",
  shape: [number, number, number],
  stockOn: "wasm" | "cpu",
): Row => ({
  name: `softmax, ${name}, gradient [${shape}]`,
  stockOn,
  prepare: isOurs => {
    const labels = tf.randomUniform(shape.slice(0, 2), 0, shape[2], "int32")
    const truth = name === "categoricalCrossentropy" ? tf.oneHot(labels, shape[2]).toFloat() : labels
    const logits = tf.randomNormal(shape)
    const layer = tf.layers.activation({ activation: "softmax" })
    const loss = (x: tf.Tensor) =>
      withLogits(
        () => [layer.apply(x)].flat(),
        ([shares], logitsOf) => {
          if (!(shares instanceof tf.Tensor)) throw new Error("one tensor expected")
          const z = logitsOf(shares, "softmax")
          return lossNamed(name)(truth, shares, isOurs ? z : undefined).sum()
        },
      )
    return () => void tf.grad(loss)(logits)
  },
})

const einsum: Row = {
  name: "einsum bqhd,bkhd->bhqk [2,32,4,16]",
  flops: 2 * 2 * 4 * 32 * 32 * 16,
  stockOn: "cpu",
  prepare: () => {
    const [query, key] = [tf.randomNormal([2, 32, 4, 16]), tf.randomNormal([2, 32, 4, 16])]
    return () => void tf.einsum("bqhd,bkhd->bhqk", query, key)
  },
}

/** A step of Adam on a batch. */
const step = (
  name: string,
  stockOn: "wasm" | "cpu",
  make: () => tf.LayersModel,
  shape: number[],
  classes: number,
): Row => ({
  name: `train step, ${name}, batch ${shape[0]}`,
  stockOn,
  prepare: () => {
    const model = make()
    const optimizer = tf.train.adam(1e-3)
    const x = tf.randomNormal(shape)
    const truth = tf.oneHot(tf.randomUniform([shape[0] ?? 1], 0, classes, "int32"), classes).toFloat()
    return () => {
      optimizer.minimize(() => {
        const [out] = [model.apply(x, { training: true })].flat()
        if (!(out instanceof tf.Tensor)) throw new Error("one tensor expected")
        return tf.losses.softmaxCrossEntropy(truth, out).asScalar()
      })
    }
  },
})

const { layers } = tf
const convolutional = () =>
  tf.sequential({
    layers: [
      layers.conv2d({ filters: 16, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 64, activation: "relu" }),
      layers.dense({ units: 10 }),
    ],
  })
const perceptron = () =>
  tf.sequential({
    layers: [layers.dense({ units: 512, activation: "relu", inputShape: [784] }), layers.dense({ units: 10 })],
  })

const rows: Row[] = [
  product("A x B", [512, 512], [512, 512], false, false),
  product("At x B", [512, 512], [512, 512], true, false),
  product("A x Bt", [512, 512], [512, 512], false, true),
  product("A x B, one row", [1, 512], [512, 512], false, false),
  product("A x B, batched", [32, 64, 64], [32, 64, 64], false, false),
  product("A x Bt, batched", [64, 32, 48], [64, 32, 48], false, true),
  product("At x B, batched", [64, 32, 48], [64, 32, 48], true, false),
  fused,
  oneHot,
  convolution("conv2d", "Conv2D", images, "wasm"),
  convolution("conv2d, gradient of x", "Conv2DBackpropInput", images, "wasm"),
  convolution("conv2d, gradient of filter", "Conv2DBackpropFilter", few, "cpu"),
  convolution("depthwise, gradient of x", "DepthwiseConv2dNativeBackpropInput", depthwiseImages, "cpu"),
  convolution("depthwise, gradient of filter", "DepthwiseConv2dNativeBackpropFilter", depthwiseImages, "cpu"),
  einsum,
  segments,
  crossentropy("categoricalCrossentropy", [64, 59, 94], "wasm"),
  crossentropy("sparseCategoricalCrossentropy", [4, 8, 20], "cpu"),
  step("dense 784-512-10", "wasm", perceptron, [64, 784], 10),
  step("CNN on 28x28", "cpu", convolutional, [4, 28, 28, 1], 10),
]

const word = process.argv[2] ?? ""
console.log("".padEnd(52), "  ours ms", " stock ms", "on  ", "   ratio")
for (const row of rows) if (row.name.includes(word)) await measure(row)
setRepairs(true)
