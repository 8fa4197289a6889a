/** The programs that the conformance test tries: options from the samples, shapes that the rule was asked about. */
import { isRefusal, ShapeError } from "../../src/core/error.js"
import { GraphTensor } from "../../src/core/graph.js"
import type { LayerInstance } from "../../src/core/instance.js"
import { stateShapes } from "../../src/core/spec.js"
import type { DType } from "../../src/core/tensor.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type Found, freshOptions, type Options } from "./find.js"
import { type Chance, chance, hash } from "./random.js"
import { shapeLists, shapes, wrongStates } from "./shapes.js"

/** What a call gives: the shapes of its outputs, or the sentence that refuses it. */
export interface Answered {
  readonly outputs: readonly RuntimeShape[]
  /** Whether the outputs come as a list. */
  readonly list: boolean
  readonly refused?: string
}

/** One call of a layer. */
export interface Call {
  readonly inputs: readonly RuntimeShape[]
  readonly states?: readonly RuntimeShape[]
}
export interface Case extends Call {
  readonly options: Options
  readonly answer: Answered
}

const most = { configs: 40, cases: 160, tries: 1500 }

type Entries = readonly (readonly [name: string, value: unknown])[]

/** Options drawn from the samples: all combinations when they are few; otherwise each sample, and random ones. */
export const configs = ({ name, spec }: Found): readonly Options[] => {
  const table = Object.entries(spec.options).map(([option, { samples }]) => ({ option, samples }))
  const count = table.reduce((product, { samples }) => product * samples.length, 1)
  const { pick, often } = chance(`${name} options`)
  const random = (option: string, samples: readonly unknown[]) =>
    samples.length > 1 && option !== "units" && samples[0] === undefined && often(0.5) ? undefined : pick(samples)
  const seen = new Map<string, Options>()
  const put = (entries: Entries) => {
    const options = Object.fromEntries(entries.filter(([, value]) => value !== undefined))
    const key = JSON.stringify(entries, (_, value: unknown) => (typeof value === "function" ? written(value) : value))
    if (!seen.has(key) && spec.together?.(options) === undefined) seen.set(key, options)
  }
  if (count <= most.configs) {
    const all = table.reduce<readonly Entries[]>(
      (done, { option, samples }) =>
        done.flatMap(before => samples.map(value => [...before, [option, value] as const])),
      [[]],
    )
    for (const entries of all) put(entries)
    return [...seen.values()]
  }
  put(table.map(({ option, samples }) => [option, samples[0]]))
  for (const { option: forced, samples: values } of table) {
    for (const value of values.slice(1)) {
      put(table.map(({ option, samples }) => [option, option === forced ? value : random(option, samples)]))
    }
  }
  for (let tries = 0; seen.size < most.configs && tries < 1000; tries++) {
    put(table.map(({ option, samples }) => [option, random(option, samples)]))
  }
  return [...seen.values()]
}

/** Two options each that do not go together, with the first sample of every option that is required. */
export const apart = ({ spec }: Found): readonly Options[] => {
  const { together } = spec
  if (!together) return []
  const table = Object.entries(spec.options)
  const base = Object.fromEntries(table.map(([name, { samples }]) => [name, samples[0]]))
  return table.flatMap(([one, { samples: ones }], at) =>
    table.slice(at + 1).flatMap(([other, { samples: others }]) =>
      ones
        .flatMap(first => others.map(second => ({ ...base, [one]: first, [other]: second })))
        .map(options => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)))
        .filter(options => together(options) !== undefined),
    ),
  )
}

/** A key for a layer in an option: its title says its options only in part. */
const written = (value: Function): unknown =>
  "title" in value && "options" in value ? [value.title, value.options] : value.name

/** A tensor of a graph that nothing leads to. */
export const graphTensor = (shape: RuntimeShape, dtype: DType = "float32"): GraphTensor => {
  const outputs: GraphTensor[] = []
  const tensor = new GraphTensor(shape, dtype, { name: "x", inputs: [], initialState: [], outputs }, 0)
  outputs.push(tensor)
  return tensor
}

/** Calls a layer in a graph, as users do. */
export const callInGraph = (
  layer: LayerInstance,
  { inputs, states }: Call,
): Answered & { given: readonly GraphTensor[] } => {
  const tensors = inputs.map(input => graphTensor(input, layer.spec.takes === "text" ? "string" : "float32"))
  const extra = states ? { initialState: states.map(state => graphTensor(state)) } : undefined
  try {
    const result = layer(layer.spec.list ? tensors : tensors[0], extra)
    const given = [result].flat().filter(output => output instanceof GraphTensor)
    return { outputs: given.map(({ shape }) => shape), list: Array.isArray(result), given }
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    return { outputs: [], list: false, refused: error.message, given: [] }
  }
}

const answerOf = (layer: LayerInstance, call: Call): Answered => {
  const { outputs, list, refused } = callInGraph(layer, call)
  return { outputs, list, ...(refused === undefined ? {} : { refused }) }
}

/** The shapes of the states of a layer for an input, as it says itself. */
const statesOf = ({ states }: LayerInstance, input: RuntimeShape): readonly RuntimeShape[] =>
  states ? stateShapes(states, input) : []

/** The calls of a layer: where it can be, most are accepted, and some are refused. */
export const cases = (found: Found, all: readonly Found[]): readonly Case[] => {
  const random = chance(found.name)
  const pool = deepEnough(found, all, shapes(most.tries, hash(found.name)))
  const lists = found.spec.list ? shapeLists(pool, random) : pool.map(shape => [shape])
  const options = configs(found)
  const each = Math.max(4, Math.ceil(most.cases / options.length))
  return options.flatMap(given => casesOf(found.make(freshOptions(given, all)), given, lists, each, random))
}

/** The shapes themselves, or, for a layer that takes none of them, those with most axes with one more. */
const deepEnough = (found: Found, all: readonly Found[], pool: readonly RuntimeShape[]): readonly RuntimeShape[] => {
  if (found.spec.list) return pool
  const [options = {}] = configs(found)
  const layer = found.make(freshOptions(options, all))
  if (pool.some(shape => !isRefusal(layer.shapeOf([shape])))) return pool
  const most = Math.max(...pool.map(({ length }) => length))
  return pool.map(([batch = null, ...rest]) => (rest.length + 1 === most ? [batch, 3, ...rest] : [batch, ...rest]))
}

const casesOf = (
  layer: LayerInstance,
  options: Options,
  lists: readonly (readonly RuntimeShape[])[],
  count: number,
  random: Chance,
): readonly Case[] => {
  const accepted: Case[] = []
  const refused: Case[] = []
  const seen = new Set<string>()
  const start = random.below(lists.length)
  const wanted = Math.ceil(count * 0.6)
  for (let index = 0; index < lists.length; index++) {
    const inputs = lists[(start + index) % lists.length] ?? []
    const right = statesOf(layer, inputs[0] ?? [])
    const states =
      right.length > 0 && random.often(0.5) ? wrongStates(inputs[0]?.[0] ?? null, right, random) : undefined
    const call: Call = { inputs, ...(states ? { states } : {}) }
    const key = JSON.stringify(call)
    if (seen.has(key)) continue
    seen.add(key)
    const answer = answerOf(layer, call)
    const kept = answer.refused === undefined ? accepted : refused
    if (kept.length < (kept === accepted ? wanted : count - wanted)) kept.push({ options, ...call, answer })
    if (accepted.length >= wanted && (refused.length >= count - wanted || index > 60)) break
  }
  return [...accepted, ...refused]
}
