/**
 * Finds every sentence that a type of ours can say, by reading the sources: each must be shown by a refusal of test-d/ or
 * examples/, and each must stand in the code that runs as well.
 */
import { readdirSync, readFileSync } from "node:fs"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { root } from "./conformance/compiler.js"
import { refusals } from "./refusals.js"

/** A sentence with its holes: the texts between them. */
interface Template {
  readonly file: string
  readonly line: number
  readonly parts: readonly string[]
}

/** Three words or more; names of options and of dtypes have fewer. */
const isSentence = (parts: readonly string[]): boolean =>
  (parts.join(" ? ").match(/[A-Za-z]{2,}/g)?.length ?? 0) >= 3 && parts.some(part => / \w+ /.test(` ${part.trim()} `))

const partsOf = (node: ts.Node): readonly string[] | undefined =>
  ts.isTemplateLiteralTypeNode(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  : ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  : ts.isStringLiteralLike(node) ? [node.text]
  : undefined

/** The sentences of a source: those that are types, and those that are values. */
const sentencesIn = (file: string, text: string) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const types: Template[] = []
  const values: Template[] = []
  const visit = (node: ts.Node): void => {
    const parts = partsOf(node)
    if (parts && isSentence(parts)) {
      const isType = ts.isTemplateLiteralTypeNode(node) || ts.isLiteralTypeNode(node.parent)
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      ;(isType ? types : values).push({ file, line, parts })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { types, values }
}

const found = ["src", "types"].flatMap(folder =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(file => file.endsWith(".ts"))
    .map(file => sentencesIn(file, readFileSync(root + file, "utf8"))),
)
const types = found.flatMap(one => one.types)
const values = found.flatMap(one => one.values)

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** The templates that no sentence shows: a template may be a part of a sentence. */
const unseen = (templates: readonly Template[], said: readonly string[]): readonly string[] =>
  templates
    .filter(({ parts }) => !said.some(sentence => new RegExp(parts.map(escaped).join(".*")).test(sentence)))
    .map(({ file, line, parts }) => `${file}:${line}  ${parts.join("...")}`)

/** The templates with a text, of two words or more, that no value has. */
const alone = (templates: readonly Template[], twins: readonly Template[]): readonly string[] => {
  const texts = twins.flatMap(({ parts }) => parts)
  return templates
    .filter(
      ({ parts }) => !parts.filter(part => /\w \w/.test(part)).every(part => texts.some(text => holds(text, part))),
    )
    .map(({ file, line, parts }) => `${file}:${line}  ${parts.join("...")}`)
}
const holds = (text: string, part: string) => text.includes(part) || (text.length > 8 && part.includes(text))

/** Parts of sentences that no refusal of ours can reach, and why. */
const silent: readonly { readonly text: string; readonly reason: string }[] = [
  {
    text: "a shape of unknown rank",
    reason:
      "what `show` says of one: our rules let it pass, a rule of a user's own may not; a shape has a rank when it runs",
  },
]
const speaking = types.filter(({ parts }) => !silent.some(({ text }) => parts.join("") === text))

test("there are sentences", () => expect(types.length).toBeGreaterThan(40))

test("each is shown by a refusal that stands in test-d/ or examples/", () =>
  expect(
    unseen(
      speaking,
      refusals.map(({ sentence }) => sentence),
    ).join("\n"),
  ).toBe(""))

test("each has its twin in the code that runs", () => expect(alone(speaking, values).join("\n")).toBe(""))

describe("the rules bite", () => {
  const text = [
    "type clash<n> = `dense(@{n}) needs an input, got none`",
    "const clash = (n: number) => `dense(@{n}) needs an input, got none`",
    'type dtype = "float32" | "int32"',
    'type plain = "a row of layers takes one tensor"',
  ]
    .join("\n")
    .replaceAll("@", "$")
  const one = sentencesIn("one.ts", text)
  test("finds types and values apart", () => {
    expect(one.types.map(({ line }) => line)).toEqual([1, 4])
    expect(one.values.map(({ line }) => line)).toEqual([2])
  })
  test("a sentence that nothing shows", () =>
    expect(unseen(one.types, ["dense(5) needs an input, got none"])).toEqual([
      "one.ts:4  a row of layers takes one tensor",
    ]))
  test("a sentence without a twin", () =>
    expect(alone(one.types, one.values)).toEqual(["one.ts:4  a row of layers takes one tensor"]))
})
