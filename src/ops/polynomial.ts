/**
 * Runtime twin of types/polynomial.ts and types/atom.ts: sums of products of names in normal form, and the atoms that
 * stand in them like names. An atom is kept in letters that do not look like a sum; a name that divides is kept as `/H`.
 */

/** A sum of products: sorted names, joined by `*`, to their factor; the constant's names are "". */
export type Sum = ReadonlyMap<string, number>

export const namesOf = (names: string): readonly string[] => (names === "" ? [] : names.split("*"))

const replaced = (text: string, from: string, to: string) =>
  text.replace(/./g, letter => to[from.indexOf(letter)] ?? letter)
const signs = "*+-/"
const kept = "×±¬÷"
const hidden = (text: string): string => replaced(text, signs, kept)
const shown = (text: string): string => replaced(text, kept, signs)

/** The text of a symbol with its atoms made to look like names. */
const withAtoms = (text: string): string => {
  let depth = 0
  let done = ""
  for (const letter of text) {
    if (letter === ")") depth--
    done +=
      depth > 0 ? hidden(letter)
      : letter === "/" ? "*/"
      : letter
    if (letter === "(") depth++
  }
  return done
}

/** A rounded quotient: `floor((T+1)/3)`. */
export interface Rounded {
  readonly way: "floor" | "ceil"
  readonly above: string
  readonly n: number
}
/** The parts of a name that is a rounded quotient. */
export const atomOf = (name: string): Rounded | undefined => {
  const [, way, above = "", n] = /^(floor|ceil)\(([^*]*)÷(\d+)\)$/.exec(name) ?? []
  if (way !== "floor" && way !== "ceil") return undefined
  return { way, above: shown(above.startsWith("(") ? above.slice(1, -1) : above), n: Number(n) }
}
export const atomName = (way: "floor" | "ceil", above: Sum, n: number): string => {
  const text = hidden(joinSum(above))
  return `${way}(${above.size > 1 ? `(${text})` : text}÷${n})`
}

/** A symbol in normal form as a sum. */
export const parse = (dim: number | string): Sum => {
  if (typeof dim === "number") return new Map(dim === 0 ? [] : [["", dim]])
  const terms = new Map<string, number>()
  for (const text of withAtoms(dim).replaceAll("-", "+-").split("+")) {
    if (text === "") continue
    let factor = 1
    const names: string[] = []
    for (const part of text.replace(/^-/, "-1*").split("*")) {
      if (/^-?\d+$/.test(part)) factor *= Number(part)
      else names.push(part)
    }
    put(terms, cancelled(names), factor)
  }
  return terms
}

const put = (terms: Map<string, number>, names: string, factor: number) => {
  const total = (terms.get(names) ?? 0) + factor
  if (total === 0) terms.delete(names)
  else terms.set(names, total)
}
const byText = (a: string, b: string) =>
  a < b ? -1
  : a > b ? 1
  : 0

/** Names in order, without those that stand above and below. */
const cancelled = (names: readonly string[]): string => {
  const left: string[] = []
  for (const name of names) {
    const at = left.indexOf(inverse(name))
    if (at < 0) left.push(name)
    else left.splice(at, 1)
  }
  return left.sort(byText).join("*")
}
const inverse = (name: string) => (name.startsWith("/") ? name.slice(1) : `/${name}`)
/** The names of `1 / names`. */
export const inverted = (names: string): string => namesOf(names).map(inverse).sort(byText).join("*")

export const sumOf = (a: Sum, b: Sum): Sum => {
  const total = new Map(a)
  for (const [names, factor] of b) put(total, names, factor)
  return total
}
export const scaled = (a: Sum, names: string, factor: number): Sum => {
  const total = new Map<string, number>()
  for (const [own, times] of a) put(total, cancelled([...namesOf(own), ...namesOf(names)]), times * factor)
  return total
}
export const productOf = (a: Sum, b: Sum): Sum => {
  let total: Sum = new Map()
  for (const [names, factor] of b) total = sumOf(total, scaled(a, names, factor))
  return total
}
/** Each factor divided by `n`; nothing when one does not divide. */
export const dividedTerms = (terms: Sum, n: number): Sum | undefined =>
  [...terms.values()].every(factor => factor % n === 0) ?
    new Map([...terms].map(([names, factor]) => [names, factor / n]))
  : undefined

/** Terms in order, the constant last. */
export const sorted = (terms: Sum): readonly (readonly [names: string, factor: number])[] =>
  [...terms].sort(([a], [b]) =>
    a === "" ? 1
    : b === "" ? -1
    : byText(a, b),
  )
const joinSum = (terms: Sum): string =>
  sorted(terms)
    .map(printTerm)
    .reduce((text, term) => (text === "" || term.startsWith("-") ? `${text}${term}` : `${text}+${term}`), "")
const printTerm = ([names, factor]: readonly [string, number]) => {
  const above = namesOf(names).filter(name => !name.startsWith("/"))
  const below = namesOf(names).filter(name => name.startsWith("/"))
  const product = above.join("*")
  const text =
    product === "" ? `${factor}`
    : factor === 1 ? product
    : factor === -1 ? `-${product}`
    : `${factor}*${product}`
  return `${text}${below.join("")}`
}

export const printSum = (terms: Sum): number | string => {
  if (terms.size === 0) return 0
  const constant = terms.get("")
  return terms.size === 1 && constant !== undefined ? constant : shown(joinSum(terms))
}
