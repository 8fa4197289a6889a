/** Writing token after token: against every sequence that there is, against loops by hand, and by statistics. */
import * as tf from "@tensorflow/tfjs"
import fc from "fast-check"
import { beforeAll, describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import { beamSearch, greedy, sample } from "../src/generate.js"
import {
  activation,
  dense,
  dot,
  embedding,
  input,
  lstm,
  model,
  multiHeadAttention,
  softmax,
  tensor,
  tidy,
} from "../src/index.js"
import type { Rows } from "../src/train/generate/chances.js"
import { drawn } from "../src/train/generate/chances.js"
import * as search from "../src/train/generate/search.js"
import { mulberry32 } from "../src/train/shuffle.js"

const [classes, units, end, maxLength] = [4, 5, 2, 3]

/** Chances of the next token that depend on all tokens before, always the same. */
const tableOf = (seed: number) => (tokens: readonly number[]) => {
  const random = mulberry32(tokens.reduce((hash, token) => Math.imul(hash ^ (token + 1), 0x01000193), seed))
  for (let skipped = 0; skipped < 5; skipped++) random()
  const weights = Array.from({ length: classes }, () => random() ** 2 + 0.001)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map(weight => Math.log(weight / sum))
}
type Table = ReturnType<typeof tableOf>

const stepOf =
  (table: Table, seen: { rows: number }): search.Step =>
  async hypotheses => {
    seen.rows += hypotheses.length
    return { values: Float32Array.from(hypotheses.flatMap(({ tokens }) => table(tokens))), columns: classes }
  }

/** Every sequence that there is, with its score. */
const everything = (table: Table, begin: readonly number[]) => {
  const found: { tokens: readonly number[]; score: number; written: number }[] = []
  const grow = (tokens: readonly number[], written: number, score: number) => {
    if (written > 0 && (tokens.at(-1) === end || written === maxLength)) {
      found.push({ tokens, score, written })
      return
    }
    for (const [token, own] of table(tokens).entries()) grow([...tokens, token], written + 1, score + own)
  }
  grow(begin, 0, 0)
  return found
}

const find = (table: Table, strategy: search.Strategy, begins: readonly (readonly number[])[], seen = { rows: 0 }) =>
  search.search(
    stepOf(table, seen),
    begins.map(tokens => ({ tokens, told: [] })),
    strategy,
    { end, maxLength },
  )

describe("the search", () => {
  test("a wide beam finds the best of all sequences, and all of them in order, with and without a length penalty", () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(0, 0.6, 1, 2), async (seed, penalty) => {
        const table = tableOf(seed)
        const rank = ({ score, written }: { score: number; written: number }) => score / ((5 + written) / 6) ** penalty
        const found = await find(table, search.beams(classes ** maxLength, penalty), [[1], [3]])
        for (const [row, begin] of [[1], [3]].entries()) {
          const wanted = everything(table, begin).sort((a, b) => rank(b) - rank(a))
          expect(found[row]?.map(({ tokens }) => tokens)).toEqual(wanted.map(({ tokens }) => tokens))
          expect(found[row]?.[0]?.score).toBeCloseTo(wanted[0]?.score ?? 0, 4)
        }
      }),
      { numRuns: 40 },
    ))

  test("a beam of width 1 is greedy, and a wider one is never worse on the way that greedy goes", () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), async seed => {
        const table = tableOf(seed)
        const likeliest = await find(table, search.greedy, [[1], [0, 3]])
        expect(await find(table, search.beams(1, 0), [[1], [0, 3]])).toEqual(likeliest)
        expect(await find(table, search.beams(1, 1.5), [[1], [0, 3]])).toEqual(likeliest)
        for (const [row] of likeliest) {
          let tokens = row?.tokens.slice(0, row.tokens.length - row.written) ?? []
          for (const token of row?.tokens.slice(tokens.length) ?? []) {
            const logs = table(tokens)
            expect(logs[token]).toBe(Math.max(...logs))
            tokens = [...tokens, token]
          }
        }
      }),
      { numRuns: 40 },
    ))

  test("what has ended is computed no more", async () => {
    const seen = { rows: 0 }
    // Token 0 is followed by the end at once, token 3 by 3 for ever.
    const table: Table = tokens => (tokens.at(-1) === 3 ? [-9, -9, -9, 0] : [-9, -9, 0, -9])
    const [short, long] = await find(table, search.greedy, [[0], [3]], seen)
    expect(short?.[0]).toMatchObject({ tokens: [0, 2], ended: true })
    expect(long?.[0]).toMatchObject({ tokens: [3, 3, 3, 3], ended: false })
    expect(seen.rows).toBe(2 + 1 + 1)
  })
})

describe("drawing", () => {
  const logs = [0.5, 0.2, 0.15, 0.1, 0.05].map(Math.log)
  const rows: Rows = { values: Float32Array.from([...logs, ...logs.map(() => 0)]), columns: 5 }
  const shares = (options: Parameters<typeof drawn>[2], seed = 1) => {
    const random = mulberry32(seed)
    const counts = [0, 0, 0, 0, 0]
    const times = 20_000
    for (let time = 0; time < times; time++) {
      const token = drawn(rows, 0, options, random)
      counts[token] = (counts[token] ?? 0) + 1 / times
    }
    return counts
  }
  const expected = (weights: readonly number[]) => {
    const sum = weights.reduce((total, weight) => total + weight, 0)
    // Of 20,000 draws the share of a token is off by 0.0035 at most, in two thirds of all cases: four times that.
    return weights.map(weight => expect.toSatisfy((share: number) => Math.abs(share - weight / sum) < 0.0142))
  }
  const chances = [0.5, 0.2, 0.15, 0.1, 0.05]

  test("goes by the chances", () => expect(shares({})).toEqual(expected(chances)))
  test("a temperature of 0.5 squares them, and of 2 takes their roots", () => {
    expect(shares({ temperature: 0.5 })).toEqual(expected(chances.map(chance => chance ** 2)))
    expect(shares({ temperature: 2 })).toEqual(expected(chances.map(chance => chance ** 0.5)))
  })
  test("topK leaves the likeliest", () => {
    expect(shares({ topK: 2 })).toEqual(expected([0.5, 0.2, 0, 0, 0]))
    expect(shares({ topK: 2 }).slice(2)).toEqual([0, 0, 0])
    expect(shares({ topK: 1 })[0]).toBeCloseTo(1, 6)
    expect(shares({ topK: 99 })).toEqual(expected(chances))
  })
  test("topP leaves the fewest that have so much chance together", () => {
    expect(shares({ topP: 0.6 })).toEqual(expected([0.5, 0.2, 0, 0, 0]))
    expect(shares({ topP: 0.6 }).slice(2)).toEqual([0, 0, 0])
    expect(shares({ topP: 0.01 })[0]).toBeCloseTo(1, 6)
    expect(shares({ topP: 0.84, topK: 2 })).toEqual(expected([0.5, 0.2, 0, 0, 0]))
  })
})

/** The same weights as one model over whole sequences, and as one that takes a step. */
const recurrent = () => {
  const vectors = embedding({ inputDim: classes, outputDim: 3, embeddingsInitializer: "randomNormal" })
  const layer = lstm({ units, returnSequences: true, returnState: true, kernelInitializer: "randomNormal" })
  const readout = dense({ units: classes, kernelInitializer: "randomNormal" })
  const chances = activation({ activation: "softmax" })
  const [firstH, firstC] = [input({ shape: [units] }), input({ shape: [units] })]
  const all = input({ shape: ["T"], dtype: "int32" })
  const [sequence] = layer(vectors(all), { initialState: [firstH, firstC] })
  const whole = model({ inputs: [all, firstH, firstC], outputs: chances(readout(sequence)) })
  const token = input({ shape: [1], dtype: "int32" })
  const [h, c] = [input({ shape: [units] }), input({ shape: [units] })]
  const [step, nextH, nextC] = layer(vectors(token), { initialState: [h, c] })
  const decoder = model({ inputs: [token, h, c], outputs: [chances(readout(step)), nextH, nextC] })
  const logits = model({ inputs: [token, h, c], outputs: [readout(step), nextH, nextC] })
  const random = mulberry32(1)
  const weights = whole.getWeights().map(weight => {
    const shape = weight.shape.map(Number)
    return tensor(
      Float32Array.from({ length: weight.size }, () => 4 * random() - 2),
      shape,
    )
  })
  whole.setWeights(weights)
  return { whole, decoder, logits }
}
const states = (rows: number) =>
  [1, 2].map(seed => tf.randomNormal([rows, units], 0, 1, "float32", seed).dataSync<"float32">())
const startsOf = (rows: number) => {
  const [h = new Float32Array(), c = new Float32Array()] = states(rows)
  return [tensor(h, [rows, units]), tensor(c, [rows, units])] as const
}

describe.each(["wasm", "cpu"] as const)("a recurrent decoder, on %s", backend => {
  let nets: ReturnType<typeof recurrent>
  beforeAll(async () => {
    await useBackend(backend)
    nets = recurrent()
  })
  /** What the decoder gives for one row, from the model over whole sequences. */
  const tableFrom = (row: number, rows: number): Table => {
    const [h, c] = states(rows).map(values => tensor(values.slice(row * units, (row + 1) * units), [1, units]))
    return tokens =>
      tidy(() => {
        if (!h || !c) throw new Error("no states")
        const ids = tensor(Int32Array.from(tokens), [1, tokens.length])
        const flat = nets.whole.predict([ids, h, c]).dataSync()
        return Array.from(flat.slice(-classes), Math.log)
      })
  }

  test("greedy goes from row to row by the likeliest token, and keeps the states of each", async () => {
    const from = startsOf(3)
    const found = await greedy(nets.decoder, { from, begin: 1, end, maxLength: 6 })
    for (const row of [0, 1, 2]) {
      const table = tableFrom(row, 3)
      const tokens = [1]
      let score = 0
      while (tokens.length <= 6 && tokens.at(-1) !== end) {
        const logs = table(tokens)
        const next = logs.indexOf(Math.max(...logs))
        score += logs[next] ?? 0
        tokens.push(next)
      }
      const isEnded = tokens.at(-1) === end
      expect(found.sequences[row]).toEqual(tokens.slice(1, isEnded ? -1 : undefined))
      expect(found.lengths[row]).toBe(found.sequences[row]?.length)
      expect(found.ended[row]).toBe(isEnded)
      expect(found.scores[row]).toBeCloseTo(score, 4)
    }
    const logits = await greedy(nets.logits, { from, begin: 1, end, maxLength: 6, fromLogits: true })
    expect(logits.sequences).toEqual(found.sequences)
    const one = await beamSearch(nets.decoder, { from, begin: 1, end, maxLength: 6, width: 1 })
    expect(one.sequences).toEqual(found.sequences)
  })

  test("a wide beam finds the best of all sequences of each row", async () => {
    const { sequences, scores, beams } = await beamSearch(nets.decoder, {
      from: startsOf(2),
      begin: 1,
      end,
      maxLength,
      width: classes ** maxLength,
    })
    for (const row of [0, 1]) {
      const all = everything(tableFrom(row, 2), [1]).sort((a, b) => b.score - a.score)
      const [best] = all
      expect(sequences[row]).toEqual(best?.tokens.slice(1).filter(token => token !== end))
      expect(scores[row]).toBeCloseTo(best?.score ?? 0, 4)
      expect(beams[row]).toHaveLength(all.length)
      for (const [place, { score }] of (beams[row] ?? []).entries())
        expect(score).toBeCloseTo(all[place]?.score ?? 0, 4)
    }
  })

  test("rows go on from beginnings of different lengths", async () => {
    const begin = [[1, 3, 0], [1], [1, 0]]
    const { sequences } = await greedy(nets.decoder, { from: startsOf(3), begin, maxLength: 4 })
    for (const [row, tokens] of begin.entries()) {
      const table = tableFrom(row, 3)
      const written: number[] = []
      for (let at = 0; at < 4; at++) {
        const logs = table([...tokens, ...written])
        written.push(logs.indexOf(Math.max(...logs)))
      }
      expect(sequences[row]).toEqual(written)
    }
  })

  test("what is drawn depends on the seed, and not on the rows beside", async () => {
    const [h, c] = states(2)
    const options = { begin: 1, end, maxLength: 12, temperature: 1.5, seed: 5 } as const
    const two = await sample(nets.decoder, { ...options, from: startsOf(2) })
    expect(await sample(nets.decoder, { ...options, from: startsOf(2) })).toEqual(two)
    const first = [h, c].map(values => tensor(values?.slice(0, units) ?? new Float32Array(), [1, units]))
    const [oneH, oneC] = first
    if (!oneH || !oneC) throw new Error("no states")
    const one = await sample(nets.decoder, { ...options, from: [oneH, oneC] })
    expect(one.sequences[0]).toEqual(two.sequences[0])
    const others = await Promise.all(
      [6, 7, 8].map(seed => sample(nets.decoder, { ...options, seed, from: startsOf(2) })),
    )
    expect(new Set([two, ...others].map(({ sequences }) => JSON.stringify(sequences))).size).toBeGreaterThan(1)
    const cold = await sample(nets.decoder, { ...options, temperature: 0.001, from: startsOf(2) })
    const likeliest = await greedy(nets.decoder, { begin: 1, end, maxLength: 12, from: startsOf(2) })
    expect(cold.sequences).toEqual(likeliest.sequences)
  })

  test("nothing is left behind", async () => {
    const from = startsOf(3)
    const { numTensors } = tf.memory()
    await beamSearch(nets.decoder, { from, begin: 1, end, maxLength: 5, width: 3 })
    await sample(nets.decoder, { from, begin: 1, end, maxLength: 5 })
    await expect(greedy(nets.logits, { from, begin: 1, end, maxLength: 5 })).rejects.toThrow(
      /^greedy: the scores of a token must be chances that sum to 1, got a sum of -?[\d.]+; set fromLogits: true for logits$/,
    )
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})

describe("a decoder that reads all that was written", () => {
  /** Over the same weights. No step sees what stands behind it. */
  const shared = () => {
    const row = lstm({ units, returnSequences: true })
    const readout = dense({ units: classes, activation: "softmax" })
    const [any, six] = [input({ shape: ["T", classes] }), input({ shape: [6, classes] })]
    return {
      open: model({ inputs: any, outputs: readout(row(any)) }),
      fixed: model({ inputs: six, outputs: readout(row(six)) }),
    }
  }

  test("of any length or of a fixed one, with beginnings of different lengths", async () => {
    await useBackend("cpu")
    const { open, fixed } = shared()
    const begin = [[1, 3, 0], [1]]
    const one = await beamSearch(open, { begin, end, maxLength: 3, width: 3 })
    expect(await beamSearch(fixed, { begin, end, maxLength: 3, width: 3 })).toEqual({
      ...one,
      scores: one.scores.map(score => expect.closeTo(score, 4)),
      beams: one.beams.map(row => row.map(({ tokens, score }) => ({ tokens, score: expect.closeTo(score, 4) }))),
    })
    for (const [row, tokens] of begin.entries()) {
      const alone = await beamSearch(open, { begin: [tokens], end, maxLength: 3, width: 3 })
      expect(alone.sequences[0]).toEqual(one.sequences[row])
    }
  })

  test("of what is longer than a fixed length, the last tokens are read", async () => {
    const { fixed, open } = shared()
    const long = [[1, 3, 0, 1, 1, 3, 0, 3]]
    const { scores } = await greedy(fixed, { begin: long, maxLength: 1 })
    const last = await greedy(open, { begin: [[0, 1, 1, 3, 0, 3]], maxLength: 1 })
    expect(scores[0]).toBeCloseTo(last.scores[0] ?? 0, 5)
  })
})

test("a transformer: causal attention over all that was written, of any length or filled up to a fixed one", async () => {
  await useBackend("wasm")
  const vectors = embedding({ inputDim: classes, outputDim: 6, embeddingsInitializer: "randomNormal" })
  const attend = multiHeadAttention({ numHeads: 2, keyDim: 3, useCausalMask: true })
  const readout = dense({ units: classes })
  const [any, eight] = [input({ shape: ["T"], dtype: "int32" }), input({ shape: [8], dtype: "int32" })]
  const [open, fixed] = [
    model({ inputs: any, outputs: readout(attend([vectors(any), vectors(any)])) }),
    model({ inputs: eight, outputs: readout(attend([vectors(eight), vectors(eight)])) }),
  ]
  const random = mulberry32(9)
  open.setWeights(
    open.getWeights().map(weight => {
      const shape = weight.shape.map(Number)
      return tensor(
        Float32Array.from({ length: weight.size }, () => 6 * random() - 3),
        shape,
      )
    }),
  )
  const table: Table = tokens =>
    tidy(() => {
      const flat = open.predict(tensor(Int32Array.from(tokens), [1, tokens.length])).dataSync()
      const logits = flat.slice(-classes)
      const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0)
      return Array.from(logits, logit => logit - Math.log(sum))
    })
  const begin = [[1, 3, 0], [1], [0, 0, 1, 3]]
  const options = { begin, end, maxLength, width: classes ** maxLength, fromLogits: true }
  const [found, filled] = [await beamSearch(open, options), await beamSearch(fixed, options)]
  for (const [row, tokens] of begin.entries()) {
    const [best] = everything(table, tokens).sort((a, b) => b.score - a.score)
    for (const { sequences, scores } of [found, filled]) {
      expect(sequences[row]).toEqual(best?.tokens.slice(tokens.length).filter(token => token !== end))
      expect(scores[row]).toBeCloseTo(best?.score ?? 0, 4)
    }
  }
})

test("attention: what stays the same at each step follows its row", async () => {
  const token = input({ shape: [1, classes] })
  const read = input({ shape: ["Tx", classes] })
  const [h, c] = [input({ shape: [classes] }), input({ shape: [classes] })]
  const [step, nextH, nextC] = lstm({ units: classes, returnSequences: true, returnState: true })(token, {
    initialState: [h, c],
  })
  const weights = softmax()(dot({ axes: [2, 2] })([step, read]))
  const context = dot({ axes: [2, 1] })([weights, read])
  const chances = activation({ activation: "softmax" })(context)
  const decoder = model({ inputs: [token, read, h, c], outputs: [chances, nextH, nextC] })
  // The first row reads of class 3 alone, the second of class 0.
  const encoded = tensor([
    [[0, 0, 0, 9], [0, 0, 0, 9]],
    [[9, 0, 0, 0], [9, 0, 0, 0]],
  ]) // prettier-ignore
  const from = [encoded, tensor(new Float32Array(8), [2, 4]), tensor(new Float32Array(8), [2, 4])] as const
  for (const width of [1, 3]) {
    const { sequences } = await beamSearch(decoder, { from, begin: 1, end, maxLength: 4, width })
    expect(sequences).toEqual([[3, 3, 3, 3], [0, 0, 0, 0]]) // prettier-ignore
  }
})

test.each<[string, () => Promise<unknown>]>([
  ["greedy: begin must be one token, or a list for each of 2 rows of from, got 1", () => run({ begin: [[1]] })],
  ["greedy: begin must be one token or more of each row, got []", () => run({ begin: [[1], []] })],
  ["maxLength must be a positive integer, got 0", () => run({ begin: 1, maxLength: 0 })],
  [
    "greedy has no option beamWidth; it has begin, end, maxLength, fromLogits, from",
    () => run(JSON.parse('{"begin":1,"beamWidth":2}')),
  ],
])("refused: %s", async (sentence, call) => {
  await expect(call()).rejects.toThrow(sentence)
})
const run = (options: { begin: number | number[][]; maxLength?: number }) => {
  const { decoder } = recurrent()
  return greedy(decoder, { maxLength: 3, ...options, from: startsOf(2) })
}
