/** Every option of Keras's layers is ours, or a table says why not; so is every one of ours that Keras lacks. */
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { absent, added, type OptionDifference } from "./conformance/absentOptions.js"
import { foundIn } from "./conformance/find.js"

const all = foundIn(import.meta.glob("../src/layers/*.ts", { eager: true }))
const signatures: unknown = JSON.parse(readFileSync(new URL("fixtures/signatures.json", import.meta.url), "utf8"))
const signatureOf = new Map<string, unknown>(Object.entries(Object(signatures)))

/** tfjs has these alone. */
const tfjsAlone = ["randomWidth", "thresholdedReLU"]
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const compared = all.flatMap(({ name, spec }) => {
  const theirs = signatureOf.get(spec.kind.replace(/Layer$/, ""))
  return Array.isArray(theirs) ? [{ name, theirs: theirs.map(String).map(camel), ours: Object.keys(spec.options) }] : []
})
const lacks = compared.flatMap(({ name, theirs, ours }) =>
  theirs.filter(option => !ours.includes(option)).map(option => ({ name, option })),
)
const more = compared.flatMap(({ name, theirs, ours }) =>
  ours.filter(option => !theirs.includes(option)).map(option => ({ name, option })),
)
type Part = (typeof lacks)[number]
const covers = ({ layers, options }: OptionDifference, { name, option }: Part) =>
  (layers?.includes(name) ?? true) && options.includes(option)
const unsaid = (parts: readonly Part[], table: readonly OptionDifference[]) =>
  parts.filter(part => !table.some(one => covers(one, part)))
const idle = (parts: readonly Part[], table: readonly OptionDifference[]) =>
  table.flatMap(one => one.options.filter(option => !parts.some(part => part.option === option && covers(one, part))))

test("each layer of Keras's name has its signature", () => {
  const without = all.map(({ name }) => name).filter(name => !compared.some(one => one.name === name))
  expect(without).toEqual(tfjsAlone)
})

test("an option that Keras has and ours lack has a reason", () => expect(unsaid(lacks, absent)).toEqual([]))
test("an option that ours have and Keras lacks has a reason", () => expect(unsaid(more, added)).toEqual([]))
test("no reason stands for nothing", () => expect([...idle(lacks, absent), ...idle(more, added)]).toEqual([]))

test("an option that is lacking is refused by its name", () => {
  for (const { name, option } of lacks) {
    const make = all.find(one => one.name === name)?.make
    expect(() => make?.({ [option]: 1 }), name).toThrow(new RegExp(`has no option ${option}; (it has|did you mean) `))
  }
})
