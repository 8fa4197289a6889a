/**
 * An op states its rule twice, as a type and as a function. This finds every op and holds them equal, to each other and to
 * what tfjs computes; in a model, and in one that was saved and loaded, too.
 */
import * as tf from "@tensorflow/tfjs"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import * as exported from "../../src/ops.js"
import { compile } from "../conformance/compiler.js"
import { agree } from "../conformance/report.js"
import { opCases, thorough } from "./cases.js"
import { opsIn } from "./find.js"
import { builtOps, realOps } from "./reality.js"
import { equalOps, widerOps } from "./programs.js"

declare global {
  interface ImportMeta {
    glob(pattern: string, options: { eager: true }): Record<string, object>
  }
}

await tf.ready()
const all = opsIn(import.meta.glob("../../src/ops/*.ts", { eager: true }))
/** OPS_ONLY=add,matMul tries these alone. */
const only = process.env["OPS_ONLY"]?.split(",")
const tried = all
  .filter(({ name }) => only?.includes(name) ?? true)
  .map(found => {
    const own = opCases(found)
    return { name: found.name, found, own, equal: equalOps(found, own), wide: widerOps(found, own) }
  })
const texts = tried.flatMap(({ name, equal, wide }): readonly (readonly [string, string])[] => [
  [`test/op.${name}.equal.ts`, equal.text],
  [`test/op.${name}.wide.ts`, wide.text],
])
const compiled = compile(ts, new Map(texts))
const answerFor = (file: string) => {
  const answer = compiled.get(file)
  if (!answer) throw new Error(`${file} was not compiled`)
  return answer
}

test("there are ops", () => expect(all.length).toBeGreaterThan(2))
test("the entry exports every op", () =>
  expect(all.map(({ name }) => name).filter(name => !(name in exported))).toEqual([]))
test("an op stands in files under its own name", () =>
  expect(all.filter(({ name, spec }) => name !== spec.name).map(({ name }) => name)).toEqual([]))

test.runIf(only === undefined)("broadcasting, reshape, slice and concat have 2000 calls", () => {
  const counts = tried.filter(({ name }) => thorough.has(name)).map(({ own }) => own.length)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2000)
})

describe.each(tried)("$name", ({ name, found, own, equal, wide }) => {
  test("enough is tried, and accepted", () => {
    const accepted = own.filter(({ answer }) => answer.refused === undefined)
    expect(own.length).toBeGreaterThanOrEqual(40)
    expect(accepted.length / own.length).toBeGreaterThan(0.4)
  })
  test("the compiler and the run time give one answer", () =>
    agree(equal.wrong(answerFor(`test/op.${name}.equal.ts`)), own.length))
  test("with literals widened, the true answer still fits", () =>
    agree(wide.wrong(answerFor(`test/op.${name}.wide.ts`)), wide.count))
  test("on data, it gives what its rule says", () => agree(realOps(found, own), own.length))
  test("in a model, saved and loaded, it gives that too", async () => agree(await builtOps(found, own), own.length))
})
