/**
 * FEATURES.md: what Keras 3 and tfjs have, and what of it is here, from the exports and the results of the last test run.
 * `npm run features` writes it; without `--write` it is compared, so that the page cannot say what no test says.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"
import { activationNames } from "../src/core/activations.ts"
import { constraints, initializers, regularizers } from "../src/core/weights.ts"
import * as exported from "../src/index.ts"
import { lossNames, metricNames } from "../src/train/names.ts"
import { optimizerNames } from "../src/train/optimizers.ts"
import { schedules } from "../src/train/schedules.ts"
import { foundIn } from "../test/conformance/find.ts"
import { root } from "./run.mjs"

const json = path => JSON.parse(readFileSync(`${root}${path}`, "utf8"))
const keras = json("test/fixtures/names.json")
const passed = json(".tmp/counts/vitest.json").testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter(({ status }) => status === "passed").map(({ fullName }) => fullName),
)
const isPassed = (...words) => passed.some(name => words.every(word => name.includes(word)))
const yes = is => (is ? "yes" : "")

/** Names that two libraries write in two ways. */
const aliases = {
  inputlayer: "input",
  kldivergence: "kullbackleiblerdivergence",
  cosinesimilarity: "cosineproximity",
  logcosherror: "logcosh",
  mape: "meanabsolutepercentageerror",
  mse: "meansquarederror",
  orthogonalregularizer: "orthogonal",
  silu: "swish",
  hardsilu: "hardswish",
}
const key = name => {
  const plain = name.toLowerCase().replace(/[_-]/g, "")
  return aliases[plain] ?? plain
}

/** Why some of Keras's are not here. */
const absent = [
  [/^(TFSMLayer|FlaxLayer|JaxLayer|TorchModuleWrapper)$/, "holds a model of another library"],
  [/Spectrogram$|^STFT/, "needs a Fourier transform, which tfjs lacks on wasm"],
]
const reasonFor = name => absent.find(([pattern]) => pattern.test(name))?.[1] ?? "not here"

/** All names of three lists, each once: Keras's first, then those that only tfjs or we have. */
const rowsOf = (ofKeras, ofTfjs, ours) => {
  const rows = new Map()
  const put = (from, names) => {
    for (const name of names) rows.set(key(name), { ...rows.get(key(name)), [from]: name })
  }
  put("keras", ofKeras)
  put("tfjs", ofTfjs)
  put("ours", ours)
  return [...rows.values()].sort((a, b) => (key(plainNameOf(a)) < key(plainNameOf(b)) ? -1 : 1))
}
const plainNameOf = row => row.ours ?? row.keras ?? row.tfjs
const nameOf = row => (row.ours ? `\`${row.ours}\`` : plainNameOf(row))

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map(cells => `| ${cells.join(" | ")} |`).join("\n")

const layerFiles = readdirSync(`${root}src/layers`).filter(file => file.endsWith(".ts"))
const modules = await Promise.all(layerFiles.map(async file => [file, await import(`../src/layers/${file}`)]))
/** What is no option object and a rule, and so has tests of its own. */
const own = ["input", "lambda"]
const ourLayers = [...foundIn(Object.fromEntries(modules), exported).map(({ name }) => name), ...own]
/** tfjs's functions that make layers, without its aliases. */
const tfjsLayers = Object.keys(tf.layers).filter(
  name => /^[a-z]/.test(name) && !/^(avg|globalMaxPool\dd$|maxPool\dd$)/.test(name) && name !== "input",
)

const layerRows = rowsOf(keras.layers, tfjsLayers, ourLayers).map(row => {
  const test = title => yes(row.ours && isPassed(`'${row.ours}' `, title))
  return [
    nameOf(row),
    yes(row.keras),
    yes(row.tfjs),
    own.includes(row.ours) ? "yes" : test("the compiler and the run time give one answer"),
    test("on data, it has the shape"),
    test("Keras computes its values and its gradients, on cpu"),
    test("Keras computes its values and its gradients, on wasm"),
    test("saved and loaded"),
    row.ours ?
      own.includes(row.ours) ?
        "tests of its own"
      : ""
    : reasonFor(plainNameOf(row)),
  ]
})

/** Those that are chosen by a name, and what the tests that bear it say. */
const named = (title, ofKeras, ofTfjs, ours, computes) => {
  const rows = rowsOf(ofKeras, ofTfjs, ours).map(row => [
    nameOf(row),
    yes(row.keras),
    yes(row.tfjs),
    yes(row.ours),
    ...computes.map(({ test }) => yes(row.ours && test(row.ours))),
  ])
  const head = [title, "Keras 3", "tfjs", "typed", ...computes.map(({ head }) => head)]
  return table(head, rows)
}
const onBackends = ["wasm", "cpu"].map(backend => ({
  head: `Keras's values on ${backend}`,
  test: name => passed.some(title => title.startsWith(`${backend} ${name} `)),
}))

const page = `# Features

<!-- Written by \`npm run features\` from the exports and the last test run. -->

Keras ${keras.keras} and TensorFlow.js ${tf.version.tfjs}, and what of both is here. "typed" means that the compiler's answer is the run time's, over random
options and shapes; "computes" that real data has that shape; then, that values and gradients are Keras's, on tfjs's cpu backend and on
wasm; and that a saved and loaded layer computes the same. An empty field is a test that there is not.

## Layers

${table(["layer", "Keras 3", "tfjs", "typed", "computes", "as Keras, cpu", "as Keras, wasm", "saves", ""], layerRows)}

## Losses

${named("loss", keras.losses, [], lossNames, onBackends)}

## Metrics

${named("metric", keras.metrics, Object.keys(tf.metrics), metricNames, onBackends)}

## Optimizers

${named("optimizer", keras.optimizers, ["sgd", "adam", "adamax", "adagrad", "adadelta", "rmsprop"], optimizerNames, onBackends)}

## Learning rates

${named("schedule", keras.schedules, [], Object.keys(schedules), [])}

## Activations

${named("activation", keras.activations, [], activationNames, [])}

## Weights

${named("initializer", keras.initializers, Object.keys(tf.initializers), ["ones", "zeros", ...Object.keys(initializers)], [])}

${named("regularizer", keras.regularizers, Object.keys(tf.regularizers), Object.keys(regularizers), [])}

${named("constraint", keras.constraints, Object.keys(tf.constraints), Object.keys(constraints), [])}
`

if (process.argv.includes("--write")) writeFileSync(`${root}FEATURES.md`, page)
else if (readFileSync(`${root}FEATURES.md`, "utf8") !== page) {
  console.log("FEATURES.md is not what the tests say: npm run features")
  process.exitCode = 1
}
