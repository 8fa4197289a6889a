/** Titles of films, from the package `vega-datasets`. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"

export interface Titles {
  /** What a model may learn from. */
  readonly training: readonly string[]
  /** Every tenth title, which it never sees. */
  readonly heldOut: readonly string[]
}

const require = createRequire(import.meta.url)
const file = `${dirname(require.resolve("vega-datasets"))}/../data/movies.json`

/** Each title once, always in the same order and the same two parts; longer ones, and those not in ASCII, are left out. */
export const films = ({ longest, limit }: { readonly longest: number; readonly limit: number }): Titles => {
  const films: readonly { readonly Title: unknown }[] = JSON.parse(readFileSync(file, "utf8"))
  const titles = films
    .map(({ Title }) => Title)
    // Some titles are numbers in the file, and one is missing.
    .filter((title): title is string => typeof title === "string")
    .filter(title => title.length <= longest && /^[ -~]+$/.test(title))
  const different = [...new Set(titles)].slice(0, limit)
  return {
    training: different.filter((_, index) => index % 10 !== 9),
    heldOut: different.filter((_, index) => index % 10 === 9),
  }
}

/**
 * The loss of a trigram model on some texts, to compare with, in nats a character and end: the chance of a character by the two before it, mixed with
 * those by one and by none (Witten, Bell 1991). The less often a context was seen, and the more ways it went on, the more
 * the shorter one counts.
 */
export const trigramLoss = (training: readonly string[], texts: readonly string[]): number => {
  const [begin, end] = ["\u0002", "\u0003"]
  const counts = new Map<string, Map<string, number>>()
  const each = (text: string, see: (context: string, next: string) => void) => {
    const whole = `${begin}${begin}${text}${end}`
    for (let at = 2; at < whole.length; at++) see(whole.slice(at - 2, at), whole.charAt(at))
  }
  const count = (context: string, next: string) => {
    const row = counts.get(context) ?? new Map<string, number>()
    counts.set(context, row.set(next, (row.get(next) ?? 0) + 1))
  }
  for (const text of training)
    each(text, (context, next) => {
      for (const start of [0, 1, 2]) count(context.slice(start), next)
    })
  const characters = new Set([...training, ...texts].join("")).size + 1
  const chance = (context: string, next: string): number => {
    const shorter = context === "" ? 1 / characters : chance(context.slice(1), next)
    const row = counts.get(context)
    if (!row) return shorter
    const total = [...row.values()].reduce((sum, times) => sum + times, 0)
    return ((row.get(next) ?? 0) + row.size * shorter) / (total + row.size)
  }
  const surprises: number[] = []
  for (const text of texts) each(text, (context, next) => surprises.push(-Math.log(chance(context, next))))
  return surprises.reduce((sum, surprise) => sum + surprise, 0) / surprises.length
}
