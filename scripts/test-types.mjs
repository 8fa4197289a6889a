/** Runs tsd over test-d/ against dist/, as a user sees it, and counts its assertions. */
import { readdirSync, readFileSync } from "node:fs"
import tsd from "tsd"
import { count, root } from "./run.mjs"

const assertions = readdirSync(`${root}test-d`, { recursive: true })
  .filter(file => file.endsWith(".test-d.ts"))
  .map(file => readFileSync(`${root}test-d/${file}`, "utf8").match(/^\s*expect[A-Z]\w+(<|\()/gm)?.length ?? 0)
  .reduce((sum, found) => sum + found, 0)
const diagnostics = await tsd.default({ cwd: root, testFiles: ["test-d/**/*.test-d.ts"] })

if (diagnostics.length > 0) console.error(tsd.formatter(diagnostics))
const passed = Math.max(0, assertions - diagnostics.length)
console.log(`type tests: ${passed} passed, ${diagnostics.length} failed`)
count("types", passed, diagnostics.length)
process.exitCode = diagnostics.length > 0 || passed === 0 ? 1 : 0
