/**
 * Our training and plain tfjs's, in one process, in turn. `npm run bench` prints all tables, with `--write` it writes
 * docs/performance.* as well; words choose models. `--page` writes the page and the chart anew from the numbers that are
 * there. `--check` is what CI holds: short, with a margin below what was measured.
 */
import { mkdirSync, readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { root } from "../scripts/run.mjs"
import { held, mostOverBare } from "./runtime/held.mjs"
import { overhead } from "./runtime/loop.mjs"
import { inTurn, median } from "./runtime/measure.mjs"
import { batch, models } from "./runtime/models.mjs"
import { besideBlas, besideOnnx } from "./runtime/others.mjs"
import { file, stale, write } from "./runtime/page.mjs"
import { bothSides } from "./runtime/sides.mjs"
import { stockTfjs } from "./runtime/stock.mjs"

const words = process.argv.slice(2)
const [isCheck, isWritten] = ["--check", "--write"].map(word => words.includes(word))
const chosen = words.filter(word => !word.startsWith("--"))
for (const word of chosen) if (!(word in models)) throw new Error(`no model is called ${word}: ${Object.keys(models)}`)

const loopModels = ["big", "small", "gru", "cnn", "transformer", "mlp", "embedding"]

const stock = await stockTfjs()
const sizes = { rounds: 7, warm: 2 }
/** Where plain tfjs takes seconds a step, and the margin is wide, a look is enough for CI. */
const sizesFor = ({ stockOn }) =>
  !isCheck ? sizes
  : stockOn ? { rounds: 1, warm: 1 }
  : { rounds: 3, warm: 2 }

const compare = async key => {
  const spec = models[key]
  const { mine, theirs } = await bothSides(stock, spec)
  const result = { key, name: spec.name, size: spec.size, stockOn: spec.stockOn ?? "wasm" }
  for (const part of ["forward", "train"]) {
    const things = { ours: { run: mine[part] }, stock: { run: theirs[part], use: theirs.use } }
    result[part] = await inTurn(things, sizesFor(spec))
  }
  mine.dispose()
  theirs.dispose()
  return result
}

const print = ({ name, stockOn, ...measured }) => {
  for (const part of ["forward", "train"]) {
    const { ours, stock: other } = measured[part]
    const ratios = ["main", "clock", "all"].map(kind => `${(other[kind] / ours[kind]).toFixed(1)}x`)
    const shown = `${other.main.toFixed(1)} to ${ours.main.toFixed(1)} ms`
    console.log(`${name}, ${part}, plain tfjs on ${stockOn}: ${shown}, main thread, clock, all: ${ratios.join(", ")}`)
  }
}
const loopOf = async key => {
  const { times, shares, steps } = await overhead(models[key], key === "big" ? 3 : sizes.rounds)
  const row = { key, name: models[key].name, fit: times.fit.main / steps, bare: times.bare.main / steps }
  return { ...row, overKernels: median(shares) }
}
const printLoop = ({ name, fit, bare, overKernels }) =>
  console.log(
    `${name}, fit: ${fit.toFixed(2)} ms a step, a bare loop ${bare.toFixed(2)}, ` +
      `${(100 * (fit / bare - 1)).toFixed(1)} % more; ${(100 * overKernels).toFixed(1)} % over its kernels`,
  )

const check = async () => {
  const wrong = (await stale()).map(
    name => `docs/${name} is not what docs/performance.json gives: npm run bench -- --write`,
  )
  for (const key of new Set(held.map(({ model }) => model))) {
    const result = await compare(key)
    print(result)
    for (const { model, part, least } of held) {
      if (model !== key) continue
      const { ours, stock: other } = result[part]
      const found = other.main / ours.main
      if (found < least)
        wrong.push(`${result.name}, ${part}: ${found.toFixed(1)} times faster than plain tfjs, not ${least}`)
    }
  }
  const row = await loopOf("mlp")
  printLoop(row)
  if (row.fit / row.bare - 1 > mostOverBare) wrong.push(`fit takes more than ${100 * mostOverBare} % over a bare loop`)
  for (const sentence of wrong) console.error(sentence)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

const measure = async () => {
  const keys = chosen.length > 0 ? chosen : Object.keys(models)
  const results = []
  for (const key of keys) {
    results.push(await compare(key))
    print(results.at(-1))
  }
  const loop = []
  for (const key of loopModels.filter(name => keys.includes(name))) {
    loop.push(await loopOf(key))
    printLoop(loop.at(-1))
  }
  if (chosen.length > 0) return
  const others = { onnx: await besideOnnx(sizes.rounds), blas: await besideBlas(sizes.rounds) }
  console.log(JSON.stringify(others))
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, "utf8"))
  const machine = `Node ${process.versions.node.split(".")[0]} on ${process.platform} ${process.arch}, ${availableParallelism()} cores`
  if (!isWritten) return
  mkdirSync(`${root}docs`, { recursive: true })
  const tfjs = dependencies["@tensorflow/tfjs"]
  await write({ machine, tfjs, rounds: sizes.rounds, batch, models: results, loop, others })
}

if (words.includes("--page")) await write(JSON.parse(readFileSync(file("json"), "utf8")))
else await (isCheck ? check() : measure())
