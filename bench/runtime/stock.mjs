/**
 * A tfjs of its own, loaded beside the one that our library repairs. tfjs keeps its engine and its kernels in `global`,
 * so each of its files gets a `global` that only this copy sees: what is measured as stock is stock.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { runInThisContext } from "node:vm"

const isOfTfjs = name => name.startsWith("@tensorflow/")

const loader = () => {
  const modules = new Map()
  const own = Object.create(globalThis, { _tfengine: { writable: true }, _tfGlobals: { writable: true } })
  const load = (name, require) => {
    const file = require.resolve(name)
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(file, module)
    const next = createRequire(file)
    const inside = Object.assign(wanted => (isOfTfjs(wanted) ? load(wanted, next) : next(wanted)), next)
    const source = `(function (exports, require, module, __filename, __dirname, global) {${readFileSync(file, "utf8")}\n})`
    runInThisContext(source, { filename: file })(module.exports, inside, module, file, dirname(file), own)
    return module.exports
  }
  return name => load(name, createRequire(import.meta.url))
}

/** tfjs with its wasm and its cpu backend, without any repair. */
export const stockTfjs = async () => {
  const load = loader()
  const tf = load("@tensorflow/tfjs")
  load("@tensorflow/tfjs-backend-wasm")
  // Else tfjs prints an advertisement of tfjs-node.
  Reflect.set(tf.findBackend("cpu"), "firstUse", false)
  await tf.setBackend("wasm")
  return tf
}
