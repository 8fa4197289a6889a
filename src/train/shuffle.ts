/** Orders of samples that a seed makes the same in every run. */

/** Numbers from 0 up to 1: mulberry32, of 32 bits of state (Tommy Ettinger 2017, public domain). */
export const mulberry32 = (seed: number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed by chance: an integer from 0 to 2^32 - 1. */
export const randomSeed = (): number => Math.floor(Math.random() * 2 ** 32)

/**
 * The numbers from 0 to `count - 1` in a random order (Fisher and Yates 1938, Durstenfeld's form).
 * @param seed an integer; the same gives the same order @default one by chance
 */
export const shuffled = (count: number, seed: number = randomSeed()): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, index) => index)
  const random = mulberry32(seed)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const [here, there] = [order[last] ?? last, order[other] ?? other]
    order[last] = there
    order[other] = here
  }
  return order
}
