/** Runtime twins of types/bind.ts: symbols bound to sizes. */
import { difference, namesIn, quotient, type RuntimeDim, sameDim, showDim, substituteDim, wholeDim } from "./dim.js"
import { parse } from "./polynomial.js"
import { lastOf, type RuntimeShape, show } from "./shape.js"

/** What each symbol stands for: each name, and each sum whose names are not known; under `in T`, where that was said. */
export type Bindings = Map<string, RuntimeDim>

const isName = (dim: string) => /^[A-Za-z_]\w*$/.test(dim)

/**
 * Binds the symbols of a declared shape to the axes of an actual one, which stands at a place: `in x[0]`.
 * Gives the reason when it does not fit.
 */
export const bind = (
  declared: RuntimeShape,
  actual: RuntimeShape,
  bound: Bindings,
  place = "elsewhere",
): string | undefined =>
  actual.length === declared.length ? bindAll(declared, actual, bound, place) : wrongRank(declared, actual)

const wrongRank = (declared: RuntimeShape, actual: RuntimeShape) =>
  declared.length > 0 && isSample(declared.slice(1), actual) ?
    `the batch axis is missing; one sample is ${show([1, ...actual])}`
  : `rank ${declared.length} is needed, not ${actual.length}`

const isSample = (sample: RuntimeShape, actual: RuntimeShape) =>
  sample.length === actual.length &&
  sameDim(lastOf(sample), lastOf(actual)) &&
  bindAll(sample, actual, new Map(), "") === undefined

/** Sums, products and quotients come last, when the names that stand alone are bound. */
const bindAll = (declared: RuntimeShape, actual: RuntimeShape, bound: Bindings, place: string): string | undefined => {
  for (const compound of [false, true]) {
    for (const [axis, want] of declared.entries()) {
      if ((typeof want === "string" && !isName(want)) !== compound) continue
      const got = actual[axis] ?? null
      const reason = compound ? bindCompound(String(want), got, bound) : bindAxis(want, got, bound, place)
      if (reason !== undefined) return `axis ${axis} must be ${reason}, not ${showDim(got)}`
    }
  }
  return undefined
}

const bindAxis = (want: RuntimeDim, got: RuntimeDim, bound: Bindings, place: string): string | undefined => {
  if (typeof want !== "string") return sameDim(want, got) ? undefined : showDim(want)
  const before = bound.get(want)
  if (before === undefined) {
    bound.set(want, got)
    bound.set(`in ${want}`, place)
    return undefined
  }
  return sameDim(before, got) ? undefined : (
      `${showDim(before)}, as ${want} is ${bound.get(`in ${want}`) ?? "elsewhere"}`
    )
}

const bindCompound = (want: string, got: RuntimeDim, bound: Bindings): string | undefined => {
  const known = bound.has(want) || namesIn(want).every(name => bound.has(name))
  if (!known) return bindUnknown(want, got, bound)
  const size = wholeDim(want, bound)
  if (size === undefined) return `a whole ${want}`
  return sameDim(size, got) ? undefined : `${showDim(size)}, as ${want} is elsewhere`
}

/** A name that stands nowhere alone, but in a sum such as `2*T+1`, is what the size says; other sums are bound as they are. */
const bindUnknown = (want: string, got: RuntimeDim, bound: Bindings): string | undefined => {
  const rest = new Map(parse(want))
  const constant = rest.get("") ?? 0
  rest.delete("")
  const [[name, factor] = ["", 0], ...more] = rest
  if (more.length > 0 || !isName(name) || factor < 0) {
    bound.set(want, got)
    return undefined
  }
  const left = difference(got, constant)
  const size = typeof left === "number" && left < 0 ? undefined : quotient(left, factor)
  if (size === undefined) return `${want} for a whole ${name}`
  bound.set(name, size)
  if (size === null && got !== null) bound.set(want, got)
  return undefined
}

/** Finds the one name of a product whose others are bound: `H` of an axis `H*K`, where `K` is known. */
export const solve = (declared: RuntimeShape, actual: RuntimeShape, bound: Bindings): void => {
  for (const [axis, want] of declared.entries()) {
    const [name, ...more] = new Set(namesIn(want).filter(each => !bound.has(each)))
    if (name === undefined || more.length > 0) continue
    const rest = quotient(want, name)
    if (rest === undefined || namesIn(rest).includes(name)) continue
    const size = quotient(actual[axis] ?? null, substituteDim(rest, bound))
    if (typeof size === "number") bound.set(name, size)
  }
}

/** A shape with its symbols replaced by what they are bound to. */
export const substitute = (shape: RuntimeShape, bound: Bindings): RuntimeShape =>
  shape.map(dim => substituteDim(dim, bound))
