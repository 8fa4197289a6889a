/** Compiles the kernels, and writes dist/ anew with plain tsc: readable .js and .d.ts, one of each a source file. */
import { rmSync } from "node:fs"
import "./build-kernels.mjs"
import { root, tsc } from "./run.mjs"

rmSync(`${root}dist`, { recursive: true, force: true })
const { code, text } = await tsc("typescript", "-p", "tsconfig.build.json")
if (code !== 0) console.error(text)
process.exitCode = code
