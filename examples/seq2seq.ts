/**
 * A sequence-to-sequence model, character by character, after Keras's tutorial: an encoder reads an English name, its two
 * states begin a decoder, and that writes the name in another language. In training the decoder is told the truth so far
 * (teacher forcing); afterwards the same layers stand in two models, and the decoder reads what it wrote itself.
 *
 *     npm start
 *     npx tsx examples/seq2seq.ts --lang de --epochs 20
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import { adam, dense, input, lstm, model, tensor, tidy } from "shapeproof"
import { type Alphabet, alphabetOf, largest, marks, oneHot, padded, score } from "./data/characters.js"
import { names, type Pair } from "./data/names.js"

/** The columns of a character: the three marks, and room for 77 characters. */
const tokens = 80
/** The characters of the longest name. */
const longest = 16
const units = 128

const encoderInput = input({ shape: ["Tx", tokens] })
const [, h, c] = lstm({ units, returnState: true, goBackwards: true })(encoderInput)

const decoderInput = input({ shape: ["Ty", tokens] })
const decoderLayer = lstm({ units, returnSequences: true, returnState: true })
const readout = dense({ units: tokens, activation: "softmax" })
const [sequence] = decoderLayer(decoderInput, { initialState: [h, c] })
const seq2seq = model({ inputs: [encoderInput, decoderInput], outputs: readout(sequence), name: "seq2seq" })

// The trained layers again, cut in two: one model that reads, and one that writes a single character.
const encoder = model({ inputs: encoderInput, outputs: [h, c], name: "encoder" })
const token = input({ shape: [1, tokens] })
const states = [input({ shape: [units] }), input({ shape: [units] })] as const
const [step, nextH, nextC] = decoderLayer(token, { initialState: states })
const decoder = model({ inputs: [token, ...states], outputs: [readout(step), nextH, nextC], name: "decoder" })

const run = async ({ lang = "fr", epochs = 60, batch = 32, rate = 0.005, limit = Infinity } = {}) => {
  const { training, heldOut } = names({ lang, longest, characters: tokens - 3, limit })
  const pairs = [...training, ...heldOut]
  const english = alphabetOf(pairs.map(([name]) => name))
  const foreign = alphabetOf(pairs.map(([, name]) => name))
  const read = (some: readonly Pair[]) => tensor(oneHot(padded(some.map(([name]) => english.indices(name)), longest), tokens), [some.length, longest, tokens])
  const write = (rows: readonly (readonly number[])[]) => tensor(oneHot(padded(rows, longest + 1), tokens), [rows.length, longest + 1, tokens])
  const told = write(training.map(([, name]) => [marks.begin, ...foreign.indices(name)]))
  const truth = write(training.map(([, name]) => [...foreign.indices(name), marks.end]))

  const translate = (some: readonly Pair[]): readonly string[] =>
    tidy(() => {
      const count = some.length
      let [h, c] = encoder.predict(read(some), { batchSize: count })
      let last: readonly number[] = some.map(() => marks.begin)
      const rows: number[][] = some.map(() => [])
      for (let at = 0; at <= longest; at++) {
        const [probabilities, nextH, nextC] = decoder.predict([tensor(oneHot(last, tokens), [count, 1, tokens]), h, c], { batchSize: count })
        last = largest(probabilities.dataSync(), tokens)
        for (const [i, index] of last.entries()) rows[i]?.push(index)
        h = nextH
        c = nextC
      }
      return rows.map(row => foreign.text(row))
    })
  const trainable = seq2seq.compile({ optimizer: adam({ learningRate: rate }), loss: "categoricalCrossentropy" })
  const t0 = performance.now()
  for (let e = 0; e < epochs; e += 10) {
    const { history } = await trainable.fit([read(training), told], truth, { epochs: 10, batchSize: batch, verbose: 0 })
    const a = score(translate(training), training.map(p => p[1])), b = score(translate(heldOut), heldOut.map(p => p[1]))
    console.log(e + 10, ((performance.now() - t0) / 1000).toFixed(1), history.loss.at(-1)?.toFixed(4), "train", a.exact.toFixed(3), a.characters.toFixed(3), "held", b.exact.toFixed(3), b.characters.toFixed(3))
  }
  console.log(heldOut.slice(0, 8).map(p => p.join("/")).join(" "), translate(heldOut.slice(0, 8)).join(" "))
}
const { values } = parseArgs({ options: { lang: { type: "string", default: "fr" }, epochs: { type: "string", default: "60" }, batch: { type: "string", default: "32" }, rate: { type: "string", default: "0.005" } } })
await run({ lang: values.lang, epochs: Number(values.epochs), batch: Number(values.batch), rate: Number(values.rate) })
