import { expect, test } from "vitest"
import { featuresOf, weather } from "../../examples/data/weather.js"
import { run } from "../../examples/forecast.js"

test("it learns more than that tomorrow is like today", async () => {
  const { losses, scores } = await run({ epochs: 4, verbose: 0, print: () => {} })
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0)
  expect(scores).toHaveLength(3)
  const last = scores.at(-1)
  expect(last?.off).toBeLessThan(last?.offAsToday ?? 0)
  expect(last?.right).toBeGreaterThan(last?.rightAsToday ?? 1)
})

test("the weather of four years, every day of it", () => {
  const days = weather()
  expect(days).toHaveLength(1461)
  expect(days[1]).toEqual({ date: "2012-01-02", warmest: 10.6, coldest: 2.8, rain: 10.9, wind: 4.5 })
  expect(days.flatMap(featuresOf).every(value => Math.abs(value) < 6)).toBe(true)
})
