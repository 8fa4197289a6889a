/** Gradients that tfjs lacks, held against differences: what is linear in each factor has exact ones. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { on, random, randomTensor, withoutRepairs } from "./both.js"
import { rank4, rank5 } from "./convolutions.js"

type Convolve = (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor

interface Case {
  name: string
  x: number[]
  filter: number[]
  convolve: Convolve
  fault: RegExp
}

const size = () => 6 + random(5)
const depthwise = { x: [2, size(), size(), 3], filter: [3, 2, 3, 2] }
const volume = { x: [2, size(), size(), 7, 2], filter: [2, 3, 2, 2, 3] }
const dilations = /dilation rates|gradient function not found/

const cases: Case[] = [
  ...(
    [
      [2, 2],
      [1, 3],
      [3, 1],
    ] as const
  ).flatMap(([a, b]): Case[] =>
    (["same", "valid"] as const).map(pad => ({
      name: `conv2d dilated by ${a} and ${b}, ${pad}`,
      x: [1 + random(3), size(), size(), 1 + random(5)],
      filter: [1 + random(3), 1 + random(3), 0, 1 + random(6)],
      convolve: (x, filter) => tf.conv2d(rank4(x), rank4(filter), 1, pad, "NHWC", [a, b]),
      fault: dilations,
    })),
  ),
  {
    name: "conv1d dilated by 2",
    x: [2, size(), 3],
    filter: [3, 3, 4],
    convolve: (x, filter) => tf.conv1d(x.as3D(2, x.shape[1] ?? 0, 3), filter.as3D(3, 3, 4), 1, "same", "NWC", 2),
    fault: dilations,
  },
  {
    name: "depthwiseConv2d dilated by 2",
    ...depthwise,
    convolve: (x, filter) => tf.depthwiseConv2d(rank4(x), rank4(filter), 1, "same", "NHWC", [2, 2]),
    fault: dilations,
  },
  {
    name: "conv3d dilated by 2",
    ...volume,
    convolve: (x, filter) => tf.conv3d(rank5(x), rank5(filter), 1, "same", "NDHWC", [2, 2, 2]),
    fault: dilations,
  },
  {
    name: "conv3dTranspose",
    x: [2, 3, 2, 4, 3],
    filter: [2, 3, 2, 2, 3],
    convolve: (x, filter) => tf.conv3dTranspose(rank5(x), rank5(filter), [2, 6, 4, 8, 2], 2, "same"),
    fault: /Conv3DBackpropInputV2/,
  },
]

/** The gradient along a direction, and half the difference of the values at both its ends. */
const slopes = (weighted: (value: tf.Tensor) => tf.Scalar, at: tf.Tensor, direction: tf.Tensor) =>
  tf.stack([
    tf
      .grad((x: tf.Tensor) => weighted(x))(at)
      .mul(direction)
      .sum(),
    weighted(at.add(direction))
      .sub(weighted(at.sub(direction)))
      .div(2),
  ])

for (const backend of ["wasm", "cpu"] as const) {
  test.each(cases)(
    `fault: $name has no gradient on ${backend}`,
    async ({ x: shape, filter: filterShape, convolve, fault }) => {
      await useBackend(backend)
      const x = randomTensor(shape)
      const filter = randomTensor(filterShape.map(axis => (axis === 0 ? (shape.at(-1) ?? 1) : axis)))
      const weighted = (out: tf.Tensor) =>
        out
          .mul(tf.linspace(-1, 2, out.size).reshape(out.shape))
          .sum()
          .asScalar()
      const ofInput = () => slopes(each => weighted(convolve(each, filter)), x, randomTensor(x.shape))
      const ofFilter = () => slopes(each => weighted(convolve(x, each)), filter, randomTensor(filter.shape))
      await expect(withoutRepairs(() => on(backend, ofFilter))).rejects.toThrow(fault)
      for (const compute of [ofInput, ofFilter, ofInput, ofFilter]) {
        const [slope = Number.NaN, wanted = 0] = Array.from(await on(backend, compute))
        expect(Math.abs(slope - wanted)).toBeLessThan(1e-4 * Math.max(1, Math.abs(wanted)))
      }
    },
  )

  test(`fault: a dilated layer cannot be trained on ${backend}`, async () => {
    await useBackend(backend)
    for (const dataFormat of ["channelsLast", "channelsFirst"] as const) {
      for (const activation of ["linear", "relu"] as const) {
        const layer = tf.layers.conv2d({
          filters: 2,
          kernelSize: 3,
          dilationRate: 2,
          padding: "same",
          dataFormat,
          activation,
        })
        const x = randomTensor([1, 5, 6, 3])
        const value = (input: tf.Tensor) => {
          const out = layer.apply(input)
          if (out instanceof tf.Tensor) return out
          throw new Error("one tensor expected")
        }
        const gradient = () => tf.grad((input: tf.Tensor) => value(input).sum())(x)
        const wanted = await withoutRepairs(() => on(backend, () => value(x)))
        expect(Array.from(await on(backend, () => value(x)))).toEqual(Array.from(wanted))
        await expect(withoutRepairs(() => on(backend, gradient))).rejects.toThrow(/dilation rates/)
        expect((await on(backend, gradient)).length).toBe(x.size)
      }
    }
  })

  test(`fault: thresholdedReLU has no gradient on ${backend}`, async () => {
    const x = tf.tensor1d([-1, 0.4, 0.6, 2])
    const gradient = () => tf.grad((input: tf.Tensor) => apply(input).square())(x)
    const layer = tf.layers.thresholdedReLU({ theta: 0.5 })
    const apply = (input: tf.Tensor) => {
      const out = layer.apply(input)
      if (out instanceof tf.Tensor) return out
      throw new Error("one tensor expected")
    }
    await expect(withoutRepairs(() => on(backend, gradient))).rejects.toThrow(/Greater/)
    const found = Array.from(await on(backend, gradient))
    expect(found.map(value => Math.round(value * 1e5) / 1e5)).toEqual([0, 0, 1.2, 4])
  })
}
