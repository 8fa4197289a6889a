/**
 * A small GPT (Radford et al. 2018): three thousand titles of films, and then new ones. It reads a title character by
 * character and says at each what comes next; afterwards it reads what it wrote itself, and draws the next character by
 * its chance. One function is a block, whose type follows the length, whatever it is.
 *
 *     npx tsx examples/gpt.ts
 *
 * 71 s of processor time. On 299 titles that it has never seen its perplexity is 8.98, where a trigram model has 9.23: little
 * better, from so few titles. All of 20 that it wrote were new, and more sound than sense: "Golf Lomes", "Moon Muner".
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import {
  adam,
  add,
  dense,
  type Dim,
  dropout,
  embedding,
  input,
  layerNormalization,
  losses,
  model,
  multiHeadAttention,
  schedules,
  type SymbolicTensor,
  tensor,
} from "shapeproof"
import { dataset } from "shapeproof/data"
import { sample } from "shapeproof/generate"
import * as ops from "shapeproof/ops"
import { alphabetOf, marks, padded } from "./data/characters.js"
import { films, trigramLoss } from "./data/films.js"

/** Characters of the titles, and three marks. */
const tokens = 98
/** Characters of the longest title. */
const longest = 32
const width = 64
const batchSize = 32

/** What each step finds in those before it, and then what two dense layers make of each step; both are added. */
const block = <T extends Dim>(x: SymbolicTensor<["B", T, typeof width]>): SymbolicTensor<["B", T, typeof width]> => {
  const own = layerNormalization()(x)
  const found = multiHeadAttention({ numHeads: 4, keyDim: 16, useCausalMask: true })([own, own])
  const y = add()([x, found])
  const wide = dense({ units: 4 * width, activation: "gelu" })(layerNormalization()(y))
  return add()([y, dense({ units: width })(wide)])
}

const build = (depth: number) => {
  const read = input({ shape: ["T"], dtype: "int32" })
  const places = ops.cumsum(ops.cast(ops.greaterEqual(read, 0), "int32"), 1, true) // 0, 1, 2 and so on
  const characters = embedding({ inputDim: tokens, outputDim: width })(read) // ["B", "T", 64]
  const vectors = add()([characters, embedding({ inputDim: longest + 1, outputDim: width })(places)])
  let known: SymbolicTensor<["B", "T", typeof width]> = dropout({ rate: 0.1 })(vectors)
  for (let at = 0; at < depth; at++) known = block(known)
  const logits = dense({ units: tokens })(layerNormalization()(known)) // ["B", "T", 98]
  return model({ inputs: read, outputs: logits, name: "gpt" })
}

export interface Options {
  readonly epochs?: number
  /** How many titles at most. */
  readonly limit?: number
  /** How many blocks stand one behind the other. */
  readonly depth?: number
  readonly temperature?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async (options: Options = {}) => {
  const { epochs = 14, limit = Number.POSITIVE_INFINITY, depth = 3, temperature = 0.8 } = options
  const { verbose = 1, print = console.log } = options
  const { training, heldOut } = films({ longest, limit })
  const alphabet = alphabetOf([...training, ...heldOut], tokens)
  print(`${training.length} titles to learn from, and ${heldOut.length} that are held out`)
  const gpt = build(depth)
  gpt.summary({ print })

  const samplesOf = (titles: readonly string[]) =>
    titles.map(title => {
      const indices = alphabet.indices(title)
      return { xs: Int32Array.of(marks.begin, ...indices), ys: Int32Array.of(...indices, marks.end) }
    })
  const steps = epochs * Math.ceil(training.length / batchSize)
  const learningRate = schedules.cosineDecay({
    initialLearningRate: 0,
    warmupTarget: 0.004,
    warmupSteps: Math.round(0.1 * steps),
    decaySteps: Math.round(0.9 * steps),
  })
  const trainable = gpt.compile({
    optimizer: adam({ learningRate }),
    loss: losses.sparseCategoricalCrossentropy({ fromLogits: true, ignoreClass: marks.padding }),
  })
  // Titles of like length together: the padding costs time, and tells nothing.
  const batches = dataset(samplesOf(training))
    .shuffle({ seed: 1 })
    .bucket(batchSize, { by: ({ xs }) => xs.length, boundaries: [10, 14, 18, 24] })
  const { history } = await trainable.fitDataset(batches, { epochs, verbose })

  const unseen = samplesOf(heldOut)
  const rows = (each: readonly Int32Array[]) =>
    tensor(
      padded(
        each.map(row => [...row]),
        longest + 1,
      ),
      [each.length, longest + 1],
    )
  // All at once, so that each character weighs the same.
  const { loss } = await trainable.evaluate(rows(unseen.map(({ xs }) => xs)), rows(unseen.map(({ ys }) => ys)), {
    batchSize: unseen.length,
  })
  const trigram = trigramLoss(training, heldOut)
  print(
    "\nOn titles that it has never seen, how many characters it wavers between (perplexity), the end counted as one:",
  )
  print(
    `  ${perplexity(loss)} (${loss.toFixed(3)} nats); a trigram model: ${perplexity(trigram)} (${trigram.toFixed(3)} nats)`,
  )

  const { sequences } = await sample(gpt, {
    begin: Array.from({ length: 20 }, () => [marks.begin]),
    end: marks.end,
    maxLength: longest,
    fromLogits: true,
    temperature,
    topK: 20,
    seed: 1,
  })
  const known = new Set([...training, ...heldOut])
  const written = sequences.map(indices => alphabet.text(indices))
  const fresh = [...new Set(written)].filter(title => !known.has(title))
  print(`\nOf ${written.length} titles that it wrote, ${fresh.length} are new. Some of them:`)
  for (const title of fresh.slice(0, 12)) print(`  ${title}`)
  return { losses: history.loss, loss, trigram, written, fresh }
}

const perplexity = (loss: number) => Math.exp(loss).toFixed(2)

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({
    options: { epochs: { type: "string", default: "14" }, temperature: { type: "string", default: "0.8" } },
  })
  await run({ epochs: Number(values.epochs), temperature: Number(values.temperature) })
}
