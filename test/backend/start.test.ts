import { execFile } from "node:child_process"
import { tmpdir } from "node:os"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { backendName, useBackend } from "../../src/backend/start.js"

const addressOf = (file: string) => new URL(`../../${file}`, import.meta.url).href
const loader = addressOf("node_modules/tsx/dist/loader.mjs")
const imports = `
const { default: tf } = await import("${addressOf("node_modules/@tensorflow/tfjs/dist/tf.node.js")}")
const { backendName, useBackend } = await import("${addressOf("src/backend/start.ts")}")
const five = () => tf.tensor1d([1, 2]).add(1).sum().dataSync()[0]
const say = (...values) => console.log(JSON.stringify(values))
`

/** A program of its own, run from another folder; what it prints. */
const program = (code: string, environment: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, ["--import", loader, "--input-type=module", "-e", code], {
    cwd: tmpdir(),
    env: { ...process.env, ...environment },
  })

const sums = `${imports} say(backendName(), five()); await useBackend("cpu")
say(five(), process.listenerCount("uncaughtException"), process.listenerCount("unhandledRejection"))`

const withoutFiles = `import fs, { readFileSync } from "node:fs"
const refuse = (path) => { throw new Error("cannot read " + path) }
const isWasm = (path) => String(path).endsWith("tfjs-backend-wasm-simd.wasm")
fs.readFileSync = (path, ...rest) => isWasm(path) ? refuse(path) : readFileSync(path, ...rest)
fs.readFile = (path, ...rest) => rest.at(-1)(new Error("cannot read " + path))
`

const slow = 60_000

test(
  "wasm is chosen, nothing is printed by it nor by cpu, and no listener of errors stays",
  async () => {
    expect(await program(sums)).toEqual({ stdout: '["wasm",5]\n[5,0,0]\n', stderr: "" })
  },
  slow,
)

test(
  "SHAPEPROOF_BACKEND chooses, quietly",
  async () => {
    expect(await program(sums, { SHAPEPROOF_BACKEND: "cpu" })).toEqual({ stdout: '["cpu",5]\n[5,0,0]\n', stderr: "" })
    await expect(program(sums, { SHAPEPROOF_BACKEND: "gpu" })).rejects.toThrow(
      'SHAPEPROOF_BACKEND is "gpu"; the backends that exist here are: wasm, cpu.',
    )
  },
  slow,
)

test(
  "falling back on cpu is said in one sentence, once, with the reason",
  async () => {
    const { stdout, stderr } = await program(`${withoutFiles}${imports} await useBackend(); say(backendName(), five())`)
    expect(stdout).toBe('["cpu",5]\n')
    expect(stderr).toMatch(/^shapeproof: computing on the cpu backend[^\n]*cannot read [^\n]*silence this\.\n$/)
  },
  slow,
)

const reused = `${imports}
const weights = tf.ones([4, 6])
tf.matMul(tf.ones([3, 4]), weights).dataSync()
say(...tf.matMul(tf.ones([1, 6]), weights.reshape([6, 4])).dataSync())`

test(
  "fault: weights used again under another shape are multiplied as the old one, or abort wasm",
  async () => {
    const right = "[6,6,6,6]\n"
    expect((await program(reused)).stdout).toBe(right)
    const unrepaired = program(reused, { SHAPEPROOF_REPAIRS: "off" })
    expect(
      await unrepaired.then(
        ({ stdout }) => stdout,
        () => "aborted",
      ),
    ).not.toBe(right)
  },
  slow,
)

test("useBackend returns the name it chose, and refuses what does not exist by listing what does", async () => {
  expect(await useBackend("cpu")).toBe("cpu")
  expect(backendName()).toBe("cpu")
  expect(await useBackend()).toBe("wasm")
  await expect(useBackend("webgl")).rejects.toThrow(
    'The backend "webgl" is not available here; the backends that exist here are: wasm, cpu.',
  )
  const unknown: Parameters<typeof useBackend> = JSON.parse('["tpu"]')
  await expect(useBackend(...unknown)).rejects.toThrow(
    'There is no backend "tpu"; the backends that exist here are: wasm, cpu.',
  )
  expect(backendName()).toBe("wasm")
})
