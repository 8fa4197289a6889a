/** The cases that Keras is asked about. It has no symbols, so every symbol is dynamic here: `null`. */
import { isLayer, type LayerInstance } from "../../src/core/instance.js"
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import type { Disagreement } from "./equality.js"
import { type Call, callInGraph, cases } from "./cases.js"
import { type Found, freshOptions } from "./find.js"
import { hash } from "./random.js"
import type { ValueAnswer, ValueQuestion } from "./values.js"

/** One question, as Python reads it. */
export interface Question extends Call {
  /** The class in Keras. */
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
  /** Whether it takes a list. */
  readonly merges: boolean
  /** Refused by the rule: then Keras must refuse it too, if not in a graph then on data. */
  readonly refused: boolean
  /** Whether its inputs are text. */
  readonly text?: true
}
/** What Keras answers. */
export interface KerasAnswer {
  readonly outputs?: readonly RuntimeShape[]
  readonly list?: boolean
  readonly params?: number
  readonly error?: string
}
/** What Keras answered about one layer: test/fixtures/keras/NAME.json. */
export interface Fixtures {
  /** Of the questions, so that questions which changed are seen. */
  readonly hash: number
  readonly shapes: readonly (Question & KerasAnswer)[]
  readonly values: readonly (ValueQuestion & ValueAnswer)[]
}

const most = 90

/** The rule's own answer to a question. */
export interface Asked {
  readonly question: Question
  readonly layer: LayerInstance
  readonly answer: ReturnType<typeof callInGraph>
}

/** The questions about one layer, spread over its options. */
export const questions = (found: Found, all: readonly Found[]): readonly Asked[] => {
  const tried = cases(found, all)
  const seen = new Map<string, Asked>()
  const step = Math.max(1, tried.length / most)
  for (let at = 0; at < tried.length; at += step) {
    const one = tried[Math.floor(at)]
    if (!one || !comparable(one.options)) continue
    const layer = found.make(freshOptions(one.options, all))
    const call = { inputs: one.inputs.map(dynamic), ...(one.states ? { states: one.states.map(dynamic) } : {}) }
    const answer = callInGraph(layer, call)
    const { kind, list: merges, takes } = found.spec
    const refused = answer.refused !== undefined
    const options = written(one.options)
    const question = { kind, options, merges, ...call, refused, ...(takes === "text" ? { text: true as const } : {}) }
    seen.set(JSON.stringify(question), { question, layer, answer })
  }
  return [...seen.values()]
}

/** Whether Keras can be given these options: it has no symbols. */
export const comparable = (value: unknown, option = ""): boolean =>
  isLayer(value) ? comparable(value.options)
  : Array.isArray(value) ?
    option.endsWith(".vocabulary") || value.every(one => typeof one !== "string" && comparable(one))
  : typeof value === "object" && value !== null ?
    Object.entries(value).every(([name, one]) => comparable(one, `${option}.${name}`))
  : true

const dynamic = (shape: RuntimeShape): RuntimeShape =>
  shape.map((dim): RuntimeDim => (typeof dim === "number" ? dim : null))

export const written = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, writtenValue(value)]))
const writtenValue = (value: unknown): unknown =>
  isLayer(value) ? { kind: value.spec.kind, options: written(value.options) }
  : Array.isArray(value) ? value.map(writtenValue)
  : value

/** Changes with the questions. */
export const hashOf = (asked: readonly { readonly question: object }[]): number =>
  hash(JSON.stringify(asked.map(({ question }) => question)))

/** What we do otherwise than Keras, on purpose: a pattern of our sentence or of Keras's error, and the reason. */
export interface Difference {
  /** The layers; all when it is missing. */
  readonly layers?: readonly string[]
  readonly ours?: RegExp
  readonly keras?: RegExp
  /** Of a question on which Keras gives another shape than it computes. */
  readonly question?: RegExp
  readonly reason: string
}

/** Where Keras and the rule part, beyond the differences that are known. */
export const against = (
  name: string,
  asked: readonly Asked[],
  fixtures: readonly (Question & KerasAnswer)[],
  known: readonly Difference[],
): readonly Disagreement[] => {
  const answers = new Map(fixtures.map(fixture => [keyOf(fixture), fixture]))
  return asked.flatMap(({ question, layer, answer }) => {
    const keras = answers.get(keyOf(question))
    if (!keras) return []
    const said = JSON.stringify
    const program = said(question)
    const ours = answer.refused ?? said(answer.outputs)
    const theirs = keras.error ?? said(keras.outputs)
    const agreed = { program, runtime: ours, compiler: `Keras: ${theirs}` }
    if (answer.refused !== undefined || keras.error !== undefined) {
      if (answer.refused !== undefined && keras.error !== undefined) return []
      // Weights of a size that is not known cannot be made: Keras says so when a graph is built, we when it is compiled.
      if (keras.error !== undefined && layer.paramsOf(question.inputs) === null) return []
      const isKnown = known.some(
        one =>
          (one.layers?.includes(name) ?? true) &&
          (one.ours?.test(answer.refused ?? "") ?? answer.refused === undefined) &&
          (one.keras?.test(keras.error ?? "") ?? keras.error === undefined),
      )
      return isKnown ? [] : [agreed]
    }
    if (!(keras.list === answer.list && exact(answer.outputs, keras.outputs ?? []))) {
      const isKnown = known.some(one => one.layers?.includes(name) && one.question?.test(program))
      return isKnown ? [] : [agreed]
    }
    const params = layer.paramsOf(question.inputs)
    return params === keras.params ?
        []
      : [{ program, runtime: `${params} weights`, compiler: `Keras: ${keras.params}` }]
  })
}

const keyOf = ({ options, inputs, states }: Question): string => JSON.stringify([options, inputs, states])

/** Equal; where Keras does not know an axis, the rule may. */
const exact = (ours: readonly RuntimeShape[], theirs: readonly RuntimeShape[]): boolean =>
  ours.length === theirs.length &&
  ours.every((shape, at) => {
    const other = theirs[at] ?? []
    return shape.length === other.length && shape.every((dim, axis) => other[axis] === null || dim === other[axis])
  })
