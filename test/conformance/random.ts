/** Chance that is the same in every run, seeded by a text. */
import { mulberry32 } from "../../src/train/shuffle.js"

export interface Chance {
  /** From 0 up to 1. */
  next(): number
  /** From 0 up to `count`, an integer. */
  below(count: number): number
  pick<value>(values: readonly value[]): value
  /** True in `share` of all cases. */
  often(share: number): boolean
}

/** FNV-1a: a text as 32 bits. */
export const hash = (text: string): number => {
  let bits = 0x811c9dc5
  for (const letter of text) bits = Math.imul(bits ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return bits >>> 0
}

export const chance = (seed: string): Chance => {
  const next = mulberry32(hash(seed))
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    pick: <value>(values: readonly value[]): value => {
      const value = values[below(values.length)]
      if (value === undefined && !values.includes(value as value)) throw new Error("nothing to pick from")
      return value as value
    },
    often: share => next() < share,
  }
}
