/** Data made by chance: what its numbers are like, and that a seed makes them again. */
import { randomNormal, randomUniform } from "shapeproof/ops"
import { expect, test } from "vitest"

const moments = (values: ArrayLike<number>) => {
  const all = Array.from(values)
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  return { mean, deviation: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length) }
}

test("randomNormal has its mean and its deviation", () => {
  const { mean, deviation } = moments(randomNormal([100, 100], -2, 0.5, 7).dataSync())
  expect(mean).toBeCloseTo(-2, 1)
  expect(deviation).toBeCloseTo(0.5, 1)
})

test("randomUniform fills its range evenly, and stays in it", () => {
  const values = randomUniform([100, 100], -1, 3, 7).dataSync()
  expect(moments(values).mean).toBeCloseTo(1, 1)
  expect(moments(values).deviation).toBeCloseTo(4 / Math.sqrt(12), 1)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-1)
  expect(Math.max(...values)).toBeLessThan(3)
})

test("a seed makes the same numbers again, and another others", () => {
  for (const make of [
    (seed: number) => randomNormal([5], 0, 1, seed),
    (seed: number) => randomUniform([5], 0, 1, seed),
  ]) {
    expect(make(3).arraySync()).toEqual(make(3).arraySync())
    expect(make(3).arraySync()).not.toEqual(make(4).arraySync())
  }
})
