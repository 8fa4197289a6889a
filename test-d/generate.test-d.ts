/** Writing with a decoder: what it takes, and what it gives. */
import { expectType } from "tsd"
import { dense, embedding, input, lstm, model, type Tensor } from "shapeproof"
import { beamSearch, greedy, sample, type Written, type WrittenBeams } from "shapeproof/generate"

const token = input({ shape: [1], dtype: "int32" })
const [h, c] = [input({ shape: [8] }), input({ shape: [8] })]
const vector = embedding({ inputDim: 5, outputDim: 3 })(token)
const [step, nextH, nextC] = lstm({ units: 8, returnSequences: true, returnState: true })(vector, {
  initialState: [h, c],
})
const decoder = model({
  inputs: [token, h, c],
  outputs: [dense({ units: 5, activation: "softmax" })(step), nextH, nextC],
})
declare const state: Tensor<["N", 8]>
declare const loaded: Tensor<[number, 8]>

// With states
expectType<Promise<Written>>(greedy(decoder, { from: [state, state], begin: 1, end: 2, maxLength: 20 }))
expectType<Promise<WrittenBeams>>(beamSearch(decoder, { from: [loaded, state], begin: 1, maxLength: 20, width: 4 }))
sample(decoder, { from: [state, state], begin: 1, maxLength: 20, temperature: 0.8, topK: 40, topP: 0.9, seed: 1 })

// Over all that was written so far, from beginnings of any length
const all = input({ shape: ["T"], dtype: "int32" })
const chances = all.pipe(
  embedding({ inputDim: 5, outputDim: 3 }),
  lstm({ units: 8, returnSequences: true }),
  dense({ units: 5, activation: "softmax" }),
)
const gpt = model({ inputs: all, outputs: chances })
sample(gpt, { begin: [[1, 4], [3]], maxLength: 20 })
// One-hot tokens
const hot = input({ shape: ["T", 5] })
greedy(model({ inputs: [hot], outputs: [dense({ units: 5 })(hot)] }), { begin: 1, maxLength: 20, fromLogits: true })

// @ts-expect-error width must be a positive integer, got 0
beamSearch(gpt, { begin: 1, maxLength: 20, width: 0 })
// @ts-expect-error 'beamWidth' does not exist in type
beamSearch(gpt, { begin: 1, maxLength: 20, beamWidth: 3 })
