/**
 * The cost of the types, held: what one more use of each thing costs the compiler, in instantiations, exactly.
 * Red when a cost is over its budget, or differs from the number in budgets.json; `--update` writes that file anew.
 * And red when a small model takes longer to check than the same one against tfjs's own types.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { count } from "../scripts/run.mjs"
import { checkTimes } from "./checkTime.mjs"
import { programOf, programs } from "./programs.mjs"

const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL("..", import.meta.url))
const folder = `${root}.tmp/budgets/`
mkdirSync(folder, { recursive: true })
writeFileSync(
  `${folder}tsconfig.json`,
  JSON.stringify({
    compilerOptions: {
      strict: true,
      target: "es2022",
      module: "nodenext",
      types: [],
      noEmit: true,
      skipLibCheck: true,
    },
    files: ["./program.ts"],
  }),
)
const file = `${folder}program.ts`

/** 5.9 in this process, where the libraries are read once. */
const ts = require("typescript59")
const options = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  types: [],
  noEmit: true,
  skipLibCheck: true,
}
const host = ts.createCompilerHost(options)
const read = host.getSourceFile
const kept = new Map()
host.getSourceFile = (name, ...rest) => {
  if (name === file) return read(name, ...rest)
  if (!kept.has(name)) kept.set(name, read(name, ...rest))
  return kept.get(name)
}
const in59 = () => {
  const program = ts.createProgram([file], options, host)
  const errors = program.getSemanticDiagnostics(program.getSourceFile(file)).length
  return { cost: program.getInstantiationCount(), errors }
}

const in70 = () => {
  const args = ["--extendedDiagnostics", "--pretty", "false", "-p", `${folder}tsconfig.json`]
  let text = ""
  try {
    text = execFileSync(process.execPath, [`${root}node_modules/typescript7/bin/tsc`, ...args], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    })
  } catch (error) {
    text = error.stdout
  }
  return { cost: Number(/Instantiations:\s+(\d+)/.exec(text)?.[1]), errors: (text.match(/error TS/g) ?? []).length }
}

const compilers = { 5.9: in59, "7.0": in70 }

/** What one more use costs: the slope between two programs. Their errors are counted, so that nothing is met by checking less. */
const slopeOf = (program, compile) => {
  const sizes = program.sizes ?? [20, 120]
  const [few, many] = sizes.map(n => {
    writeFileSync(file, programOf(program, n))
    const answer = compile()
    const wanted = (program.errors ?? 0) * n
    if (answer.errors !== wanted)
      throw new Error(`${answer.errors} errors where there should be ${wanted}, see ${file}`)
    return answer
  })
  return Math.round((10 * (many.cost - few.cost)) / (sizes[1] - sizes[0])) / 10
}

const recorded = new URL("budgets.json", import.meta.url)
const update = process.argv.includes("--update")
const before = update ? {} : JSON.parse(readFileSync(recorded, "utf8"))
const now = {}
let passed = 0
let failed = 0
for (const [name, program] of Object.entries(programs)) {
  now[name] = {}
  const answers = Object.entries(compilers).map(([compiler, compile]) => {
    const cost = slopeOf(program, compile)
    now[name][compiler] = cost
    const was = before[name]?.[compiler]
    const change =
      update || was === cost ? "" : ` (recorded ${was}, ${cost > was ? "+" : ""}${Math.round(10 * (cost - was)) / 10})`
    const over = cost > program.budget
    if (over || change) failed++
    else passed++
    return `${compiler}: ${cost}${over ? ` OVER ${program.budget}` : ""}${change}`
  })
  console.log(`${name.padEnd(26)} ${answers.map(answer => answer.padEnd(14)).join(" ")} budget ${program.budget}`)
}
const { ours, tfjs } = checkTimes(ts, folder)
const ratio = ours / tfjs
const times = `${Math.round(ours)} ms, against tfjs's types ${Math.round(tfjs)} ms: ratio ${ratio.toFixed(2)}`
console.log(`a small model checked      5.9: ${times}${ratio > 1 ? " OVER 1" : ""} budget 1`)
if (ratio > 1) failed++
else passed++
if (update) writeFileSync(recorded, `${JSON.stringify(now, null, 2)}\n`)
if (failed > 0) console.log("A cost that is meant to change is written with: npm run budgets -- --update")
count("budgets", passed, failed)
process.exitCode = failed > 0 ? 1 : 0
