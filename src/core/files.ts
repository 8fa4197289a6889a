import * as tf from "@tensorflow/tfjs"
import { ShapeError } from "./error.js"
import { print } from "./options.js"

const refuse = (sentence: string, expected: string, received: string) =>
  new ShapeError(sentence, { code: "weights", layer: "path", expected, received })

/** Throws unless a path is one. */
const checkPath = (path: unknown): void => {
  if (typeof path === "string" && path.length > 0) return
  const received = print(path)
  throw refuse(`path must be the name of a folder, or an address, got ${received}`, "a path", received)
}

/** Whether tfjs knows what to do with a path by itself: in a browser, or for an address. */
const isAddress = (path: string): boolean => /^(localstorage|indexeddb|downloads|https?):\/\//.test(path)

/** Where a model is written: a folder with `model.json` and `weights.bin` in Node; elsewhere what tfjs does with it. */
export const writer = (path: string): tf.io.IOHandler | string => {
  checkPath(path)
  return isAddress(path) ? path : { save: artifacts => write(path, artifacts) }
}

/** Where a model is read from. */
export const reader = (path: string): tf.io.IOHandler => {
  checkPath(path)
  return isAddress(path) ? handlerOf(path) : { load: () => read(path) }
}

const handlerOf = (path: string): tf.io.IOHandler => {
  const [handler] = tf.io.getLoadHandlers(path)
  if (!handler) throw refuse(`${path} cannot be read here; give the name of a folder`, "a folder", path)
  return handler
}

const folderOf = (path: string): string => path.replace(/^file:\/\//, "").replace(/[/\\]model\.json$/, "")

const write = async (path: string, artifacts: tf.io.ModelArtifacts): Promise<tf.io.SaveResult> => {
  const { mkdir, writeFile } = await import("node:fs/promises")
  const { join } = await import("node:path")
  const folder = folderOf(path)
  const { weightData, weightSpecs = [], ...rest } = artifacts
  const bytes = weightData ? tf.io.CompositeArrayBuffer.join(weightData) : new ArrayBuffer(0)
  const json = { ...rest, weightsManifest: [{ paths: ["./weights.bin"], weights: weightSpecs }] }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, "weights.bin"), new Uint8Array(bytes))
  await writeFile(join(folder, "model.json"), JSON.stringify(json))
  return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
}

const read = async (path: string): Promise<tf.io.ModelArtifacts> => {
  const { readFile } = await import("node:fs/promises")
  const { join } = await import("node:path")
  const folder = folderOf(path)
  const file = join(folder, "model.json")
  const json = asModel(file, await readFile(file, "utf8").catch(unreadable(file)))
  return tf.io.getModelArtifactsForJSON(json, async manifest => {
    const specs = manifest.flatMap(({ weights }) => weights)
    const files = await Promise.all(
      manifest
        .flatMap(({ paths }) => paths)
        .map(name => join(folder, name))
        .map(path => readFile(path).catch(unreadable(path))),
    )
    const size = files.reduce((sum, { length }) => sum + length, 0)
    const wanted = specs.reduce((sum, spec) => sum + bytesFor(spec), 0)
    if (size < wanted) throw refuse(`${folder} has ${size} bytes of weights, not ${wanted}`, `${wanted}`, `${size}`)
    return [specs, files.map(file => new Uint8Array(file).buffer)]
  })
}

const unreadable = (file: string) => (error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  throw refuse(`${file} cannot be read: ${reason}`, "a file", "none")
}

/** How many bytes a weight has at least: text has no length of its own. */
const bytesFor = ({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number => {
  const each = { float32: 4, int32: 4, bool: 1, complex64: 8, string: 0 }[dtype]
  const stored = { uint8: 1, uint16: 2, float16: 2 }
  return shape.reduce((size, axis) => size * axis, quantization ? stored[quantization.dtype] : each)
}

/** What `model.json` holds. */
const asModel = (file: string, text: string): tf.io.ModelJSON => {
  const json = parsed(text)
  const isModel = typeof json === "object" && json !== null && "modelTopology" in json && "weightsManifest" in json
  if (!isModel)
    throw refuse(`${file} holds no model with modelTopology and weightsManifest`, "a model", "something else")
  // tfjs reads each field, and refuses what it does not know: test/save.test.ts.
  return json as tf.io.ModelJSON
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
