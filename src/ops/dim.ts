/**
 * Runtime twins of types/dim.ts: the same names, the same normal form. A dynamic dim is `null` here and `number` there.
 * Each name is exported as both, so that one import brings a twin with its type.
 */
import type * as types from "../../types/dim.js"

export type showDim<dim> = types.showDim<dim>
export type sum<a, b> = types.sum<a, b>
export type difference<a, b> = types.difference<a, b>
export type product<a, b> = types.product<a, b>
export type quotient<a, n> = types.quotient<a, n>
export type floorQuotient<a, n> = types.floorQuotient<a, n>
export type ceilQuotient<a, n> = types.ceilQuotient<a, n>
export type sameDim<a, b> = types.sameDim<a, b>

/** The length of one axis at run time. */
export type RuntimeDim = number | string | null

export const showDim = (dim: RuntimeDim): string => (dim === null ? "?" : String(dim))

/** Normal form of a dim as a user writes it. */
export const dimOf = (dim: RuntimeDim): RuntimeDim => (typeof dim === "string" ? print(parse(dim)) : dim)

/** `a + b` */
export const sum = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : print(sumOf(parse(a), parse(b)))

/** `a - b` */
export const difference = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : print(sumOf(parse(a), scaled(parse(b), "", -1)))

/** `a * b` */
export const product = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : print(productOf(parse(a), parse(b)))

/** `a / n` when every term of `a` divides; `null` for a symbol that may not, `undefined` for a literal that does not. */
export const quotient = (a: RuntimeDim, n: RuntimeDim): RuntimeDim | undefined => {
  if (a === null || n === null) return null
  if (a === 0) return 0
  if (a === n) return 1
  if (typeof a === "number" && typeof n === "number") return a % n === 0 ? a / n : undefined
  const [divisor, ...more] = [...parse(n)]
  if (!divisor || more.length > 0) return null
  const terms = [...parse(a)]
  if (typeof n === "string" && terms.length > 1) return null
  const divided = new Map<string, number>()
  for (const [names, factor] of terms) {
    const rest = removeNames(names, divisor[0])
    if (rest === undefined || factor % divisor[1] !== 0) return null
    divided.set(rest, factor / divisor[1])
  }
  return print(divided)
}

/** `floor(a / n)` by a literal; `null` for a symbol that does not divide term by term. */
export const floorQuotient = (a: RuntimeDim, n: number): RuntimeDim =>
  typeof a === "number" ? Math.floor(a / n) : (quotient(a, n) ?? null)

/** `ceil(a / n)` by a literal; `null` for a symbol that does not divide term by term. */
export const ceilQuotient = (a: RuntimeDim, n: number): RuntimeDim =>
  typeof a === "number" ? Math.ceil(a / n) : (quotient(a, n) ?? null)

const removeNames = (names: string, gone: string): string | undefined => {
  const rest = names === "" ? [] : names.split("*")
  for (const name of gone === "" ? [] : gone.split("*")) {
    const at = rest.indexOf(name)
    if (at < 0) return undefined
    rest.splice(at, 1)
  }
  return rest.join("*")
}

/** Whether two dims are equal, or one of them is dynamic. */
export const sameDim = (a: RuntimeDim, b: RuntimeDim): boolean => a === null || b === null || a === b

/** The names that a dim is made of: `"2*T+B"` is made of `T` and `B`. */
export const namesIn = (dim: RuntimeDim): readonly string[] =>
  typeof dim === "string" ?
    [...new Set([...parse(dim).keys()].flatMap(names => (names === "" ? [] : names.split("*"))))]
  : []

/** The dim with each name replaced by what it is bound to; names that are not bound stay. */
export const substituteDim = (dim: RuntimeDim, bound: ReadonlyMap<string, RuntimeDim>): RuntimeDim => {
  if (typeof dim !== "string") return dim
  let total: RuntimeDim = 0
  for (const [names, factor] of parse(dim)) {
    let term: RuntimeDim = factor
    for (const name of names === "" ? [] : names.split("*")) {
      const value = bound.get(name)
      term = product(term, value === undefined ? name : value)
    }
    total = sum(total, term)
  }
  return total
}

/** A sum of products: sorted names, joined by `*`, to their factor; the constant's names are "". */
type Sum = ReadonlyMap<string, number>

const parse = (dim: number | string): Sum => {
  if (typeof dim === "number") return new Map(dim === 0 ? [] : [["", dim]])
  const terms = new Map<string, number>()
  for (const text of dim.replaceAll("-", "+-").split("+")) {
    if (text === "") continue
    let factor = 1
    const names: string[] = []
    for (const part of text.replace(/^-/, "-1*").split("*")) {
      if (/^-?\d+$/.test(part)) factor *= Number(part)
      else names.push(part)
    }
    put(terms, names.sort(byText).join("*"), factor)
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

const sumOf = (a: Sum, b: Sum): Sum => {
  const total = new Map(a)
  for (const [names, factor] of b) put(total, names, factor)
  return total
}
const scaled = (a: Sum, names: string, factor: number): Sum => {
  const total = new Map<string, number>()
  for (const [own, times] of a) {
    const both = [...(own === "" ? [] : own.split("*")), ...(names === "" ? [] : names.split("*"))]
    put(total, both.sort(byText).join("*"), times * factor)
  }
  return total
}
const productOf = (a: Sum, b: Sum): Sum => {
  let total: Sum = new Map()
  for (const [names, factor] of b) total = sumOf(total, scaled(a, names, factor))
  return total
}

/** Terms in order, the constant last. */
const print = (terms: Sum): RuntimeDim => {
  const sorted = [...terms].sort(([a], [b]) =>
    a === "" ? 1
    : b === "" ? -1
    : byText(a, b),
  )
  if (sorted.length === 0) return 0
  if (sorted.length === 1 && sorted[0]?.[0] === "") return sorted[0][1]
  return sorted
    .map(([names, factor]) =>
      names === "" ? `${factor}`
      : factor === 1 ? names
      : factor === -1 ? `-${names}`
      : `${factor}*${names}`,
    )
    .reduce((text, term) => (term.startsWith("-") ? `${text}${term}` : `${text}+${term}`))
}
