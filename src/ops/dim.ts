/**
 * Runtime twins of types/dim.ts: the same names, the same normal form. A dynamic dim is `null` here and `number` there.
 * Each name is exported as both, so that one import brings a twin with its type.
 */
import type * as types from "../../types/dim.js"
import { ceilOf, floorOf } from "./floor.js"
import { atomOf, dividedTerms, inverted, namesOf, parse, printSum, productOf, scaled, sumOf } from "./polynomial.js"
import { written } from "./written.js"

export type showDim<dim> = types.showDim<dim>
export type sum<a, b> = types.sum<a, b>
export type increment<a> = types.increment<a>
export type difference<a, b> = types.difference<a, b>
export type product<a, b> = types.product<a, b>
export type quotient<a, n> = types.quotient<a, n>
export type floorQuotient<a, n> = types.floorQuotient<a, n>
export type ceilQuotient<a, n> = types.ceilQuotient<a, n>
export type sameDim<a, b> = types.sameDim<a, b>

/** The length of one axis at run time. */
export type RuntimeDim = number | string | null

export const showDim = (dim: RuntimeDim): string => (dim === null ? "?" : String(dim))

/** Normal form of a dim as a user writes it; what cannot be read is dynamic. */
export const dimOf = (dim: RuntimeDim): RuntimeDim => {
  if (typeof dim !== "string") return dim
  const terms = written(dim)
  return terms ? printSum(terms) : null
}

/** `a + b` */
export const sum = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : printSum(sumOf(parse(a), parse(b)))

/** `a + 1` */
export const increment = (a: RuntimeDim): RuntimeDim => sum(a, 1)

/** `a - b` */
export const difference = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : printSum(sumOf(parse(a), scaled(parse(b), "", -1)))

/** `a * b` */
export const product = (a: RuntimeDim, b: RuntimeDim): RuntimeDim =>
  a === null || b === null ? null : printSum(productOf(parse(a), parse(b)))

/**
 * `a / n`, exactly. By a symbol it is a quotient that takes the division for granted: `D` in `H` heads is `D/H`. By a
 * literal it is `null` unless every term divides, and `undefined` for a literal that does not.
 */
export const quotient = (a: RuntimeDim, n: RuntimeDim): RuntimeDim | undefined => {
  if (a === null || n === null) return null
  if (a === 0) return 0
  if (a === n) return 1
  if (typeof a === "number" && typeof n === "number") return a % n === 0 ? a / n : undefined
  const [divisor, ...more] = parse(n)
  if (!divisor || more.length > 0 || divisor[1] < 0) return null
  const terms = dividedTerms(parse(a), divisor[1])
  if (!terms) return null
  if (typeof n === "number") return printSum(terms)
  // A sum of several quotients may be whole where none of them is.
  const divided = scaled(terms, inverted(divisor[0]), 1)
  return divided.size > 1 && [...divided.keys()].some(names => names.startsWith("/")) ? null : printSum(divided)
}

/** `floor(a / n)` by a literal. */
export const floorQuotient = (a: RuntimeDim, n: number): RuntimeDim =>
  a === null ? null
  : typeof a === "number" ? Math.floor(a / n)
  : printSum(floorOf(parse(a), n))

/** `ceil(a / n)` by a literal. */
export const ceilQuotient = (a: RuntimeDim, n: number): RuntimeDim =>
  a === null ? null
  : typeof a === "number" ? Math.floor((a + n - 1) / n)
  : printSum(ceilOf(parse(a), n))

/** Whether two dims are equal, or one of them is dynamic. */
export const sameDim = (a: RuntimeDim, b: RuntimeDim): boolean => a === null || b === null || a === b

/** The names that a dim is made of: `"2*T+floor(B/2)"` is made of `T` and `B`. */
export const namesIn = (dim: RuntimeDim): readonly string[] =>
  typeof dim === "string" ? [...new Set([...parse(dim).keys()].flatMap(namesOf).flatMap(namesWithin))] : []
const namesWithin = (name: string): readonly string[] =>
  name.startsWith("/") ?
    namesWithin(name.slice(1))
  : namesIn(atomOf(name)?.above ?? null).concat(atomOf(name) ? [] : name)

/** The dim with each name replaced by what it is bound to; names that are not bound stay. */
export const substituteDim = (dim: RuntimeDim, bound: ReadonlyMap<string, RuntimeDim>): RuntimeDim =>
  wholeDim(dim, bound) ?? null

/** The same; nothing when a quotient such as `D/H` is no whole number. */
export const wholeDim = (dim: RuntimeDim, bound: ReadonlyMap<string, RuntimeDim>): RuntimeDim | undefined => {
  if (typeof dim !== "string") return dim
  const whole = bound.get(dim)
  if (whole !== undefined) return whole
  let total: RuntimeDim = 0
  for (const [names, factor] of parse(dim)) {
    const below = namesOf(names).filter(name => name.startsWith("/"))
    const above = namesOf(names).filter(name => !name.startsWith("/"))
    let term: RuntimeDim | undefined = above.map(name => valueIn(name, bound)).reduce(product, factor)
    for (const name of below) term = term === undefined ? term : quotient(term, valueIn(name.slice(1), bound))
    if (term === undefined) return undefined
    total = sum(total, term)
  }
  return total
}
const valueIn = (name: string, bound: ReadonlyMap<string, RuntimeDim>): RuntimeDim => {
  const atom = atomOf(name)
  if (!atom) return bound.has(name) ? (bound.get(name) ?? null) : name
  const rounded = atom.way === "floor" ? floorQuotient : ceilQuotient
  return rounded(substituteDim(atom.above, bound), atom.n)
}
