/** Random programs of all layers: the compiler and the run time give one verdict, in one sentence, and one shape. */
import ts from "typescript"
import { expect, test } from "vitest"
import * as exported from "../src/index.js"
import { compile } from "./conformance/compiler.js"
import { foundIn } from "./conformance/find.js"
import { check, text } from "./programs/check.js"
import { generator, type RandomProgram } from "./programs/generate.js"
import { smallest } from "./programs/shrink.js"

const all = foundIn(import.meta.glob("../src/layers/*.ts", { eager: true }), exported)
/** PROGRAMS_SEED and PROGRAMS_COUNT try others, or more. */
const seed = process.env["PROGRAMS_SEED"] ?? "20261124"
const count = Number(process.env["PROGRAMS_COUNT"] ?? 2000)

const batch = 200
const compileAll = (programs: readonly RandomProgram[]) => {
  const batches = Array.from({ length: Math.ceil(programs.length / batch) }, (_, at) =>
    programs.slice(at * batch, (at + 1) * batch),
  )
  const texts = batches.map((list, at) => text(`test/programs.${at}.ts`, list, all))
  const compiled = compile(ts, new Map(texts.map(({ file, text }) => [file, text])))
  return texts.flatMap(({ file, places }, at) =>
    (batches[at] ?? []).flatMap((program, index) => {
      const answer = compiled.get(file)
      const place = places[index]
      if (!answer || !place) throw new Error(`${file} was not compiled`)
      return check(program, place, answer, all)
    }),
  )
}

test(`${count} random programs, from seed ${seed}`, () => {
  const write = generator(all, seed)
  const programs = Array.from({ length: count }, (_, index) => write(index))
  const calls = programs.flatMap(({ steps, outcomes }) => outcomes.filter((_, at) => steps[at]?.kind !== "layer"))
  const refused = calls.filter(({ refused }) => refused !== undefined)
  expect(refused.length / calls.length).toBeGreaterThan(0.03)
  expect(refused.length / calls.length).toBeLessThan(0.4)
  const wrong = compileAll(programs)
  if (wrong.length === 0) return
  const shown = smallest(wrong, compileAll, all).slice(0, Number(process.env["CONFORMANCE_SHOW"] ?? 3))
  const lines = shown.map(
    ({ program, runtime, compiler }) => `${program}\n    one says:   ${runtime}\n    other says: ${compiler}`,
  )
  expect.fail(
    `seed ${seed}: ${wrong.length} disagreements in ${count} programs; the smallest:\n  ${lines.join("\n  ")}`,
  )
}, 300_000)
