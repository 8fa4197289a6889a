/** What a layer computes, and its gradients, against what Keras computed from the same numbers. */
import * as tf from "@tensorflow/tfjs"
import type { LayerInstance } from "../../src/core/instance.js"
import type { Domain } from "../../src/core/spec.js"
import { mulberry32 } from "../../src/train/shuffle.js"
import { callInGraph, cases } from "./cases.js"
import type { Disagreement } from "./equality.js"
import { type Found, freshOptions } from "./find.js"
import { comparable, written } from "./oracle.js"
import { chance, hash } from "./random.js"
import { numbers, sizedWell } from "./sizes.js"

/** One call on data, as Python reads it. */
export interface ValueQuestion {
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
  readonly merges: boolean
  readonly inputs: readonly (readonly number[])[]
  readonly states?: readonly (readonly number[])[]
  readonly domain?: Domain
  /** Of the numbers. */
  readonly seed: number
}
/**
 * A tensor in short: its shape, its first values, and the sum of all of them, each times a number of its own. A gradient is
 * that of the sum of these sums of the outputs.
 */
export interface Sketch {
  readonly shape: readonly number[]
  readonly first: readonly number[]
  readonly sum: number
}
export interface ValueAnswer {
  readonly outputs?: readonly Sketch[]
  /** To the inputs and states, then to the weights that are trained; `null` where nothing leads to it. */
  readonly gradients?: readonly (Sketch | null)[]
}

const most = { questions: 40, elements: 1000 }

export interface AskedValue {
  readonly question: ValueQuestion
  readonly layer: LayerInstance
}

/** Calls that the rule accepts, spread over the options. */
export const valueQuestions = (found: Found, all: readonly Found[]): readonly AskedValue[] => {
  const random = chance(`${found.name} values`)
  const seen = new Map<string, AskedValue>()
  for (const one of cases(found, all)) {
    if (one.answer.refused !== undefined || !comparable(one.options)) continue
    const layer = found.make(freshOptions(one.options, all))
    const sizes = sizedWell(layer, one, random)
    const shapes = [...sizes.inputs, ...(sizes.states ?? [])].map(numbers)
    if (callInGraph(layer, sizes).refused !== undefined) continue
    if (Math.max(...shapes.map(tf.util.sizeFromShape)) > most.elements) continue
    const { kind, list: merges, domain } = found.spec
    const question = {
      kind,
      options: written(one.options),
      merges,
      inputs: sizes.inputs.map(numbers),
      ...(sizes.states ? { states: sizes.states.map(numbers) } : {}),
      ...(domain ? { domain: domain(one.options) } : {}),
    }
    const key = JSON.stringify(question)
    seen.set(key, { question: { ...question, seed: hash(key) }, layer })
  }
  const kept = [...seen.values()]
  const step = Math.max(1, kept.length / most.questions)
  return kept.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}

/** Numbers that Python makes too: see numbers in scripts/fixtures/layers.py. */
const drawn = (seed: number, turn: number, shape: readonly number[], [low, high] = [-1.5, 1.5]): Float32Array => {
  const next = mulberry32(seed + turn * 7919)
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => low + (high - low) * next())
}
const turns = { inputs: 0, states: 100, weights: 200, outputs: 300, gradients: 400 }

const weightRange = (name: string): [number, number] => (name.includes("variance") ? [0.3, 2] : [-0.9, 0.9])

const inputOf = ({ seed, domain }: ValueQuestion, turn: number, shape: readonly number[]): tf.Tensor => {
  if (!domain) return tf.tensor(drawn(seed, turn, shape), [...shape])
  const draw = (below: number) => Int32Array.from(drawn(seed, turn, shape, [0, below]))
  if ("below" in domain) return tf.tensor(draw(domain.below), [...shape], "int32")
  const { texts } = domain
  return tf.tensor(
    Array.from(draw(texts.length), at => texts[at] ?? ""),
    [...shape],
    "string",
  )
}

/** The inputs and the states of the question. */
export const inputsOf = ({ question }: AskedValue): tf.Tensor[] => [
  ...question.inputs.map((shape, at) => inputOf(question, turns.inputs + at, shape)),
  ...(question.states ?? []).map((shape, at) => tf.tensor(drawn(question.seed, turns.states + at, shape), [...shape])),
]

/** The layer, on the numbers of the question. */
const answer = (asked: AskedValue): { outputs: tf.Tensor[]; gradients: (tf.Tensor | null)[] } => {
  const { question, layer } = asked
  const { seed, inputs, states = [] } = question
  const given = inputsOf(asked)
  const run = (tensors: readonly tf.Tensor[]): tf.Tensor[] => {
    const own = tensors.slice(0, inputs.length)
    const extra = states.length > 0 ? { initialState: tensors.slice(inputs.length) } : undefined
    return [layer(question.merges ? own : own[0], extra)].flat().filter(output => output instanceof tf.Tensor)
  }
  if (!layer.built.built) run(given)
  const { built } = layer
  built.setWeights(
    built.weights.map((weight, at) => {
      const shape = weight.shape.map(size => size ?? 1)
      return tf.tensor(drawn(seed, turns.weights + at, shape, weightRange(weight.originalName)), shape)
    }),
  )
  let outputs: tf.Tensor[] = []
  const floats = given.filter(({ dtype }) => dtype === "float32")
  const loss = () => {
    outputs = run(given).map(output => tf.keep(output.clone()))
    const sums = outputs
      .filter(({ dtype }) => dtype === "float32")
      .map((output, at) => output.mul(tf.tensor(drawn(seed, turns.outputs + at, output.shape), output.shape)).sum())
    return sums.length > 0 ? tf.addN(sums) : tf.scalar(0)
  }
  const weights = built.trainableWeights.map(weight => weight.read())
  const xs = [...floats, ...weights]
  if (xs.length === 0) loss()
  const { grads } = xs.length === 0 ? { grads: [] } : tf.engine().gradients(loss, xs, undefined, true)
  let at = 0
  const ofInputs = given.map(({ dtype }) => (dtype === "float32" ? (grads[at++] ?? null) : null))
  return { outputs, gradients: [...ofInputs, ...weights.map(() => grads[at++] ?? null)] }
}

const sumOf = (tensor: tf.Tensor, seed: number, turn: number): { sum: number; size: number } => {
  const factors = drawn(seed, turn, tensor.shape)
  return Array.from(tensor.dataSync()).reduce(
    ({ sum, size }, value, at) => {
      const term = value * (factors[at] ?? 0)
      return { sum: sum + term, size: size + Math.abs(term) }
    },
    { sum: 0, size: 0 },
  )
}

/** How a tensor parts from Keras's; nothing where it does not. A tensor that nothing leads to is zero. */
const apart = (found: tf.Tensor | null, wanted: Sketch | null, seed: number, turn: number, tolerance: number) => {
  if (!found) return wanted === null || wanted.sum === 0 ? undefined : "no value"
  const { sum, size } = sumOf(found, seed, turn)
  const shape = wanted?.shape ?? found.shape
  if (shape.join() !== found.shape.join()) return `shape ${found.shape}`
  const ours = `${sum} (${Array.from(found.dataSync()).slice(0, wanted?.first.length ?? 3)})`
  return Math.abs(sum - (wanted?.sum ?? 0)) <= tolerance * (size + 0.1) ? undefined : ours
}

/** Every question, on the backend that is in use. */
export const values = (
  asked: readonly AskedValue[],
  fixtures: readonly (ValueQuestion & ValueAnswer)[],
): readonly Disagreement[] => {
  const answers = new Map(fixtures.map(fixture => [fixture.seed, fixture]))
  return asked.flatMap(one => {
    const { question } = one
    const keras = answers.get(question.seed)
    const program = JSON.stringify(question)
    if (!keras?.outputs) return [{ program, runtime: "accepted", compiler: "Keras has no answer" }]
    const wrong: Disagreement[] = []
    tf.tidy(() => {
      const { outputs, gradients } = answer(one)
      const compare = (
        what: string,
        ours: readonly (tf.Tensor | null)[],
        theirs: readonly (Sketch | null)[],
        turn: number,
        tolerance: number,
      ) => {
        if (ours.length !== theirs.length)
          wrong.push({ program, runtime: `${ours.length} ${what}s`, compiler: `Keras: ${theirs.length}` })
        for (const [at, wanted] of theirs.entries()) {
          const runtime = apart(ours[at] ?? null, wanted, question.seed, turn + at, tolerance)
          const compiler = `Keras: ${wanted?.sum} (${wanted?.first})`
          if (runtime !== undefined) wrong.push({ program: `${what} ${at} of ${program}`, runtime, compiler })
        }
      }
      compare("output", outputs, keras.outputs ?? [], turns.outputs, 1e-5)
      compare("gradient", gradients, keras.gradients ?? [], turns.gradients, 1e-4)
      tf.dispose(outputs)
    })
    return wrong
  })
}
