/** Layers that are one op with a gradient of its own give what tfjs's ops give, and are tfjs's ops with the repairs off. */
import * as tf from "@tensorflow/tfjs"
import { afterEach, describe, expect, test } from "vitest"
import { denseLayer } from "../../src/backend/layers/dense.js"
import { dotLayer } from "../../src/backend/layers/dot.js"
import { layerNormalizationLayer } from "../../src/backend/layers/layerNormalization.js"
import { setRepairs } from "../../src/backend/repairs.js"
import { useBackend } from "../../src/backend/start.js"
import { softmax } from "../../src/backend/softmax.js"

const values = (shape: number[], phase = 0) => {
  const size = shape.reduce((product, axis) => product * axis, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, index) => Math.sin(1.7 * index + phase)),
    shape,
  )
}

type Compute = (...inputs: tf.Tensor[]) => tf.Tensor

/** What comes out, and the gradient of each input, of a cost in which every number weighs its own. */
const results = (compute: Compute, shapes: number[][]) =>
  tf.tidy(() => {
    const inputs = shapes.map((shape, index) => values(shape, index))
    const cost = (...given: tf.Tensor[]) => {
      const out = compute(...given)
      // All are positive: what cancels would be small beside the numbers it was summed from.
      return out.mul(values(out.shape, 0.5).add(1.2)).sum().asScalar()
    }
    return [compute(...inputs), ...tf.grads(cost)(inputs)].map(tensor => ({
      shape: tensor.shape,
      values: [...tensor.dataSync<"float32">()],
    }))
  })

/** A layer with weights that are given as inputs, so that their gradients are asked for. */
const weighted = (make: () => tf.layers.Layer): Compute => {
  return (x, ...weights) => {
    const layer = make()
    layer.apply(x)
    layer.weights.forEach((weight, index) => {
      const given = weights[index]
      if (given) Reflect.set(weight, "val", given)
    })
    const [out] = [layer.apply(x)].flat()
    if (!(out instanceof tf.Tensor)) throw new Error("a layer gave no tensor")
    return out
  }
}

const dense = (activation: "relu" | "linear" | "tanh" | "softmax", useBias: boolean, units: number) =>
  weighted(() => denseLayer({ units, activation, useBias }))
const dot = (axes: number | [number, number], normalize = false): Compute => {
  return (one, other) => dotLayer({ axes, normalize }).call([one, other].flatMap(x => x ?? []))
}

const cases: [name: string, compute: Compute, shapes: number[][], kernel: string | undefined][] = []
for (const [rows, from, units] of [
  [[1], 1, 1],
  [[3], 5, 7],
  [[64], 13, 19],
  [[130], 33, 20],
  [[2, 3], 4, 16],
  [[5, 2, 3], 17, 33],
] as const)
  for (const activation of ["relu", "linear", "tanh", "softmax"] as const) {
    const shapes = [
      [...rows, from],
      [from, units],
    ]
    const name = `dense ${activation} of [${shapes.join("], [")}]`
    cases.push([name, dense(activation, true, units), [...shapes, [units]], "ShapeproofDense"])
    cases.push([`${name} without bias`, dense(activation, false, units), shapes, "ShapeproofDense"])
  }
for (const shape of [
  [1, 1],
  [3, 5],
  [2, 7, 64],
  [70, 19],
]) {
  const width = [shape.at(-1) ?? 1]
  const normal = (options: object) => weighted(() => layerNormalizationLayer(options))
  cases.push([`layerNormalization of [${shape}]`, normal({}), [shape, width, width], "ShapeproofNormalize"])
  cases.push([`without beta, of [${shape}]`, normal({ center: false }), [shape, width], "ShapeproofNormalize"])
  cases.push([`without gamma, of [${shape}]`, normal({ scale: false }), [shape, width], undefined])
  cases.push([`softmax of [${shape}]`, x => softmax(x ?? tf.scalar(0)), [shape], undefined])
}
for (const axes of [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
] as [number, number][]) {
  const sizes = (at: number) => (at === 1 ? [4, 5, 3] : [4, 3, 5])
  cases.push([`dot over ${axes}`, dot(axes), [sizes(axes[0]), sizes(axes[1])], undefined])
  cases.push([`dot over ${axes}, normalized`, dot(axes, true), [sizes(axes[0]), sizes(axes[1])], undefined])
}
cases.push([
  "dot of vectors",
  dot(1),
  [
    [4, 5],
    [4, 5],
  ],
  undefined,
])
cases.push([
  "dot of a matrix and a vector",
  dot([2, 1]),
  [
    [4, 3, 5],
    [4, 5],
  ],
  undefined,
])
for (const axes of [[0], [1], [2], [0, 1], [1, 2], [0, 2], undefined]) {
  cases.push([`sum over ${axes}`, x => tf.sum(x ?? 0, axes), [[3, 4, 5]], undefined])
  cases.push([`mean over ${axes}`, x => tf.mean(x ?? 0, axes, true), [[3, 4, 5]], undefined])
}

afterEach(async () => {
  setRepairs(true)
  await useBackend("wasm")
})

describe.each(cases)("%s", (_, compute, shapes, kernel) => {
  test("has the values and gradients of the cpu backend without repairs", async () => {
    await useBackend("wasm")
    const ours = results(compute, shapes)
    setRepairs(false)
    await useBackend("cpu")
    const wanted = results(compute, shapes)
    for (const [index, { shape, values: right }] of wanted.entries()) {
      const most = right.reduce((size, value) => Math.max(size, Math.abs(value)), 1e-3)
      const own = ours[index]
      const apart = right.map((value, at) => Math.abs(value - (own?.values[at] ?? Number.NaN)))
      expect(own?.shape).toEqual(shape)
      expect(Math.max(...apart) / most, `result ${index}`).toBeLessThan(1e-5)
    }
  })

  if (kernel)
    test("is one kernel with the repairs on, and tfjs's with them off", async () => {
      await useBackend("wasm")
      const names = async () => (await tf.profile(() => void results(compute, shapes))).kernelNames
      expect(await names()).toContain(kernel)
      setRepairs(false)
      expect((await names()).filter(name => name.startsWith("Shapeproof"))).toEqual([])
    })
})

test("a gradient of a gradient is right", async () => {
  const twice = () =>
    tf.tidy(() => {
      const compute = dense("tanh", true, 3)
      const weights = [values([4, 3], 1), values([3], 2)]
      const slope = (x: tf.Tensor) =>
        tf
          .grad(y =>
            compute(y, ...weights)
              .square()
              .sum(),
          )(x)
          .square()
          .sum()
      return [
        ...tf
          .grad(slope)(values([2, 4]))
          .dataSync(),
      ]
    })
  await useBackend("wasm")
  const ours = twice()
  setRepairs(false)
  await useBackend("cpu")
  const wanted = twice()
  expect(Math.max(...wanted.map((value, index) => Math.abs(value - (ours[index] ?? Number.NaN))))).toBeLessThan(1e-5)
})
