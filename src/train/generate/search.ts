/** Writing token after token: what is kept of what could come next. Knows nothing of models. */
import { drawn, largest, type Rows, type SamplingOptions } from "./chances.js"

/** What was written so far for a row. */
export interface Hypothesis {
  readonly row: number
  /** All tokens, those that it began with too, and the end. */
  readonly tokens: readonly number[]
  /** How many of them were written. */
  readonly written: number
  /** The sum of the logarithms of their chances. */
  readonly score: number
  readonly ended: boolean
}

/** The logarithms of the chances of what comes next: a row for each hypothesis. */
export type Step = (
  hypotheses: readonly Hypothesis[],
  /** Where each hypothesis comes from among those of the step before; undefined at the first step. */
  parents: Int32Array | undefined,
) => Promise<Rows>

/** What each row begins with, and what is told to it after that, token by token. */
export interface Beginning {
  readonly tokens: readonly number[]
  readonly told: readonly number[]
}

export interface SearchOptions {
  readonly end: number | undefined
  readonly maxLength: number
}

/** Which tokens may follow a hypothesis, by the row of its chances. */
export interface Strategy {
  readonly next: (rows: Rows, index: number, hypothesis: Hypothesis) => readonly number[]
  /** How many hypotheses are kept of each row. */
  readonly width: number
  /** What hypotheses are compared by. */
  readonly rank: (hypothesis: Hypothesis) => number
}

const score = ({ score }: Hypothesis) => score

/** The likeliest token, each time. */
export const greedy: Strategy = { next: (rows, index) => largest(rows, index, 1), width: 1, rank: score }

/** The `width` best of all that could follow; what has ended keeps its place. `lengthPenalty` is alpha of Wu et al. 2016. */
export const beams = (width: number, lengthPenalty: number): Strategy => ({
  next: (rows, index) => largest(rows, index, width),
  width,
  rank: ({ score, written }) => score / ((5 + written) / 6) ** lengthPenalty,
})

/** One token by chance. Each row has its own numbers, so that what it becomes does not depend on the rows beside it. */
export const sampling = (options: SamplingOptions, randomOf: (row: number) => () => number): Strategy => {
  const randoms = new Map<number, () => number>()
  return {
    next: (rows, index, { row }) => {
      const random = randoms.get(row) ?? randomOf(row)
      randoms.set(row, random)
      return [drawn(rows, index, options, random)]
    },
    width: 1,
    rank: score,
  }
}

/** A hypothesis, and which one it grew from. */
type Grown = readonly [hypothesis: Hypothesis, parent: number]

/** Everything that was written for each row, the best first. */
export const search = async (
  step: Step,
  beginnings: readonly Beginning[],
  strategy: Strategy,
  { end, maxLength }: SearchOptions,
): Promise<readonly (readonly Hypothesis[])[]> => {
  const { next, width, rank } = strategy
  const done = beginnings.map((): readonly Hypothesis[] => [])
  let live: readonly Hypothesis[] = beginnings.map(({ tokens }, row) => ({
    row,
    tokens,
    written: 0,
    score: 0,
    ended: false,
  }))
  let parents: Int32Array | undefined

  const grown = (rows: Rows, index: number, before: Hypothesis): readonly Grown[] => {
    const { row, tokens, written } = before
    const beginning = beginnings[row]
    const told = beginning?.told[tokens.length - beginning.tokens.length]
    if (told !== undefined) return [[{ ...before, tokens: [...tokens, told] }, index]]
    return next(rows, index, before).flatMap((token): readonly Grown[] => {
      const own = rows.values[index * rows.columns + token] ?? Number.NaN
      if (own === Number.NEGATIVE_INFINITY && width > 1) return []
      const ended = token === end
      return [[{ row, tokens: [...tokens, token], written: written + 1, score: before.score + own, ended }, index]]
    })
  }
  const isDone = ({ ended, written }: Hypothesis) => ended || written >= maxLength

  while (live.length > 0) {
    const rows = await step(live, parents)
    const candidates = beginnings.map((): Grown[] => [])
    for (const [index, before] of live.entries()) candidates[before.row]?.push(...grown(rows, index, before))
    const kept: Grown[] = []
    for (const [row, fresh] of candidates.entries()) {
      if (fresh.length === 0) continue
      const before = (done[row] ?? []).map((hypothesis): Grown => [hypothesis, -1])
      const best = [...before, ...fresh].sort(([a], [b]) => rank(b) - rank(a)).slice(0, width)
      done[row] = best.map(([hypothesis]) => hypothesis).filter(isDone)
      kept.push(...best.filter(([hypothesis]) => !isDone(hypothesis)))
    }
    live = kept.map(([hypothesis]) => hypothesis)
    parents = Int32Array.from(kept, ([, parent]) => parent)
  }
  return done
}
