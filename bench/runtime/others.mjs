/** Programs outside of JavaScript: onnxruntime on the same models, and OpenBLAS's product of matrices as the limit. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as tf from "@tensorflow/tfjs"
import { run } from "../../scripts/run.mjs"
import { inTurn } from "./measure.mjs"
import { batch, dataFor, models } from "./models.mjs"
import { denseModel, seq2seqModel } from "./onnx.mjs"
import { ourSide } from "./sides.mjs"

const onnxVersion = "1.22.0"

/** Installed aside, since it is no dependency of ours; undefined where it cannot be. */
const onnxruntime = async folder => {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", `onnxruntime-node@${onnxVersion}`]
  const { code } = await run("npm", install, { cwd: folder })
  if (code !== 0) return undefined
  try {
    return createRequire(join(folder, "package.json"))("onnxruntime-node")
  } catch {
    return undefined
  }
}

const writers = { big: seq2seqModel, small: seq2seqModel, mlp: denseModel }

const compare = async (ort, key, rounds) => {
  const spec = models[key]
  const data = dataFor(spec)
  const mine = ourSide(spec, data)
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1 }
  const session = await ort.InferenceSession.create(writers[key](spec, batch, mine.weights()), options)
  const feeds = Object.fromEntries(
    data.x.map(({ values, shape }, index) => ["xy"[index], new ort.Tensor("float32", values, shape)]),
  )
  const { out } = await session.run(feeds)
  const apart = mine.forward().reduce((most, value, index) => Math.max(most, Math.abs(value - out.data[index])), 0)
  if (!(apart < 1e-4)) throw new Error(`${spec.name}: ours and onnxruntime's values differ by ${apart}`)
  const times = await inTurn({ ours: { run: mine.forward }, onnx: { run: () => session.run(feeds) } }, { rounds })
  // Its work is done by a thread beside the main one, and the main one waits.
  return { name: spec.name, ours: times.ours.all, onnx: times.onnx.all }
}

/** Forward passes, ours and onnxruntime's with one thread, in processor time of all threads. */
export const besideOnnx = async rounds => {
  const folder = mkdtempSync(join(tmpdir(), "onnx-"))
  try {
    const ort = await onnxruntime(folder)
    if (!ort) return { skipped: "onnxruntime-node could not be installed" }
    const rows = []
    for (const key of Object.keys(writers)) rows.push(await compare(ort, key, rounds))
    return { version: onnxVersion, rows }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const size = 512
const flops = 2 * size ** 3
const python = `
import time
import numpy
a = numpy.random.rand(${size}, ${size}).astype("float32")
times = []
for _ in range(20):
    start = time.process_time()
    a @ a
    times.append(time.process_time() - start)
print(sorted(times)[10])
`

/** A product of 512 x 512 with 512 x 512: ours, and that of numpy with OpenBLAS on one thread. */
export const besideBlas = async rounds => {
  process.env.OPENBLAS_NUM_THREADS = "1"
  const program = process.env.PYTHON ?? "python3"
  const { code, text } = await run(program, ["-c", python]).catch(() => ({ code: 1 }))
  const [a, b] = [tf.randomNormal([size, size]), tf.randomNormal([size, size])]
  const { ours } = await inTurn({ ours: { run: () => tf.matMul(a, b).dispose() } }, { rounds })
  tf.dispose([a, b])
  const speed = flops / ours.main / 1e6
  if (code !== 0) return { ours: speed, skipped: "no Python with numpy was found (PYTHON names another)" }
  return { ours: speed, blas: flops / Number(text) / 1e9 }
}
