/** src, types and examples on all four compilers; tests and benches on 6.0 only, since vitest's own types need a new one. */
import { compilers, tsc } from "./run.mjs"

const jobs = [
  ...Object.keys(compilers).map(compiler => [compiler, "tsconfig.compilers.json", "src types examples"]),
  ["typescript", "tsconfig.json", "everything"],
]

const check = async ([compiler, project, what]) => {
  const { code, text, seconds } = await tsc(compiler, "--noEmit", "-p", project)
  console.log(`typescript ${compilers[compiler]}  ${what.padEnd(18)}  ${code === 0 ? "ok" : "RED"}  ${seconds} s`)
  if (code !== 0) console.log(text)
  return code === 0
}

const answers = []
while (jobs.length > 0) answers.push(...(await Promise.all(jobs.splice(0, 2).map(check))))
process.exitCode = answers.every(Boolean) ? 0 : 1
