/** The canary: three claims that are false. tsd must refuse each, or its silence over test-d/ means nothing. */
import tsd from "tsd"
import { count, root } from "./run.mjs"

const wanted = [/7, 12.* is not assignable to .*7, 13/, /Expected an error/, /'42' is not assignable to parameter/]
const diagnostics = await tsd.default({ cwd: root, testFiles: ["test-d/canary/*.ts"] })
const missed = wanted.filter(sentence => !diagnostics.some(({ message }) => sentence.test(message)))

console.log(`canary: tsd refused ${wanted.length - missed.length} of ${wanted.length} false claims`)
if (missed.length > 0) for (const { line, message } of diagnostics) console.error(`  line ${line}: ${message}`)
count("canary", wanted.length - missed.length, missed.length)
process.exitCode = missed.length > 0 ? 1 : 0
