/**
 * Compiles kernels/ and writes src/backend/kernels/*.wasm.ts, which carry the result with them, so that neither Node nor
 * a bundler has a file to find. `--check` compares instead of writing.
 */
import { readFileSync, writeFileSync } from "node:fs"
import asc from "assemblyscript/asc"
import { root } from "./run.mjs"

const modules = ["sequence", "tensors"]
const options =
  "-O3 --noAssert --runtime stub --importMemory --noExportMemory --initialMemory 1 --uncheckedBehavior always --use abort= --enable simd"

const compile = async (name, features) => {
  const flags = [...options.split(" "), ...features.flatMap(feature => ["--enable", feature])]
  let bytes
  const { error, stderr } = await asc.main(
    [`${name}.ts`, "--baseDir", `${root}kernels`, "--outFile", "out.wasm", ...flags],
    {
      writeFile: (file, contents) => {
        if (file === "out.wasm") bytes = contents
      },
    },
  )
  if (error || !bytes) throw new Error(`${stderr}`, { cause: error })
  const said = `${stderr}`
  if (said !== "") throw new Error(said)
  // The memory is tfjs's: data of our own would be written over its.
  if (WebAssembly.validate(bytes) && hasData(bytes)) throw new Error("the kernels have data of their own")
  return Buffer.from(bytes).toString("base64")
}

/** Whether there is a section of data, number 11, among the sections, each a number, a length and its bytes. */
const hasData = bytes => {
  for (let place = 8; place < bytes.length;) {
    const section = bytes[place++]
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[place++]
      length |= (byte & 127) << shift
      if (byte < 128) break
    }
    if (section === 11) return true
    place += length
  }
  return false
}

for (const name of modules) {
  const target = `src/backend/kernels/${name}.wasm.ts`
  const text = `/** Written by scripts/build-kernels.mjs from kernels/, in base64. */

/** For every platform with SIMD. */
export const plain =
  "${await compile(name, [])}"

/** For those that multiply and add in one instruction. */
export const relaxed =
  "${await compile(name, ["relaxed-simd"])}"
`
  if (!process.argv.includes("--check")) writeFileSync(`${root}${target}`, text)
  else if (readFileSync(`${root}${target}`, "utf8") !== text) {
    console.error(`${target} is not what kernels/ gives: run node scripts/build-kernels.mjs`)
    process.exitCode = 1
  }
}
