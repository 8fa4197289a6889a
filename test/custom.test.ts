/** A layer of a user's own, proven by `conforms`; and that `conforms` sees what is wrong. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { gated, run } from "../examples/custom-layer.js"
import type { LayerKind } from "../src/core/define.js"
import { add, reshape } from "../src/index.js"
import type { RuntimeShape } from "../src/ops/shape.js"
import { conforms } from "../src/testing.js"

const home = new URL("../", import.meta.url)
const file = (name: string) => new URL(name, home).href
const from = file("examples/custom-layer.ts")

test("a layer of one's own conforms", async () => {
  const { accepted, refused } = await conforms(gated, { name: "gated", from })
  expect(accepted).toBeGreaterThan(60)
  expect(refused).toBeGreaterThan(15)
})

test.each([
  ["reshape", reshape],
  ["add", add],
] as const)("%s conforms", async (name, kind) => {
  const { accepted } = await conforms(kind, { name, from: file(`src/layers/${name}.ts`), cases: 60 })
  expect(accepted).toBeGreaterThan(20)
})

describe("what is wrong is seen", () => {
  const other = (change: Partial<LayerKind["spec"]>) => {
    const spec = { ...gated.spec, ...change }
    const make = (options: { units: number }) => {
      const layer = gated(options)
      const own = { shapeOf: spec.shape, paramsOf: spec.params, title: spec.title(options) }
      return Object.defineProperties(layer, {
        shapeOf: { value: (inputs: readonly RuntimeShape[]) => own.shapeOf(inputs, options) },
        paramsOf: { value: (inputs: readonly RuntimeShape[]) => own.paramsOf(inputs, options) },
      })
    }
    return conforms(Object.assign(make, { spec }), { name: "gated", from, cases: 40 })
  }
  const { shape, params } = gated.spec

  test("the same rule passes", async () => expect((await other({})).accepted).toBeGreaterThan(20))
  test("another shape", () =>
    expect(other({ shape: inputs => inputs[0] ?? [] })).rejects.toThrow(
      /the rule says .* the layer gives|the compiler/,
    ))
  test("another sentence", () =>
    expect(
      other({
        shape: (inputs, options) => {
          const answer = shape(inputs, options)
          return "refused" in answer ? { ...answer, refused: "no" } : answer
        },
      }),
    ).rejects.toThrow("the compiler says"))
  test("another shape in a graph of tfjs", async () => {
    const [layer] = [gated({ units: 3 })]
    const prototype: unknown = Object.getPrototypeOf(Reflect.get(layer, "built"))
    if (typeof prototype !== "object" || prototype === null) throw new Error("a built layer has a class")
    const before = Object.getOwnPropertyDescriptor(prototype, "computeOutputShape")
    if (!before) throw new Error("the layer says its shape")
    Object.defineProperty(prototype, "computeOutputShape", { ...before, value: (shape: unknown) => shape })
    try {
      await expect(other({})).rejects.toThrow(/in a graph, .* tfjs/)
    } finally {
      Object.defineProperty(prototype, "computeOutputShape", before)
    }
  })
  test("another number of weights", () =>
    expect(other({ params: (inputs, options) => Number(params(inputs, options)) + 1 })).rejects.toThrow("weights"))
  test("another name", () => expect(conforms(gated, { name: "gate", from })).rejects.toThrow("no exported member"))
})

test("in a model: it learns, and is saved and read", async () => {
  const lines: string[] = []
  const folder = mkdtempSync(join(tmpdir(), "custom-layer-"))
  const { losses, answers, difference, params } = await run({ print: line => lines.push(line), folder })
  expect(losses.at(-1)).toBeLessThan(0.1)
  expect(answers.map(Math.round)).toEqual([0, 1, 1, 0])
  expect(difference).toBe(0)
  expect(params).toBe(2 * 3 * 8 + 9)
  expect(lines.join("\n")).toContain("gated")
})
