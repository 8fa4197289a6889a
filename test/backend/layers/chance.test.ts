/** Layers of chance: they do nothing when predicting, and in training what their options say, the same with the same seed. */
import "../../../src/backend/register.js"
import "../../../src/backend/start.js"
import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import {
  AlphaDropout,
  GaussianDropout,
  GaussianNoise,
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
} from "../../../src/backend/layers/noise.js"

const valuesOf = (output: unknown): number[] => {
  if (!(output instanceof tf.Tensor)) throw new Error("expected a tensor")
  return Array.from(output.dataSync())
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map(value => (value - mean(values)) ** 2)))
const near = (value: number, wanted: number, by: number) => expect(Math.abs(value - wanted)).toBeLessThan(by)

interface Kind {
  name: string
  make: (seed?: number) => tf.layers.Layer
  x: () => tf.Tensor
  holds: (before: number[], after: number[]) => void
}

const many = () => tf.randomNormal([200, 100], 0, 1, "float32", 7)
const seeded = (seed: number | undefined) => (seed === undefined ? {} : { seed })
const zeros = (values: readonly number[]) => values.filter(value => value === 0).length / values.length

/** Of ones, each channel of each sample is 0 at all places, or 4 / 3 at all. */
const wholeChannels =
  (places: number, channels: number, first = false) =>
  (_: number[], after: number[]) => {
    near(zeros(after), 0.25, 0.03)
    const samples = after.length / places / channels
    for (let sample = 0; sample < samples; sample++)
      for (let channel = 0; channel < channels; channel++) {
        const own = Array.from({ length: places }, (_, place) => {
          const at = first ? channel * places + place : place * channels + channel
          return after[sample * places * channels + at] ?? Number.NaN
        })
        expect(new Set(own).size).toBe(1)
        near(own[0] ?? 0, (own[0] ?? 0) > 0 ? 4 / 3 : 0, 1e-5)
      }
  }

const kinds: Kind[] = [
  {
    name: "GaussianNoise",
    make: seed => new GaussianNoise({ stddev: 0.5, ...seeded(seed) }),
    x: many,
    holds: (before, after) => {
      const noise = after.map((value, at) => value - (before[at] ?? 0))
      near(mean(noise), 0, 0.02)
      near(deviation(noise), 0.5, 0.02)
    },
  },
  {
    name: "GaussianDropout",
    make: seed => new GaussianDropout({ rate: 0.2, ...seeded(seed) }),
    x: many,
    holds: (before, after) => {
      const factors = after.map((value, at) => value / (before[at] ?? 1))
      near(mean(factors), 1, 0.02)
      near(deviation(factors), 0.5, 0.02)
    },
  },
  {
    name: "AlphaDropout",
    make: seed => new AlphaDropout({ rate: 0.25, ...seeded(seed) }),
    x: many,
    holds: (_, after) => {
      near(mean(after), 0, 0.03)
      near(deviation(after), 1, 0.03)
      const counts = new Map<number, number>()
      for (const value of after) {
        const key = Math.round(value * 1e4)
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      near(Math.max(...counts.values()) / after.length, 0.25, 0.02)
    },
  },
  {
    name: "AlphaDropout with a noise shape",
    make: seed => new AlphaDropout({ rate: 0.5, noiseShape: [null, 1], ...seeded(seed) }),
    x: many,
    holds: (_, after) => {
      const rows = Array.from({ length: 200 }, (_, row) => new Set(after.slice(row * 100, row * 100 + 100)))
      near(rows.filter(row => row.size === 1).length / 200, 0.5, 0.15)
      expect(rows.every(row => row.size === 1 || row.size > 50)).toBe(true)
    },
  },
  {
    name: "SpatialDropout1D",
    make: seed => new SpatialDropout1D({ rate: 0.25, ...seeded(seed) }),
    x: () => tf.ones([100, 4, 50]),
    holds: wholeChannels(4, 50),
  },
  {
    name: "SpatialDropout2D",
    make: seed => new SpatialDropout2D({ rate: 0.25, ...seeded(seed) }),
    x: () => tf.ones([100, 2, 3, 50]),
    holds: wholeChannels(6, 50),
  },
  {
    name: "SpatialDropout2D of channels first",
    make: seed => new SpatialDropout2D({ rate: 0.25, dataFormat: "channelsFirst", ...seeded(seed) }),
    x: () => tf.ones([100, 50, 2, 3]),
    holds: wholeChannels(6, 50, true),
  },
  {
    name: "SpatialDropout3D",
    make: seed => new SpatialDropout3D({ rate: 0.25, ...seeded(seed) }),
    x: () => tf.ones([100, 2, 1, 2, 50]),
    holds: wholeChannels(4, 50),
  },
]

describe.each(kinds)("$name", ({ make, x, holds }) => {
  test("hands its input on when predicting", () => {
    const input = x()
    expect(valuesOf(make().apply(input))).toEqual(valuesOf(input))
  })
  test("changes it in training as it says", () => {
    const input = x()
    holds(valuesOf(input), valuesOf(make(11).apply(input, { training: true })))
  })
  test("draws anew at each call, and with a seed the same in each run", () => {
    const input = x()
    const calls = (layer: tf.layers.Layer) =>
      [1, 2].map(() => JSON.stringify(valuesOf(layer.apply(input, { training: true }))))
    const [first, other] = [calls(make(5)), calls(make(6))]
    expect(first[0]).not.toBe(first[1])
    expect(calls(make(5))).toEqual(first)
    expect(other[0]).not.toBe(first[0])
    expect(calls(make())[0]).not.toBe(calls(make())[0])
  })
})

test("at the strength 0 nothing changes", () => {
  const x = many()
  for (const layer of [
    new GaussianNoise({ stddev: 0 }),
    new GaussianDropout({ rate: 0 }),
    new AlphaDropout({ rate: 0 }),
    new SpatialDropout1D({ rate: 0 }),
  ])
    expect(valuesOf(layer.apply(x, { training: true }))).toEqual(valuesOf(x))
})
