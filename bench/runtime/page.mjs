/** docs/performance.md and its chart, from docs/performance.json: no number on the page is typed by hand. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import * as vega from "vega"
import * as vegaLite from "vega-lite"
import { root } from "../../scripts/run.mjs"
import { held, mostOverBare } from "./held.mjs"
import { models } from "./models.mjs"

export const file = name => `${root}docs/performance.${name}`

const ratio = (theirs, ours, kind = "main") => theirs[kind] / ours[kind]
const times = value => `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}x`
const ms = value => (value >= 10 ? value.toFixed(0) : value.toFixed(1))
const percent = value => `${(100 * value).toFixed(1)} %`
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map(row => `| ${row.join(" | ")} |`).join("\n")

const parts = { forward: "forward", train: "train step" }

export const chart = async ({ models: rows }) => {
  const values = rows.flatMap(({ name, stockOn, ...measured }) =>
    Object.entries(parts).map(([part, label]) => ({
      model: stockOn === "cpu" ? `${name} (tfjs on cpu)` : name,
      part: label,
      ratio: ratio(measured[part].stock, measured[part].ours),
      label: times(ratio(measured[part].stock, measured[part].ours)),
    })),
  )
  const y = { field: "model", type: "nominal", sort: null, title: null, axis: { labelLimit: 300 } }
  const encoding = {
    y,
    yOffset: { field: "part", sort: null },
    x: { field: "ratio", type: "quantitative", scale: { type: "log" }, title: "times faster than plain tfjs-layers" },
  }
  const color = { field: "part", sort: null, title: null, scale: { range: ["#a0c4d8", "#1f6f8b"] } }
  const { spec } = vegaLite.compile({
    background: "white",
    width: 460,
    data: { values },
    encoding,
    layer: [
      { mark: "bar", encoding: { color } },
      { mark: { type: "text", align: "left", dx: 3, fontSize: 10 }, encoding: { text: { field: "label" } } },
    ],
  })
  return new vega.View(vega.parse(spec), { renderer: "none" }).toSVG()
}

const speeds = ({ models: rows }) =>
  table(
    ["model", "plain tfjs on", "forward, ms", "", "train step, ms", "", "all threads"],
    rows.map(({ name, size, stockOn, forward, train }) => [
      `${name}: ${size}`,
      stockOn,
      ...[forward, train].flatMap(({ ours, stock }) => [
        `${ms(stock.main)} to ${ms(ours.main)}`,
        `**${times(ratio(stock, ours))}**`,
      ]),
      `${times(ratio(forward.stock, forward.ours, "all"))}, ${times(ratio(train.stock, train.ours, "all"))}`,
    ]),
  )

const loops = ({ loop }) =>
  table(
    ["model", "`fit`, ms a step", "bare loop", "more than the bare loop", "more than its kernels"],
    loop.map(({ name, fit, bare, overKernels }) => [
      name,
      fit.toFixed(2),
      bare.toFixed(2),
      percent(fit / bare - 1),
      percent(overKernels),
    ]),
  )

const onnx = ({ others }) =>
  others.onnx.skipped ?
    `Not measured: ${others.onnx.skipped}.`
  : table(
      ["forward", "ours, ms", `onnxruntime-node ${others.onnx.version}, ms`, "ours takes"],
      others.onnx.rows.map(({ name, ours, onnx: other }) => [name, ms(ours), other.toFixed(1), times(ours / other)]),
    )

const blas = ({ others: { blas: found } }) =>
  `Our product of two 512 x 512 matrices runs at ${found.ours.toFixed(0)} GFLOP/s on one thread` +
  (found.skipped ?
    `; OpenBLAS was not measured: ${found.skipped}.`
  : `, OpenBLAS's sgemm, which has wider registers than WebAssembly, at ${found.blas.toFixed(0)}.`)

const holds = table(
  ["held in CI", "at least"],
  held.map(({ model, part, least }) => [`${models[model].name}, ${parts[part]}`, `${least}x`]),
)

export const page = results => `# Performance

<!-- Written by \`npm run bench -- --write\` from performance.json. -->

![Times faster than plain tfjs-layers, by model](performance.svg)

## What was done, and why

TensorFlow.js in Node computes in WebAssembly, and trains slowly there: gradients of products go through a naive loop, some kernels
that training needs are missing, and each small op costs tens of microseconds of bookkeeping. So

- products of matrices, transposed or batched, go to a kernel of our own, written in AssemblyScript with SIMD;
- lstm, gru and simpleRNN compute a whole sequence in one kernel, forward and backward, and share a large batch with other threads;
- gradients of convolutions, embeddings, pooling and einsum, which tfjs lacks in WebAssembly, are there;
- softmax and crossentropy are one kernel, and so are a step of Adam on a weight and the gathering of rows, which makes shuffled batches;
- what is added up for the log is computed outside of the gradient, and clones share memory.

## Against plain tfjs-layers

Measured with ${results.machine}; tfjs ${results.tfjs} both times. Both run in one process and take turns, in ${results.rounds} rounds after a warm-up, with the same weights; that
they compute the same values is checked first. Milliseconds are medians of the processor time of the main thread, which other programs do not
lengthen; the time that it waits for another thread is not in them. "all threads" is the ratio when the work of helper threads is counted in full (forward, train step). "cpu" is tfjs's plain
JavaScript backend, where its WebAssembly backend cannot train the model. Optimizer: Adam.

${speeds(results)}

## The training loop

\`fit\` with shuffling, a callback on each batch and the progress bar, batch ${results.batch}, against a bare loop of forward, gradient and update on a
batch that is ready; and the time of \`fit\` outside of kernels, most of which is tfjs's own engine, as a share of the time inside them.

${loops(results)}

## Against programs outside of JavaScript

Processor time of all threads, the same weights and values.

${onnx(results)}

${blas(results)}

## Measure it yourself

\`\`\`sh
npm ci
npm run bench             # prints the tables
npm run bench -- --write  # and writes this page, its chart and performance.json
\`\`\`

A Python with numpy that is not called \`python3\` is named by \`PYTHON\`. The step \`runtime\` of \`npm run check\` holds that this page is what
performance.json gives, and these ratios, which stand below what was measured since machines differ and are shared; and that \`fit\` on
the dense MLP takes at most ${percent(mostOverBare)} more than the bare loop.

${holds}
`

/** The files that do not say what performance.json says. */
export const stale = async () => {
  if (!existsSync(file("json"))) return ["performance.json"]
  const results = JSON.parse(readFileSync(file("json"), "utf8"))
  const wanted = { md: page(results), svg: await chart(results) }
  return Object.entries(wanted)
    .filter(([kind, text]) => !existsSync(file(kind)) || readFileSync(file(kind), "utf8") !== text)
    .map(([kind]) => `performance.${kind}`)
}

export const write = async results => {
  writeFileSync(file("json"), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(file("md"), page(results))
  writeFileSync(file("svg"), await chart(results))
}
