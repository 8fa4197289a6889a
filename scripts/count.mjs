/** Adds up what the tests, the type tests and the checks left in .tmp/counts; what left nothing has failed. */
import { readFileSync } from "node:fs"
import { root } from "./run.mjs"

const read = kind => {
  try {
    const counts = JSON.parse(readFileSync(`${root}.tmp/counts/${kind}.json`, "utf8"))
    if (kind !== "vitest") return counts
    const unfound = counts.testResults.filter(
      file => file.status === "failed" && file.assertionResults.length === 0,
    ).length
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + unfound }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const all = ["vitest", "types", "canary", "check"].map(read)
const total = key => all.reduce((sum, counts) => sum + counts[key], 0)
console.log(`${total("passed")} passed, ${total("failed")} failed`)
process.exitCode = total("failed") > 0 ? 1 : 0
