/** A model as a step of writing: tokens go in, chances of the next token and the states after it come out. */
import * as tf from "@tensorflow/tfjs"
import type { Port } from "../../core/calling.js"
import { ShapeError } from "../../core/error.js"
import type { ModelInstance } from "../../core/modelInstance.js"
import { batchSizeOf, predict } from "../../core/predict.js"
import { ofChances, ofLogits, type Rows } from "./chances.js"
import type { Hypothesis, Step } from "./search.js"

/** What the steps of one call share. */
interface Decoding {
  readonly call: string
  readonly decoder: ModelInstance
  /** What the decoder takes besides its tokens; the last of them are its states. */
  readonly given: readonly tf.Tensor[]
  readonly fromLogits: boolean
}

/** Whether the decoder reads one token at a time, and not all that was written so far. */
export const readsOne = ({ inputPorts, outputPorts }: ModelInstance): boolean =>
  outputPorts.ports.length > 1 || inputPorts.ports[0]?.shape[1] === 1

/** Steps of a decoder, and what frees the tensors that they keep. */
export const stepsOf = ({ call, decoder, given, fromLogits }: Decoding): { step: Step; dispose: () => void } => {
  const [port] = decoder.inputPorts.ports
  if (!port) throw new Error("a decoder without inputs")
  const states = decoder.outputPorts.ports.length - 1
  const one = readsOne(decoder)
  let kept: readonly tf.Tensor[] = given.map(tensor => tf.keep(tensor.clone()))
  const keep = (tensors: readonly tf.Tensor[]) => {
    tf.dispose([...kept])
    kept = tensors
  }

  const step: Step = async (hypotheses, parents) => {
    const count = batchSizeOf(call, decoder.inputPorts, hypotheses.length)
    const scores = tf.tidy(() => {
      const moved = parents && !isSame(parents, kept[0]?.shape[0]) ? kept.map(tensor => rowsAt(tensor, parents)) : kept
      const token = one ? lastTokens(hypotheses) : prefixes(hypotheses, port)
      const [scores, ...after] = predict(decoder.network, [written(token, port, decoder), ...moved], count)
      if (!scores) throw new Error("a decoder without outputs")
      const stay = moved.slice(0, moved.length - states)
      keep([...stay, ...after].map(tensor => tf.keep(tensor.clone())))
      return lastOf(scores, token.ends)
    })
    const rows = { values: await scores.data<"float32">(), columns: scores.shape.at(-1) ?? 1 }
    scores.dispose()
    return fromLogits ? ofLogits(checked(call, rows)) : ofChances(chances(call, rows))
  }
  return { step, dispose: () => keep([]) }
}

const isSame = (parents: Int32Array, count: number | undefined) =>
  parents.length === count && parents.every((parent, index) => parent === index)

const rowsAt = (tensor: tf.Tensor, rows: Int32Array) => tensor.gather(tf.tensor1d(rows, "int32"))

/** Tokens in rows of one length, and where each row ends. */
interface Tokens {
  readonly values: Int32Array
  readonly length: number
  readonly ends: readonly number[]
}

const lastTokens = (hypotheses: readonly Hypothesis[]): Tokens => ({
  values: Int32Array.from(hypotheses, ({ tokens }) => tokens.at(-1) ?? 0),
  length: 1,
  ends: hypotheses.map(() => 1),
})

/** All tokens, filled up with 0; where the decoder takes a length, the last ones of what is longer. */
const prefixes = (hypotheses: readonly Hypothesis[], { shape }: Port): Tokens => {
  const axis = shape[1]
  const longest = hypotheses.reduce((most, { tokens }) => Math.max(most, tokens.length), 0)
  const length = typeof axis === "number" ? axis : longest
  const rows = hypotheses.map(({ tokens }) => tokens.slice(-length))
  const values = new Int32Array(rows.length * length)
  for (const [index, row] of rows.entries()) values.set(row, index * length)
  return { values, length, ends: rows.map(row => row.length) }
}

/** Tokens as the decoder takes them: numbers, or one-hot. */
const written = ({ values, length }: Tokens, { shape, dtype }: Port, { outputPorts }: ModelInstance): tf.Tensor => {
  const tokens = tf.tensor(values, [values.length / length, length], "int32")
  if (shape.length === 2) return dtype === "int32" ? tokens : tokens.toFloat()
  const classes = shape[2] ?? outputPorts.ports[0]?.shape.at(-1)
  if (typeof classes !== "number") throw new Error("one-hot tokens need a number of classes")
  return tf.oneHot(tokens.toInt(), classes).toFloat()
}

/** The scores behind the last token of each row. */
const lastOf = (scores: tf.Tensor, ends: readonly number[]): tf.Tensor => {
  if (scores.rank === 2) return scores
  const [count = 0, length = 1, columns = 1] = scores.shape
  const rows = Int32Array.from(ends, (end, index) => index * length + Math.min(end, length) - 1)
  return length === 1 ? scores.reshape([count, columns]) : rowsAt(scores.reshape([-1, columns]), rows)
}

const fault = (call: string, wanted: string, received: string, fix = "") =>
  new ShapeError(`${call}: the scores of a token must be ${wanted}, got ${received}${fix}`, {
    code: "data",
    layer: call,
    expected: wanted,
    received,
  })

const checked = (call: string, rows: Rows): Rows => {
  if (rows.values.some(Number.isNaN)) throw fault(call, "numbers", "NaN")
  return rows
}

/** What softmax gives; logits would be taken for something else in silence. */
const chances = (call: string, rows: Rows): Rows => {
  const { values, columns } = checked(call, rows)
  for (let from = 0; from < values.length; from += columns) {
    const row = values.subarray(from, from + columns)
    const sum = row.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > 0.01 || row.some(value => value < 0)) {
      const received = `a sum of ${sum.toFixed(3)}`
      throw fault(call, "chances that sum to 1", received, "; set fromLogits: true for logits")
    }
  }
  return rows
}
