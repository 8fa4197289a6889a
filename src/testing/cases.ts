/** The calls that a layer is tried with: options from its samples, random shapes, always the same. */
import type { LayerKind } from "../core/define.js"
import { isRefusal } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import { isShapeList } from "../core/spec.js"
import { namesIn, type RuntimeDim, substituteDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { mulberry32 } from "../train/shuffle.js"

export interface Case {
  readonly layer: LayerInstance
  /** The same layer with weights of its own. */
  fresh(): LayerInstance
  /** The options, as a program writes them. */
  readonly written: string
  readonly inputs: readonly RuntimeShape[]
  /** The shapes of the outputs, or the sentence. */
  readonly answer: readonly RuntimeShape[] | string
  /** Whether the outputs come as a list. */
  readonly list: boolean
}

/** Chance that is the same in every run. */
const chance = (seed: number) => {
  const next = mulberry32(seed)
  const pick = <value>(values: readonly [value, ...value[]]): value =>
    values[Math.floor(next() * values.length)] ?? values[0]
  return { next, pick }
}
type Chance = ReturnType<typeof chance>

const axes: readonly [RuntimeDim, ...RuntimeDim[]] = [1, 2, 3, 4, 5, 6, 7, 8, "T", "2*T+1", "U", null]

const shape = ({ next, pick }: Chance): RuntimeShape => {
  const rank = pick([0, 1, 2, 2, 3, 3, 3, 4, 4, 5])
  const first: RuntimeDim = pick(["B", "B", "B", 2, 3, "N", "2*N", null])
  const rest = Array.from({ length: Math.max(0, rank - 1) }, () => pick(axes))
  return rank === 0 ? [] : [first, ...rest.map(axis => (next() < 0.15 ? (rest[0] ?? axis) : axis))]
}

/** What the rule answers, as a call gives it. */
export const answerOf = (layer: LayerInstance, inputs: readonly RuntimeShape[]): Pick<Case, "answer" | "list"> => {
  const answer = layer.shapeOf(inputs)
  if (isRefusal(answer)) return { answer: answer.refused, list: false }
  return isShapeList(answer) ? { answer, list: true } : { answer: [answer], list: false }
}

/** Each symbol one size, each dynamic axis one of its own. */
export const sized = (inputs: readonly RuntimeShape[], seed: number): readonly (readonly number[])[] => {
  const { pick } = chance(seed)
  const bound = new Map<string, RuntimeDim>(
    inputs
      .flat()
      .flatMap(namesIn)
      .map(name => [name, pick([1, 2, 3, 4])]),
  )
  return inputs.map(one =>
    one.map(axis => {
      const size = substituteDim(axis ?? pick([1, 2, 3, 4, 5, 6]), bound)
      return typeof size === "number" ? size : 1
    }),
  )
}

/** Every sample of every option, alone and with others. */
const optionsOf = ({ spec }: LayerKind, { pick }: Chance): readonly Readonly<Record<string, unknown>>[] => {
  const table = Object.entries(spec.options).map(([name, { samples }]) => ({ name, samples }))
  const first = table.map(({ name, samples }) => ({ name, value: samples[0] }))
  const each = table.flatMap(({ name, samples }) =>
    samples.map(value =>
      table.map(other => ({ name: other.name, value: other.name === name ? value : other.samples[0] })),
    ),
  )
  const mixed = Array.from({ length: 10 }, () =>
    table.map(({ name, samples: [one, ...more] }) => ({ name, value: pick([one, ...more]) })),
  )
  const seen = new Map<string, Readonly<Record<string, unknown>>>()
  for (const entries of [first, ...each, ...mixed]) {
    const given = Object.fromEntries(
      entries.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]),
    )
    // A layer or a function in an option has no text that a program could hold.
    if (Object.values(given).some(value => typeof value === "function" || isLayer(value))) continue
    seen.set(JSON.stringify(given), given)
  }
  return [...seen.values()]
}

/** Where it can be, most calls are accepted, and some are refused. */
export const casesOf = (
  kind: LayerKind & ((options: never) => unknown),
  make: (options: object) => unknown,
  count: number,
  seed: number,
): readonly Case[] => {
  const random = chance(seed)
  const found: Case[] = []
  const options = optionsOf(kind, random)
  const each = Math.max(4, Math.ceil(count / Math.max(1, options.length)))
  for (const given of options) {
    const fresh = () => {
      const layer = make(given)
      if (isLayer(layer)) return layer
      throw new Error("conforms takes what layer() gave")
    }
    const layer = fresh()
    const written = Object.keys(given).length === 0 ? "" : JSON.stringify(given)
    const own = { accepted: 0, refused: 0 }
    const seen = new Set<string>()
    for (let tries = 0; tries < 400 && own.accepted + own.refused < each; tries++) {
      const inputs = Array.from({ length: layer.spec.list ? random.pick([1, 2, 2, 3]) : 1 }, () => shape(random))
      const { answer, list } = answerOf(layer, inputs)
      const sort = typeof answer === "string" ? "refused" : "accepted"
      const key = JSON.stringify(inputs)
      if (seen.has(key) || own[sort] >= Math.ceil(each * (sort === "accepted" ? 0.7 : 0.3))) continue
      seen.add(key)
      own[sort]++
      found.push({ layer, fresh, written, inputs, answer, list })
    }
  }
  return found
}
