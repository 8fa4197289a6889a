import * as tf from "@tensorflow/tfjs"
import { expect, test, vi } from "vitest"
import { setRepairs } from "../../src/backend/repairs.js"
import "../../src/backend/start.js"
import { orthonormalize } from "../../src/backend/orthogonal.js"
import { normals } from "../../src/backend/normals.js"
import { difference } from "./both.js"

const gram = (q: tf.Tensor, wide: boolean) => (wide ? tf.matMul(q, q, false, true) : tf.matMul(q, q, true, false))

test("rows or columns are orthonormal, times the gain", () => {
  const shapes = [
    [1, 1],
    [1, 5],
    [5, 1],
    [4, 4],
    [7, 3],
    [3, 7],
    [33, 33],
    [13, 130],
    [256, 1024],
  ] as const
  for (const [rows, columns] of shapes) {
    const q = tf.initializers.orthogonal({ seed: 7, gain: 2 }).apply([rows, columns])
    const count = Math.min(rows, columns)
    expect(difference(gram(q, rows < columns).dataSync(), tf.eye(count).mul(4).dataSync())).toBeLessThan(1e-5)
  }
})

test("a seed gives the same numbers again, another seed others, and none new ones", () => {
  const draw = (seed?: number) => {
    const values = tf.initializers
      .orthogonal(seed === undefined ? {} : { seed })
      .apply([6, 9])
      .dataSync()
    return Array.from(values)
  }
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(draw()).not.toEqual(draw())
})

test("the first axes of a shape of more than two are one", () => {
  const q = tf.initializers.orthogonal({ seed: 1 }).apply([3, 3, 2, 5])
  expect(q.shape).toEqual([3, 3, 2, 5])
  expect(difference(gram(q.reshape([18, 5]), false).dataSync(), tf.eye(5).dataSync())).toBeLessThan(1e-5)
  expect(() => tf.initializers.orthogonal({}).apply([3])).toThrow("two axes or more")
})

test("the signs are those of a QR factorization with a positive diagonal of R, as in Keras", () => {
  const [count, length] = [6, 11]
  const drawn = normals(count * length, 5)
  const units = drawn.slice()
  orthonormalize(units, count, length)
  const [q, normal] = [units, drawn].map(values => tf.tensor(Float32Array.from(values), [count, length]))
  if (!q || !normal) throw new Error("two matrices expected")
  const r = tf.matMul<tf.Tensor2D>(q, normal, false, true)
  for (const [row, values] of r.arraySync().entries()) {
    for (const [column, value] of values.entries()) {
      if (column < row) expect(Math.abs(value)).toBeLessThan(1e-5)
      if (column === row) expect(value).toBeGreaterThan(0)
    }
  }
})

test("the normal numbers have mean 0, variance 1 and fourth moment 3", () => {
  const values = normals(100_000, 11)
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length
  expect(Math.abs(moment(1))).toBeLessThan(0.02)
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02)
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1)
})

test("lstm takes it by default without a warning, and a saved configuration keeps gain and seed", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
  tf.layers.lstm({ units: 64 }).build([null, 3, 5])
  expect(warn).not.toHaveBeenCalled()
  const layer = tf.layers.lstm({ units: 4, recurrentInitializer: tf.initializers.orthogonal({ gain: 3, seed: 8 }) })
  const copy = tf.layers.lstm(JSON.parse(JSON.stringify(layer.getConfig())))
  layer.build([null, 3, 5])
  copy.build([null, 3, 5])
  const [weights, again] = [layer, copy].map(each => each.getWeights()[1]?.dataSync() ?? [])
  expect(weights).toEqual(again)
  const saved = { className: "Orthogonal", config: { gain: 3, seed: 8 } }
  expect(layer.getConfig()["recurrentInitializer"]).toMatchObject(saved)
  setRepairs(false)
  tf.layers.lstm({ units: 24 }).build([null, 3, 5])
  setRepairs(true)
  expect(warn).toHaveBeenCalledOnce()
  warn.mockRestore()
})
