import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { afterAll, expect, test } from "vitest"
import { lost } from "../../src/tools/lost.js"
import { root } from "../conformance/compiler.js"

const folder = `${root}.tmp/lost-${process.pid}`
mkdirSync(folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

const found = (lines: readonly string[]) => {
  const file = `${folder}/program.ts`
  writeFileSync(
    file,
    [`import { asShape, dense, input, lstm, options, type Tensor } from "shapeproof"`, ...lines].join("\n"),
  )
  return lost([file], root).map(({ line, why }) => `${line}: ${why}`)
}

test("says where a size was lost, once, and why", () =>
  expect(
    found([
      "declare const anything: any",
      "const config = { units: 64 }",
      'const x = input({ shape: ["T", 12] })',
      "const y = dense(config)(x)",
      "dense({ units: 4 })(y)",
      "dense({ units: 4 })(anything)",
      "lstm({ units: 3 })(input({ shape: [null, 12] }))",
    ]),
  ).toEqual([
    "5: axis 2 is number: config.units is number; as const or options() keeps it",
    "7: its rank is not known: anything is any",
    "8: axis 1 is number",
  ]))

test("is silent where nothing was lost", () =>
  expect(
    found([
      "declare const loaded: Tensor<number[]>",
      "const config = options({ units: 64 })",
      'dense(config)(input({ shape: ["T", 12] }))',
      'dense({ units: 4 })(asShape(loaded, ["N", 7, 12]))',
    ]),
  ).toEqual([]))
