/**
 * Refuses what would let an unsound type through: casts outside src/core, casts in src/core without a comment that names
 * the test which makes them sound, and comments that silence the compiler. Also files above 200 lines.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { ts } from "ts-morph"
import { root } from "./run.mjs"

const limit = 200
const generated = ["types/digits.ts"]
const namedTest = /\btest(?:-d)?\/[\w./-]+\.ts\b/g

const filesOf = folder =>
  existsSync(root + folder) ?
    readdirSync(root + folder, { recursive: true })
      .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
      .filter(file => /\.[cm]?tsx?$/.test(file) && !generated.includes(file))
  : []

const refusals = []
const refuse = (file, text, position, sentence) =>
  refusals.push(`${file}:${text.slice(0, position).split("\n").length}  ${sentence}`)

/** The comments before a node, before each statement or member around it, and behind it on its line. */
const commentsAround = (node, source) => {
  const text = source.text
  const ranges = [...(ts.getTrailingCommentRanges(text, lineEnd(node, text)) ?? [])]
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    ranges.push(...(ts.getLeadingCommentRanges(text, at.getFullStart()) ?? []))
  const line = text.slice(node.getStart(source)).split("\n", 1)[0]
  return [...ranges.map(({ pos, end }) => text.slice(pos, end)), line.split("//").slice(1).join("//")].join("\n")
}
const lineEnd = (node, text) => {
  const end = text.indexOf("\n", node.end)
  const comment = text.slice(node.end, end < 0 ? text.length : end).search(/\/[/*]/)
  return comment < 0 ? node.end : node.end + comment
}

/** `x as unknown as Y` is one cast. */
const isCast = node => isAssertion(node) && !isAssertion(node.parent)
const isAssertion = node =>
  (ts.isAsExpression(node) && node.type.getText() !== "const") ||
  ts.isTypeAssertionExpression(node) ||
  ts.isNonNullExpression(node)

const checkCasts = (file, source) => {
  const visit = node => {
    if (isCast(node)) {
      const named = file.startsWith("src/core/") ? (commentsAround(node, source).match(namedTest) ?? []) : undefined
      const cast = node.getText(source).split("\n", 1)[0]
      if (named === undefined) refuse(file, source.text, node.getStart(source), `casts live in src/core: ${cast}`)
      else if (named.length === 0)
        refuse(file, source.text, node.getStart(source), `no comment names the test that makes this sound: ${cast}`)
      for (const test of named ?? [])
        if (!existsSync(root + test)) refuse(file, source.text, node.getStart(source), `there is no ${test}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

for (const folder of ["src", "types", "examples", "test", "test-d", "bench"])
  for (const file of filesOf(folder)) {
    const text = readFileSync(root + file, "utf8")
    const strict = folder === "src" || folder === "types"
    const silencer = strict ? /@ts-(?:ignore|nocheck|expect-error)/g : /@ts-(?:ignore|nocheck)/g
    for (const { index, 0: word } of text.matchAll(silencer)) refuse(file, text, index, `${word} silences the compiler`)
    if (strict || folder === "examples") checkCasts(file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true))
    const lines = text.split("\n").length - 1
    if (strict && lines > limit) refuse(file, text, text.length, `${lines} lines; ${limit} are the limit`)
  }

for (const refusal of refusals) console.error(refusal)
console.log(`casts: ${refusals.length} refused`)
process.exitCode = refusals.length > 0 ? 1 : 0
