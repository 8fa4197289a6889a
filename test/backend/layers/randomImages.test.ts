/** Layers that change images by chance: as Keras moves them, in bounds, and the same with the same seed. */
import "../../../src/backend/register.js"
import "../../../src/backend/start.js"
import { readFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { RandomRotation, RandomTranslation, RandomZoom } from "../../../src/backend/layers/movedImages.js"
import { RandomCrop } from "../../../src/backend/layers/randomCrop.js"
import { RandomBrightness, RandomContrast, RandomFlip } from "../../../src/backend/layers/randomImages.js"
import { RandomWidth } from "../../../src/backend/layers/randomWidth.js"
import { useBackend } from "../../../src/backend/start.js"

const tensorOf = (output: unknown): tf.Tensor => {
  if (!(output instanceof tf.Tensor)) throw new Error("expected a tensor")
  return output
}
const trained = (layer: tf.layers.Layer, x: tf.Tensor) => tensorOf(layer.apply(x, { training: true }))
const valuesOf = (x: tf.Tensor) => Array.from(x.dataSync())

interface Move {
  kind: "RandomRotation" | "RandomTranslation" | "RandomZoom"
  options: Record<string, unknown>
  output: number[]
}
const moves: Move[] = JSON.parse(readFileSync(new URL("../../fixtures/images.json", import.meta.url), "utf8"))
const kinds = { RandomRotation, RandomTranslation, RandomZoom }
const image = () =>
  tf.tensor(
    Array.from({ length: 80 }, (_, at) => (at * 7) % 23),
    [2, 4, 5, 2],
  )
const made = ({ kind, options }: Move, more: object = {}): tf.layers.Layer =>
  Reflect.construct(kinds[kind], [{ ...options, ...more }])

test.each(["wasm", "cpu"] as const)("images are moved as Keras moves them, on %s", async backend => {
  await useBackend(backend)
  expect(moves.length).toBe(48)
  for (const move of moves) {
    const found = valuesOf(trained(made(move), image()))
    const gap = Math.max(...found.map((value, at) => Math.abs(value - (move.output[at] ?? Number.NaN))))
    expect(gap, JSON.stringify(move)).toBeLessThan(2e-4)
  }
})

test("channels that are first are moved alike", () => {
  for (const move of moves.filter((_, at) => at % 7 === 0)) {
    const turned = trained(made(move, { dataFormat: "channelsFirst" }), image().transpose([0, 3, 1, 2]))
    expect(valuesOf(turned.transpose([0, 2, 3, 1]))).toEqual(valuesOf(trained(made(move), image())))
  }
})

const pictures = () => tf.randomUniform([64, 5, 6, 2], 0, 1, "float32", 3)
/** Of each image, as text. */
const each = (x: tf.Tensor): string[] => tf.unstack(x).map(one => JSON.stringify(valuesOf(one)))

test.each([
  ["horizontal", [2]],
  ["vertical", [1]],
  ["horizontalAndVertical", [1, 2]],
] as const)("about half of the images are turned over, %s", (mode, axes) => {
  const x = pictures()
  const [before, over, after] = [x, x.reverse([...axes]), trained(new RandomFlip({ mode, seed: 4 }), x)].map(each)
  const turned = (after ?? []).filter((one, at) => one === over?.[at]).length
  expect((after ?? []).every((one, at) => one === over?.[at] || one === before?.[at])).toBe(true)
  expect(turned).toBeGreaterThan(16)
  expect(turned).toBeLessThan(48)
})

test("brightness is a number for each image, in the bounds, and the range is kept", () => {
  const x = pictures().mul(0.2).add(0.4)
  const shifts = trained(new RandomBrightness({ factor: [-0.1, 0.3], valueRange: [0, 1], seed: 4 }), x).sub(x)
  const own = each(shifts).map(one => JSON.parse(one).map((value: number) => Math.round(value * 1e5)))
  expect(own.every(values => Math.max(...values) - Math.min(...values) <= 1)).toBe(true)
  const amounts = own.map(([first]) => first / 1e5)
  expect(Math.min(...amounts)).toBeGreaterThanOrEqual(-0.1)
  expect(Math.max(...amounts)).toBeLessThanOrEqual(0.3)
  expect(Math.max(...amounts) - Math.min(...amounts)).toBeGreaterThan(0.3)
  const bright = valuesOf(trained(new RandomBrightness({ factor: [1, 1] }), x.mul(255)))
  expect(new Set(bright)).toEqual(new Set([255]))
})

test("contrast is a factor around the mean of each channel, in the bounds", () => {
  const x = pictures().mul(0.2).add(0.4)
  const after = trained(new RandomContrast({ factor: [0.3, 0.5], valueRange: [0, 1], seed: 4 }), x)
  const [from, to] = [x, after].map(one => one.sub(one.mean([1, 2], true)))
  expect(
    after
      .mean([1, 2])
      .sub(x.mean([1, 2]))
      .abs()
      .max()
      .dataSync()[0],
  ).toBeLessThan(1e-5)
  const factors = valuesOf(
    (to ?? x)
      .square()
      .sum([1, 2, 3])
      .div((from ?? x).square().sum([1, 2, 3]))
      .sqrt(),
  )
  expect(Math.min(...factors)).toBeGreaterThan(0.699)
  expect(Math.max(...factors)).toBeLessThan(1.501)
  expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.5)
})

test("a crop is a part of the images, each place in its turn, and the middle when predicting", () => {
  const x = pictures()
  const places = Array.from({ length: 3 * 3 }, (_, at) => [Math.floor(at / 3), at % 3] as const)
  const parts = places.map(([top, left]) => JSON.stringify(valuesOf(x.slice([0, top, left, 0], [64, 3, 4, 2]))))
  const layer = new RandomCrop({ height: 3, width: 4, seed: 5 })
  const found = Array.from({ length: 60 }, () => parts.indexOf(JSON.stringify(valuesOf(trained(layer, x)))))
  expect(new Set(found)).toEqual(new Set(places.keys()))
  expect(parts.indexOf(JSON.stringify(valuesOf(tensorOf(layer.apply(x)))))).toBe(4)
  expect(trained(new RandomCrop({ height: 9, width: 4 }), x).shape).toEqual([64, 9, 4, 2])
})

test("a width is drawn in its bounds, of all images the same, and the pixels stand between their neighbours", () => {
  const x = tf.linspace(0, 19, 20).reshape([1, 1, 20, 1])
  const layer = new RandomWidth({ factor: [-0.5, 0.5], seed: 4 })
  const drawn = Array.from({ length: 40 }, () => trained(layer, x))
  const widths = drawn.map(({ shape }) => shape[2] ?? 0)
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(10)
  expect(Math.max(...widths)).toBeLessThanOrEqual(30)
  expect(new Set(widths).size).toBeGreaterThan(8)
  for (const one of drawn) {
    const wanted = tf.image.resizeBilinear(x.as4D(1, 1, 20, 1), [1, one.shape[2] ?? 0], false, true)
    expect(one.sub(wanted).abs().max().dataSync()[0]).toBeLessThan(1e-4)
  }
  expect(tensorOf(layer.apply(x)).shape).toEqual([1, 1, 20, 1])
  const near = trained(new RandomWidth({ factor: [-0.5, -0.5], interpolation: "nearest" }), x)
  expect(valuesOf(near)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
})

describe.each([
  ["RandomFlip", (seed: number) => new RandomFlip({ seed })],
  ["RandomBrightness", (seed: number) => new RandomBrightness({ factor: 0.2, valueRange: [0, 1], seed })],
  ["RandomContrast", (seed: number) => new RandomContrast({ factor: 0.2, valueRange: [0, 1], seed })],
  ["RandomRotation", (seed: number) => new RandomRotation({ factor: 0.2, seed })],
  ["RandomTranslation", (seed: number) => new RandomTranslation({ heightFactor: 0.2, widthFactor: 0.3, seed })],
  ["RandomZoom", (seed: number) => new RandomZoom({ heightFactor: 0.2, seed })],
] as const)("%s", (_, make) => {
  test("hands images on when predicting, and with a seed draws the same in each run", () => {
    const x = pictures()
    expect(valuesOf(tensorOf(make(1).apply(x)))).toEqual(valuesOf(x))
    const run = (layer: tf.layers.Layer) => [1, 2].map(() => JSON.stringify(valuesOf(trained(layer, x))))
    const first = run(make(1))
    expect(run(make(1))).toEqual(first)
    expect(first[0]).not.toBe(first[1])
    expect(run(make(2))[0]).not.toBe(first[0])
  })
  test("has a gradient in training", () => {
    const x = pictures()
    const slope = tf.grad((given: tf.Tensor) => trained(make(1), given).square().sum().asScalar())(x)
    expect(slope.abs().sum().dataSync()[0]).toBeGreaterThan(1)
  })
})
