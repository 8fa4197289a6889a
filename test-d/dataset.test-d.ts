import { dense, embedding, input, type IntTensor, lstm, sequential, type Tensor } from "shapeproof"
import { type BatchOf, type Batches, dataset } from "shapeproof/data"
import { expectType } from "tsd"

declare const week: Tensor<[7, 12]>
const weeks = dataset([{ xs: week, ys: 3 }])

// All axes but the batch are known; the batch too when the remainder is dropped
type BatchIn<batches> = batches extends Batches<infer batch> ? batch : never
declare const some: BatchIn<ReturnType<typeof weeks.batch>>
expectType<Tensor<[number, 7, 12]>>(some.xs)
expectType<Tensor<[number]>>(some.ys)
const even = weeks.batch(32, { dropRemainder: true })
expectType<Batches<BatchOf<{ xs: Tensor<[7, 12]>; ys: number }, 32>>>(even)
declare const full: BatchIn<typeof even>
expectType<Tensor<[32, 7, 12]>>(full.xs)

// Padding changes the first axis of a sample alone
declare const text: Int32Array
const texts = dataset([{ xs: text, ys: [1] }])
const padded = texts.padBatch(8, { length: 20 })
declare const fixed: BatchIn<typeof padded>
expectType<IntTensor<[number, 20]>>(fixed.xs)

// A model takes them, and what does not fit is red
const net = sequential(
  input({ shape: ["T"], dtype: "int32" }),
  embedding({ inputDim: 30, outputDim: 4 }),
  lstm({ units: 8 }),
  dense({ units: 1, activation: "sigmoid" }),
).compile({ optimizer: "adam", loss: "binaryCrossentropy" })
net.fitDataset(
  texts
    .shuffle({ seed: 1 })
    .bucket(8, { by: ({ xs }) => xs.length })
    .prefetch(2),
)

// @ts-expect-error size must be a positive integer, got 0
weeks.batch(0)
// @ts-expect-error length must be a positive integer, got -1
texts.padBatch(8, { length: -1 })
