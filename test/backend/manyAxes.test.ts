import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { difference, on, random, randomTensor, withoutRepairs } from "./both.js"

type Pair = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
const ops: Record<string, Pair> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: (a, b) => tf.div(a, tf.add(tf.abs(b), 1)),
  squaredDifference: tf.squaredDifference,
  divNoNan: (a, b) => tf.divNoNan(a, tf.add(tf.abs(b), 1)),
}

/** Two shapes of up to nine axes that broadcast: some axes of each are 1, and one shape may be shorter. */
const shapes = (): readonly [number[], number[]] => {
  const whole = Array.from({ length: 7 + random(3) }, () => 1 + random(3))
  const some = () => whole.map(size => (random(3) === 0 ? 1 : size))
  const [a, b] = [some(), some()]
  return random(2) === 0 ? [a, b.slice(random(8))] : [a.slice(random(8)), b]
}

test.each(Object.keys(ops))("%s of more than six axes", async name => {
  const op = ops[name] ?? tf.add
  for (let tried = 0; tried < 40; tried++) {
    const [a, b] = shapes().map(shape => randomTensor(shape))
    if (!a || !b) throw new Error("two shapes")
    const [valuesA, valuesB] = [a.dataSync(), b.dataSync()]
    const compute = () => op(tf.tensor(valuesA, a.shape), tf.tensor(valuesB, b.shape))
    expect(difference(await on("wasm", compute), await on("cpu", compute)), `${a.shape} and ${b.shape}`).toBeLessThan(
      1e-6,
    )
  }
})

test("axes that stretch in turn, and memory that is given back", async () => {
  const compute = () => tf.add(tf.ones([2, 1, 2, 1, 2, 1, 2, 1]), tf.fill([1, 2, 1, 2, 1, 2, 1, 2], 2))
  expect(Array.from(await on("wasm", compute))).toEqual(Array<number>(256).fill(3))
  const held = () => tf.engine().backend.numDataIds()
  const before = held()
  tf.tidy(() => void compute())
  expect(held()).toBe(before)
})

const gradient = () => tf.grad((x: tf.Tensor) => tf.sum(tf.mul(x, 3)))(tf.ones([1, 2, 1, 2, 1, 2, 2]))
const right = (values: ArrayLike<number>) => Array.from(values).every(value => value === 3)

test("gradients of sums", async () => expect(right(await on("wasm", gradient))).toBe(true))
test("tfjs alone is wrong", async () => expect(right(await withoutRepairs(() => on("wasm", gradient)))).toBe(false))
