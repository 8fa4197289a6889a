/**
 * Recurrent models against tfjs-layers on the wasm backend, interleaved in one process: the same graph of tfjs's own
 * layers with the repairs off, and of ours with them on. `node --import tsx bench/sequence.mjs`, and the beginning of a
 * name for one alone.
 */
import { existsSync, readFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"
import { kernelsOf } from "../src/backend/kernels/module.ts"
import { setRepairs } from "../src/backend/repairs.ts"
import { gruLayer } from "../src/backend/layers/gru.ts"
import { lstmLayer } from "../src/backend/layers/lstm.ts"
import { simpleRNNLayer } from "../src/backend/layers/simpleRNN.ts"
import "../src/backend/start.ts"

const runs = Number(process.env["RUNS"] ?? 7)
/** Milliseconds of the main thread where Linux counts them, so that other programs beside this one do not; else of the clock. */
const own =
  existsSync("/proc/self/schedstat") ?
    () => Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6
  : () => performance.now()
/** Of the main thread, which is what one waits for where each thread has a core, and of all threads. */
const measure = async run => {
  const [before, all] = [own(), process.cpuUsage()]
  await run()
  const [after, { user, system }] = [own(), process.cpuUsage(all)]
  return { main: after - before, all: (user + system) / 1000 }
}
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

const oneHot = (batch, steps, depth) => {
  const values = new Float32Array(batch * steps * depth)
  for (let row = 0; row < batch * steps; row++) values[row * depth + Math.floor(Math.random() * depth)] = 1
  return tf.tensor3d(values, [batch, steps, depth])
}

const ours = { lstm: lstmLayer, gru: gruLayer, simpleRNN: simpleRNNLayer }
const stock = {
  lstm: config => tf.layers.lstm({ recurrentActivation: "sigmoid", recurrentInitializer: "glorotUniform", ...config }),
  gru: config => tf.layers.gru({ recurrentActivation: "sigmoid", recurrentInitializer: "glorotUniform", ...config }),
  simpleRNN: config => tf.layers.simpleRNN({ recurrentInitializer: "glorotUniform", ...config }),
}

/** Characters to characters: an encoder whose states start a decoder. */
const seq2seq = (layers, { source, target, units }) => {
  const inputs = [tf.input({ shape: source }), tf.input({ shape: target })]
  const [, ...states] = layers.lstm({ units, returnState: true }).apply(inputs[0])
  const decoder = layers.lstm({ units, returnSequences: true })
  const decoded = decoder.apply(inputs[1], { initialState: states })
  const outputs = tf.layers.dense({ units: target[1], activation: "softmax" }).apply(decoded)
  return tf.model({ inputs, outputs })
}
const one = (layers, { cell, source, units }) => {
  const inputs = tf.input({ shape: source })
  const outputs = layers[cell]({ units, returnSequences: true }).apply(inputs)
  return tf.model({ inputs, outputs })
}

const translation = (batch, source, target, units) => ({
  build: layers => seq2seq(layers, { source, target, units }),
  x: () => [oneHot(batch, ...source), oneHot(batch, ...target)],
  y: () => oneHot(batch, ...target),
  loss: "categoricalCrossentropy",
  batch,
})
const layer = (cell, batch, source, units, make) => ({
  build: layers => one(layers, { cell, source, units }),
  x: () => make(batch, ...source),
  y: () => tf.randomUniform([batch, source[0], units], -1, 1),
  loss: "meanSquaredError",
  batch,
})
const dense = (...shape) => tf.randomUniform(shape, -1, 1)

const cases = {
  "big seq2seq, 64 of 16 x 71 and 59 x 94, 256 units": translation(64, [16, 71], [59, 94], 256),
  "small seq2seq, 64 of 10 x 32 and 10 x 32, 64 units": translation(64, [10, 32], [10, 32], 64),
  "lstm, 32 of 20 x 128, 128 units": layer("lstm", 32, [20, 128], 128, dense),
  "gru, 32 of 20 x 128, 128 units": layer("gru", 32, [20, 128], 128, dense),
  "simpleRNN, 32 of 20 x 128, 128 units": layer("simpleRNN", 32, [20, 128], 128, dense),
  "lstm, 1 of 20 x 128, 128 units": layer("lstm", 1, [20, 128], 128, dense),
}

const wanted = process.argv[2]
for (const [name, { build, x, y, loss, batch }] of Object.entries(cases)) {
  if (wanted !== undefined && !name.startsWith(wanted)) continue
  setRepairs(true)
  const models = [false, true].map(isOurs => {
    setRepairs(isOurs)
    const model = build(isOurs ? ours : stock)
    model.compile({ optimizer: tf.train.sgd(0.01), loss })
    return { isOurs, model, input: x(), output: y(), forward: [], train: [] }
  })
  for (let round = 0; round < runs + 2; round++) {
    for (const { isOurs, model, input, output, forward, train } of models) {
      setRepairs(isOurs)
      const times = [
        await measure(async () =>
          tf.tidy(() => void [model.predict(input, { batchSize: batch })].flat()[0].dataSync()),
        ),
        await measure(async () => void (await model.trainOnBatch(input, output))),
      ]
      if (round < 2) continue
      forward.push(times[0])
      train.push(times[1])
    }
  }
  const [other, mine] = models
  const middle = (list, name) => median(list.map(time => time[name]))
  for (const part of ["forward", "train"]) {
    const found = ["main", "all"].map(kind => {
      const [theirs, ours] = [middle(other[part], kind), middle(mine[part], kind)]
      return `${theirs.toFixed(1)} against ${ours.toFixed(1)} ms, ${(theirs / ours).toFixed(1)} times`
    })
    console.info(`${name}, ${part}: ${found[0]}; all threads ${found[1]}`)
  }
}

/** Of the product alone, as the recurrent layers use it. */
setRepairs(true)
const kernels = kernelsOf(tf.backend())
const memory = tf.zeros([4_000_000])
const address = tf.backend().dataIdMap.get(memory.dataId).memoryOffset
for (const [rows, columns, terms] of [
  [64, 1024, 256],
  [64, 256, 1024],
  [512, 512, 512],
]) {
  const [a, b, panels, c] = [0, 1, 2, 3].map(part => address + part * 4_000_000)
  kernels.pack(b, columns * 4, terms, columns, panels)
  const times = []
  const multiply = async () => {
    for (let turn = 0; turn < 20; turn++)
      kernels.multiply(rows, columns, terms, a, terms * 4, panels, c, columns * 4, false, 0)
  }
  for (let round = 0; round < 30; round++) times.push((await measure(multiply)).main)
  const speed = (20 * 2 * rows * columns * terms) / median(times) / 1e6
  console.info(`product of ${rows} x ${terms} and ${terms} x ${columns}: ${speed.toFixed(1)} GFLOP/s`)
}
