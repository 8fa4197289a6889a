/**
 * Everything that CI runs, in order, stopping at the first red.
 * `--without=test,test:types` leaves steps out, `--only=lint` runs those alone, `--all` goes on after a red one.
 */
import { count, run } from "./run.mjs"

const steps = {
  format: ["npm", "run", "format:check"],
  lint: ["npm", "run", "lint"],
  casts: ["node", "scripts/casts.mjs"],
  typecheck: ["node", "scripts/typecheck.mjs"],
  kernels: ["node", "scripts/build-kernels.mjs", "--check"],
  test: ["npm", "run", "test:runtime"],
  features: ["node", "--import", "tsx", "scripts/features.mjs"],
  "test:types": ["npm", "run", "test:types"],
  budgets: ["npm", "run", "budgets"],
  runtime: ["npm", "run", "bench", "--", "--check"],
  pack: ["node", "scripts/pack.mjs"],
  publint: ["npm", "run", "publint"],
  attw: ["npm", "run", "attw"],
  knip: ["npm", "run", "knip"],
  consumer: ["node", "scripts/consumer.mjs"],
}

const option = name =>
  process.argv
    .find(word => word.startsWith(`--${name}=`))
    ?.split("=")[1]
    .split(",")
const only = option("only") ?? Object.keys(steps)
const without = option("without") ?? []
const unknown = [...only, ...without].filter(name => !(name in steps))
if (unknown.length > 0)
  throw new Error(`no step is called ${unknown.join(", ")}; there are ${Object.keys(steps).join(", ")}`)

let passed = 0
let failed = 0
for (const name of Object.keys(steps).filter(step => only.includes(step) && !without.includes(step))) {
  console.log(`\n${name}`)
  const [command, ...args] = steps[name]
  const { code, seconds } = await run(command, command === "npm" ? ["--silent", ...args] : args, { show: true })
  console.log(`${name}: ${code === 0 ? "ok" : "RED"}, ${seconds} s`)
  if (code === 0) passed++
  else failed++
  count("check", passed, failed)
  if (code !== 0 && !process.argv.includes("--all")) break
}
console.log(`\ncheck: ${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
