/** Runtime twins of types/floor.ts: quotients that are rounded down, in normal form. */
import { atomName, atomOf, parse, scaled, type Sum, sorted, sumOf } from "./polynomial.js"

/** `floor(terms / n)` */
export const floorOf = (terms: Sum, n: number): Sum => {
  const whole = new Map<string, number>()
  const left = new Map<string, number>()
  for (const [names, factor] of terms) {
    const rest = ((factor % n) + n) % n
    if (rest !== factor) whole.set(names, (factor - rest) / n)
    if (rest !== 0) left.set(names, rest)
  }
  return [...left.keys()].every(names => names === "") ? whole : sumOf(whole, reduced(left, n))
}

/** `ceil(terms / n)` */
export const ceilOf = (terms: Sum, n: number): Sum => floorOf(sumOf(terms, new Map([["", n - 1]])), n)

const greatest = (a: number, b: number): number => (b === 0 ? a : greatest(b, a % b))
const reduced = (terms: Sum, n: number): Sum => {
  const common = [...terms].reduce((done, [names, factor]) => (names === "" ? done : greatest(done, factor)), n)
  if (common === 1) return merged(terms, n)
  const lessened = [...terms].map(([names, factor]) => [names, Math.floor(factor / common)] as const)
  return merged(new Map(lessened.filter(([, factor]) => factor > 0)), n / common)
}

/** `floor((floor(x/m) + rest) / n)` is `floor((x + m*rest) / (m*n))`. */
const merged = (terms: Sum, n: number): Sum => {
  for (const [names, factor] of sorted(terms)) {
    const atom = factor === 1 ? atomOf(names) : undefined
    if (!atom) continue
    const rest = new Map([...terms].filter(([other]) => other !== names))
    const above = atom.way === "floor" ? parse(atom.above) : sumOf(parse(atom.above), new Map([["", atom.n - 1]]))
    return floorOf(sumOf(above, scaled(rest, "", atom.n)), atom.n * n)
  }
  const constant = terms.get("") ?? 0
  const names = new Map([...terms].filter(([name]) => name !== ""))
  return new Map([[constant === n - 1 ? atomName("ceil", names, n) : atomName("floor", terms, n), 1]])
}
