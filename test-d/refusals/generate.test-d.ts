/** Decoders that one cannot write with. Each function is refused by the compiler, and in the same words when it runs. */
import { dense, embedding, flatten, input, lstm, model, reshape, tensor } from "shapeproof"
import { beamSearch, greedy, sample } from "shapeproof/generate"

const zeros = <const axes extends readonly number[]>(...axes: axes) =>
  tensor(new Float32Array(axes.reduce((product, axis) => product * axis, 1)), axes)

const token = input({ shape: [1], dtype: "int32" })
const [h, c] = [input({ shape: [8] }), input({ shape: [8] })]
const vector = embedding({ inputDim: 5, outputDim: 3 })(token)
const [step, nextH, nextC] = lstm({ units: 8, returnSequences: true, returnState: true })(vector, {
  initialState: [h, c],
})
const scores = dense({ units: 5, activation: "softmax" })(step)
const decoder = model({ inputs: [token, h, c], outputs: [scores, nextH, nextC] })
const narrow = model({ inputs: [token, h, c], outputs: [scores, nextH, dense({ units: 7 })(nextC)] })
const many = model({ inputs: [token, h, c], outputs: [scores, nextH, nextC, nextC] })
const record = model({ inputs: { token, h, c }, outputs: { scores } })

const three = input({ shape: [3], dtype: "int32" })
const [row, , last] = lstm({ units: 8, returnSequences: true, returnState: true })(
  embedding({ inputDim: 5, outputDim: 3 })(three),
  { initialState: [h, c] },
)
const slow = model({ inputs: [three, h, c], outputs: [dense({ units: 5 })(row), last] })

const hot = input({ shape: ["T", 6] })
const wide = model({ inputs: hot, outputs: dense({ units: 5 })(hot) })
const image = input({ shape: [4, 4, 3] })
const picture = model({ inputs: image, outputs: dense({ units: 5 })(flatten()(image)) })
const grid = three.pipe(embedding({ inputDim: 5, outputDim: 4 }), reshape({ targetShape: [3, 2, 2] }))
const scene = model({ inputs: three, outputs: grid })

const [two, other] = [zeros(2, 8), zeros(2, 9)]
const options = { begin: 1, maxLength: 3 }

export const refused: readonly (() => unknown)[] = [
  // @ts-expect-error greedy: output 2 of the decoder must be like input 2, whose next value it is, [B, 8], got [B, 7]
  () => greedy(narrow, { ...options, from: [two, two] }),
  // @ts-expect-error beamSearch: output 1 of the decoder is a state, but no input is left that it could be the next value of
  () => beamSearch(many, { ...options, from: [two, two] }),
  // @ts-expect-error sample: the decoder's inputs and outputs must be one tensor or a list, got a record
  () => sample(record, options),
  // @ts-expect-error greedy: a decoder with states reads one token at a time, [batch, 1], got [B, 3]
  () => greedy(slow, { ...options, from: [two, two] }),
  // @ts-expect-error greedy: output 0 of the decoder scores 5 classes, but its one-hot tokens have 6
  () => greedy(wide, options),
  // @ts-expect-error sample: input 0 of the decoder must be tokens [batch, time], or one-hot [batch, time, classes], got [B, 4, 4, 3]
  () => sample(picture, options),
  // @ts-expect-error beamSearch: output 0 of the decoder must be the scores [batch, time, classes] of the next token, got [B, 3, 2, 2]
  () => beamSearch(scene, options),

  // What the decoder takes besides its tokens
  // @ts-expect-error greedy: from[1] must be [B, 8], got [2, 9]: axis 1 must be 8, not 9
  () => greedy(decoder, { ...options, from: [two, other] }),
  // @ts-expect-error beamSearch: from[1] must be [B, 8], got [3, 8]: axis 0 must be 2, as B is in from[0], not 3
  () => beamSearch(decoder, { ...options, from: [two, zeros(3, 8)] }),
  // @ts-expect-error sample: from must be a list of 2 tensors, got 1
  () => sample(decoder, { ...options, from: [two] }),
]
