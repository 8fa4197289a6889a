/** Gradients of comparisons, of choices and of what moves values, which tfjs lacks or gets wrong. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { withoutRepairs } from "./both.js"
import { useBackend } from "../../src/backend/start.js"

type Compute = (x: tf.Tensor) => tf.Tensor

/** Distinct values, a tenth apart, that begin at `first`: no two are as close as a step of the differences is long. */
const apart = (shape: number[], first: number): tf.Tensor => {
  const size = tf.util.sizeFromShape(shape)
  const values = Array.from({ length: size }, (_, at) => ((at * 7) % size) / 10 - Math.floor(size / 2) / 10)
  return tf.tensor(values, shape).add(first)
}

const other = apart([2, 3, 5], 0)
const four = (x: tf.Tensor): tf.Tensor4D => x.as4D(2, 3, 2, 8)
const cases: readonly [name: string, shape: number[], compute: Compute, fault: RegExp][] = [
  ["maximum, broadcast", [3, 1], x => tf.maximum(x, other), /Maximum/],
  ["maximum, of the second", [1, 5], x => tf.maximum(other, x), /Maximum/],
  ["minimum, broadcast", [5], x => tf.minimum(other, x), /Minimum/],
  ["squared difference, broadcast", [2, 1, 5], x => tf.squaredDifference(x, other), /SquaredDifference/],
  ["a mask of any", [3, 4], x => x.mul(x.notEqual(0).any(-1, true).cast("float32")), /Any|NotEqual/],
  ["a mask of all", [3, 4], x => x.mul(x.greater(-1).all(-1, true).cast("float32")), /All|Greater/],
  [
    "logic",
    [3, 4],
    x => tf.where(x.greater(0).logicalAnd(x.less(1)).logicalOr(x.less(-1)).logicalNot(), x, x.mul(2)),
    /Logical|Greater|Less/,
  ],
  ["top k", [3, 8], x => tf.topk(x, 3).values, /TopK/],
  ["depthToSpace", [2, 3, 2, 8], x => tf.depthToSpace(four(x), 2, "NHWC"), /DepthToSpace/],
]

const weighted = (out: tf.Tensor): tf.Scalar =>
  out
    .mul(tf.linspace(-1, 2, out.size).reshape(out.shape))
    .sum()
    .asScalar()

for (const backend of ["wasm", "cpu"] as const) {
  test.each(cases)(`fault: the gradient of %s, on ${backend}`, async (_, shape, compute, fault) => {
    await useBackend(backend)
    const x = apart(shape, 0.05)
    const gradient = () => tf.tidy(() => tf.grad((each: tf.Tensor) => weighted(compute(each)))(x))
    await expect(
      withoutRepairs(async () => {
        await useBackend(backend)
        return gradient()
      }),
    ).rejects.toThrow(fault)
    await useBackend(backend)
    // All of these are linear or square between their kinks, where differences of both sides are exact.
    const found = gradient().dataSync()
    const step = 2e-2
    for (const [at, slope] of Array.from(found).entries()) {
      const shift = tf.oneHot(tf.scalar(at, "int32"), x.size).cast("float32").reshape(shape).mul(step)
      const [above = 0] = weighted(compute(x.add(shift))).dataSync()
      const [below = 0] = weighted(compute(x.sub(shift))).dataSync()
      expect(Math.abs(slope - (above - below) / (2 * step))).toBeLessThan(2e-2 * Math.max(1, Math.abs(slope)))
    }
  })
}
