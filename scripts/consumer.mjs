/**
 * A user's view of the packed library: a program that exports a model, checked by every compiler with
 * `skipLibCheck: false`, without Node's or the browser's types. Its declarations must name things, its mistake must be
 * refused, and it must run in silence. Needs `scripts/pack.mjs` first.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { compilers, root, run, tsc } from "./run.mjs"

const home = `${root}.tmp/consumer`
const library = `${home}/node_modules/shapeproof`
const failures = []
const expect = (holds, sentence) => {
  if (!holds) failures.push(sentence)
}

/** The first lines of what a compiler said. */
const first = text => text.split("\n").slice(0, 8).join("\n")

const right = `import { dense, input, lstm, model, sequential } from "shapeproof"

export const x = input({ shape: [7, 12] })
export const y = dense({ units: 5 })(lstm({ units: 9 })(x))
export const net = model({ inputs: x, outputs: y })
export const head = sequential(dense({ units: 4 }), dense({ units: 3 }))
`
const wrong = `import { input, lstm } from "shapeproof"

export const y = lstm({ units: 9 })(input({ shape: [7] }))
`
const project = file => ({
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    declaration: true,
  },
  files: [file],
})

rmSync(home, { recursive: true, force: true })
mkdirSync(library, { recursive: true })
const unpacked = await run(
  "tar",
  ["-xzf", "../pack/shapeproof.tgz", "-C", "node_modules/shapeproof", "--strip-components=1"],
  {
    cwd: home,
  },
)
if (unpacked.code !== 0) throw new Error(unpacked.text)
writeFileSync(`${home}/package.json`, JSON.stringify({ name: "consumer", private: true, type: "module" }))
for (const [name, text] of [
  ["right", right],
  ["wrong", wrong],
]) {
  writeFileSync(`${home}/${name}.ts`, text)
  writeFileSync(`${home}/${name}.json`, JSON.stringify(project(`${name}.ts`)))
}

const checkDeclarations = (version, declared) => {
  expect(!/\bany\b/.test(declared), `typescript ${version} declares any:\n${declared}`)
  expect(!declared.includes("tensorflow"), `typescript ${version} declares types of tfjs:\n${declared}`)
  for (const name of ["SymbolicTensor<", "Model<"])
    expect(declared.includes(name), `typescript ${version} declares no ${name}...>:\n${declared}`)
}

for (const [compiler, version] of Object.entries(compilers)) {
  const out = `${home}/out-${version}`
  const accepted = await tsc(compiler, "-p", `${home}/right.json`, "--outDir", out)
  expect(accepted.code === 0, `typescript ${version} refuses the program:\n${first(accepted.text)}`)
  const refused = await tsc(compiler, "-p", `${home}/wrong.json`, "--noEmit", "--declaration", "false")
  const sentence = refused.text.split("\n").filter(line => /wrong\.ts.*error TS/.test(line))
  expect(
    sentence.length === 1 && sentence[0].includes("wrong.ts(3,37): error TS2345"),
    `typescript ${version} should refuse the wrong input, once, there:\n${first(refused.text)}`,
  )
  if (accepted.code === 0) checkDeclarations(version, readFileSync(`${out}/right.d.ts`, "utf8"))
  console.log(`typescript ${version}  ${accepted.code === 0 ? "accepts" : "REFUSES"} it, ${accepted.seconds} s`)
}

/** Every .d.ts that importing the library reads must be the library's own. */
const seen = new Set()
const read = (file, way = []) => {
  if (seen.has(file)) return
  seen.add(file)
  const text = readFileSync(file, "utf8")
  const here = [...way, relative(`${library}/dist`, file)]
  expect(!/^\/\/\/ *<reference/m.test(text), `${here.join(" > ")} references other types`)
  for (const [, from] of text.matchAll(/(?:\bfrom|\bimport\(?)\s*"([^"]+)"/g)) {
    if (from.startsWith(".")) read(join(dirname(file), from.replace(/\.js$/, ".d.ts")), here)
    else failures.push(`the types of ${from} come in by ${here.join(" > ")}`)
  }
}
read(`${library}/dist/src/index.d.ts`)
console.log(`${seen.size} declaration files read`)

const ran = await run("node", ["out-6.0/right.js"], { cwd: home })
expect(ran.code === 0 && ran.text === "", `the program should run in silence:\n${ran.text}`)
console.log(`it runs in ${ran.seconds} s`)

for (const failure of failures.reverse()) console.error(failure)
process.exitCode = failures.length > 0 ? 1 : 0
