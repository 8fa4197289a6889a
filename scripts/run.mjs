/** What the checks share: running a program, and counting what passed. */
import { spawn } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** The repository, as a path with a slash at the end. */
export const root = fileURLToPath(new URL("../", import.meta.url))

/** Runs a program in the repository; gives its exit code, its seconds, and what it printed unless that is shown. */
export const run = (command, args, { show = false, cwd = root } = {}) =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const stdio = show ? "inherit" : ["ignore", "pipe", "pipe"]
    const child = spawn(command, args, { cwd, stdio, shell: process.platform === "win32" })
    let text = ""
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", data => {
        text += data
      })
    child.on("error", reject)
    child.on("close", code => resolve({ code, text, seconds: ((performance.now() - start) / 1000).toFixed(1) }))
  })

/** The compilers that the types hold on: name of the package, and its version. */
export const compilers = {
  typescript54: "5.4",
  typescript59: "5.9",
  typescript: "6.0",
  typescript7: "7.0",
}

/** Runs one of the compilers. */
export const tsc = (compiler, ...args) => run("node", [`${root}node_modules/${compiler}/bin/tsc`, ...args])

/** Leaves the counts of one kind of check for `scripts/count.mjs` to add up. */
export const count = (kind, passed, failed) => {
  mkdirSync(`${root}.tmp/counts`, { recursive: true })
  writeFileSync(`${root}.tmp/counts/${kind}.json`, JSON.stringify({ passed, failed }))
}
