/**
 * Attention: dates in two dozen spellings of seven languages (`23. September 2026`, `SEP 23 2026`, `9/23/2026`) become
 * ISO dates (`2026-09-23`). At each character that it writes, the decoder weighs all characters of the spelling: a dot
 * product compares, a softmax makes weights of it, and a second dot product takes the weighted mean.
 *
 *     npx tsx examples/attention.ts
 *
 * 13 s on two cores. Of 1000 days of which it has seen no spelling it writes 99.5 % or more exactly; the forms of spelling
 * are the same ones. The decoder is never told the truth there: it reads what it wrote itself.
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import {
  adam,
  concatenate,
  dense,
  type Dim,
  dot,
  embedding,
  input,
  lstm,
  model,
  softmax,
  type SymbolicTensor,
  tensor,
  timeDistributed,
} from "shapeproof"
import { greedy } from "shapeproof/generate"
import { alphabetOf, marks, padded, score } from "./data/characters.js"
import { type DatePair, dates } from "./data/dates.js"

/** Characters of the longest spelling, and of every ISO date. */
const longest = 18
const written = 10

const units = 64
/** Rooms for the characters of the spellings, and for those of ISO dates, with three marks each. */
const letters = 64
const digits = 14

const build = () => {
  const encoderInput = input({ shape: ["Tx"], dtype: "int32" })
  const letterVectors = embedding({ inputDim: letters, outputDim: 32 })(encoderInput)
  const [encoded, h, c] = lstm({ units, returnSequences: true, returnState: true })(letterVectors)

  const digitVectors = embedding({ inputDim: digits, outputDim: 16 })
  const decoderLayer = lstm({ units, returnSequences: true, returnState: true })
  const mix = timeDistributed({ layer: dense({ units, activation: "tanh" }) })
  const readout = timeDistributed({ layer: dense({ units: digits, activation: "softmax" }) })

  /** For all steps of the decoder in training, for one afterwards: the types follow `Tx` and `Ty`, whatever they are. */
  const attend = <Tx extends Dim, Ty extends Dim>(
    decoded: SymbolicTensor<["B", Ty, typeof units]>,
    encoded: SymbolicTensor<["B", Tx, typeof units]>,
  ) => {
    const weights = softmax()(dot({ axes: [2, 2] })([decoded, encoded]))
    const context = dot({ axes: [2, 1] })([weights, encoded])
    return readout(mix(concatenate()([context, decoded])))
  }

  const decoderInput = input({ shape: ["Ty"], dtype: "int32" })
  const [decoded] = decoderLayer(digitVectors(decoderInput), { initialState: [h, c] })
  const translator = model({
    inputs: [encoderInput, decoderInput],
    outputs: attend(decoded, encoded),
    name: "translator",
  })

  // The same layers, and so the same weights, in two models: one reads a spelling, the other writes one character.
  const encoder = model({ inputs: encoderInput, outputs: [encoded, h, c], name: "encoder" })
  const token = input({ shape: [1], dtype: "int32" })
  const read = input({ shape: ["Tx", units] })
  const lastH = input({ shape: [units] })
  const lastC = input({ shape: [units] })
  const [step, nextH, nextC] = decoderLayer(digitVectors(token), { initialState: [lastH, lastC] })
  const decoder = model({
    inputs: [token, read, lastH, lastC],
    outputs: [attend(step, read), nextH, nextC],
    name: "decoder",
  })
  return { translator, encoder, decoder }
}

export interface Options {
  readonly epochs?: number
  /** How many days to learn from, and how many others to be tested with. */
  readonly training?: number
  readonly heldOut?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async (options: Options = {}) => {
  const { epochs = 6, training: days = 10_000, heldOut: others = 1000, verbose = 1, print = console.log } = options
  const { training, heldOut } = dates({ training: days, heldOut: others })
  const spellings = alphabetOf(
    [...training, ...heldOut].map(([spelling]) => spelling),
    letters,
  )
  const isoDates = alphabetOf(["0123456789-"], digits)
  print(`${training.length} days to learn from, and ${heldOut.length} others that are held out, each in one spelling`)

  const { translator, encoder, decoder } = build()
  translator.summary({ print })

  const read = (pairs: readonly DatePair[]) =>
    tensor(
      padded(
        pairs.map(([spelling]) => spellings.indices(spelling)),
        longest,
      ),
      [pairs.length, longest],
    )
  const truth = training.map(([, iso]) => isoDates.indices(iso))
  const told = truth.map(indices => [marks.begin, ...indices.slice(0, -1)])

  const trainable = translator.compile({
    optimizer: adam({ learningRate: 0.005 }),
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  })
  const { history } = await trainable.fit(
    [read(training), tensor(padded(told, written), [days, written])],
    tensor(padded(truth, written), [days, written]),
    { epochs, batchSize: 64, seed: 1, verbose },
  )

  // All dates at once, the likeliest character each time.
  const from = encoder.predict(read(heldOut), { batchSize: heldOut.length })
  const { sequences } = await greedy(decoder, { from, begin: marks.begin, maxLength: written })
  for (const tensor of from) tensor.dispose()
  const decoded = sequences.map(indices => isoDates.text(indices))
  const quality = score(
    decoded,
    heldOut.map(([, iso]) => iso),
  )
  const percent = (100 * quality.exact).toFixed(1)
  print(`\nDays of which it has seen no spelling: ${percent} % of ${heldOut.length} exact`)
  for (const [index, [spelling, iso]] of heldOut.slice(0, 12).entries()) {
    print(`  ${spelling.padEnd(longest)}  ${decoded[index]}  ${decoded[index] === iso ? "right" : `not ${iso}`}`)
  }
  return { losses: history.loss, decoded, ...quality }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { epochs: { type: "string", default: "6" } } })
  await run({ epochs: Number(values.epochs) })
}
