import * as tf from "@tensorflow/tfjs"

/** Whether tfjs knows what to do with a path by itself: in a browser, or for an address. */
const isAddress = (path: string): boolean => /^(localstorage|indexeddb|downloads|https?):\/\//.test(path)

/** Where a model is written: a folder with `model.json` and `weights.bin` in Node; elsewhere what tfjs does with it. */
export const writer = (path: string): tf.io.IOHandler | string =>
  isAddress(path) ? path : { save: artifacts => write(path, artifacts) }

/** Where a model is read from. */
export const reader = (path: string): tf.io.IOHandler =>
  isAddress(path) ? handlerOf(path) : { load: () => read(path) }

const handlerOf = (path: string): tf.io.IOHandler => {
  const [handler] = tf.io.getLoadHandlers(path)
  if (!handler) throw new Error(`tfjs cannot read ${path} here`)
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
  const json: tf.io.ModelJSON = JSON.parse(await readFile(join(folder, "model.json"), "utf8"))
  return tf.io.getModelArtifactsForJSON(json, async manifest => {
    const specs = manifest.flatMap(({ weights }) => weights)
    const files = await Promise.all(manifest.flatMap(({ paths }) => paths).map(file => readFile(join(folder, file))))
    return [specs, files.map(file => new Uint8Array(file).buffer)]
  })
}
