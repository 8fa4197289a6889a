/** The name that a misspelt one was meant to be. */

/** How many letters are put in, left out, replaced, or swapped with their neighbour. */
const slips = (given: string, wanted: string): number => {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: wanted.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= given.length; row++) {
    const next = [row]
    for (let at = 1; at <= wanted.length; at++) {
      const isSame = given[row - 1] === wanted[at - 1]
      const isSwapped = given[row - 1] === wanted[at - 2] && given[row - 2] === wanted[at - 1]
      const swapped = isSwapped ? (before[at - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (isSame ? 0 : 1), swapped))
    }
    ;[before, last] = [last, next]
  }
  return last[wanted.length] ?? 0
}

/** Upper case and underscores are no slip: Keras writes `return_sequences`. */
const plain = (name: string) => name.replace(/[_-]/g, "").toLowerCase()

/** The nearest of some names, where at most two, and a third, of its letters differ. */
export const nearest = (given: string, names: readonly string[]): string | undefined => {
  const [best] = names
    .map(name => ({ name, count: slips(plain(given), plain(name)) }))
    .filter(({ name, count }) => count <= Math.max(1, Math.min(2, Math.floor(name.length / 3))))
    .sort((a, b) => a.count - b.count)
  return best?.name
}

/** Who has no such option, and which was meant, or which there are. */
export const noOption = (owner: string, option: string, names: readonly string[]): string =>
  `${owner} has no option ${option}${meant(option, names) || `; it has ${names.join(", ")}`}`

/** Likewise of what a call takes. */
export const noSuchOption = (option: string, names: readonly string[]): string =>
  `there is no option ${option}${meant(option, names) || `; there are ${names.join(", ")}`}`

/** `; did you mean units?`, or nothing. */
export const meant = (given: unknown, names: readonly string[]): string => {
  const name = typeof given === "string" ? nearest(given, names) : undefined
  return name === undefined ? "" : `; did you mean ${name}?`
}
