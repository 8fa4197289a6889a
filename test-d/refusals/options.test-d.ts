/** Numbers that an option cannot be, where the literal shows it. Each is refused by the compiler, and when it runs. */
import {
  attention,
  batchNormalization,
  gru,
  groupQueryAttention,
  layerNormalization,
  leakyReLU,
  lstm,
  multiHeadAttention,
  reLU,
  type ReLU,
  simpleRNN,
  thresholdedReLU,
} from "shapeproof"
import { expectType } from "tsd"

const some = Math.random() * 0.9 + 0.05
expectType<ReLU>(reLU({ maxValue: 6, negativeSlope: 0.1, threshold: 0 }))
const known = () => [
  lstm({ units: 3, dropout: some, recurrentDropout: 1e-7 }),
  attention({ dropout: some }),
  batchNormalization({ momentum: 1, epsilon: 1e-5 }),
  layerNormalization({ axis: [1, 2], epsilon: some }),
]
expectType<number>(known.length)

export const refused: readonly (() => unknown)[] = [
  // @ts-expect-error dropout must be at least 0 and less than 1, got 1.5
  () => lstm({ units: 3, dropout: 1.5 }),
  // @ts-expect-error recurrentDropout must be at least 0 and less than 1, got -0.5
  () => gru({ units: 3, recurrentDropout: -0.5 }),
  // @ts-expect-error dropout must be at least 0 and less than 1, got 1
  () => simpleRNN({ units: 3, dropout: 1 }),
  // @ts-expect-error maxValue must be a finite number of 0 or more, got -1
  () => reLU({ maxValue: -1 }),
  // @ts-expect-error negativeSlope must be a finite number of 0 or more, got -0.1
  () => reLU({ maxValue: 6, negativeSlope: -0.1 }),
  // @ts-expect-error alpha must be a finite number of 0 or more, got -1
  () => leakyReLU({ alpha: -1 }),
  // @ts-expect-error theta must be a finite number of 0 or more, got -2
  () => thresholdedReLU({ theta: -2 }),
  // @ts-expect-error momentum must be a number from 0 to 1, got 1.5
  () => batchNormalization({ momentum: 1.5 }),
  // @ts-expect-error momentum must be a number from 0 to 1, got -1
  () => batchNormalization({ momentum: -1 }),
  // @ts-expect-error epsilon must be a finite number above 0, got 0
  () => batchNormalization({ epsilon: 0 }),
  // @ts-expect-error epsilon must be a finite number above 0, got -1
  () => layerNormalization({ epsilon: -1 }),
  // @ts-expect-error dropout must be at least 0 and less than 1, got 2
  () => attention({ dropout: 2 }),
  // @ts-expect-error slidingWindow must be a positive integer, got 0
  () => multiHeadAttention({ numHeads: 2, keyDim: 3, slidingWindow: 0 }),
  // @ts-expect-error dropout must be at least 0 and less than 1, got 1
  () => groupQueryAttention({ headDim: 4, numQueryHeads: 2, numKeyValueHeads: 2, dropout: 1 }),
]
