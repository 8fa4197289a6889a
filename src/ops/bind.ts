/** Runtime twins of types/bind.ts: symbols bound to sizes. */
import { namesIn, type RuntimeDim, sameDim, showDim, substituteDim } from "./dim.js"
import { lastOf, type RuntimeShape, show } from "./shape.js"

/** What each symbol stands for; under `in T`, where that was said. */
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
  actual.length === declared.length ? bindAxes(declared, actual, bound, place) : wrongRank(declared, actual)

const wrongRank = (declared: RuntimeShape, actual: RuntimeShape) =>
  declared.length > 0 && isSample(declared.slice(1), actual) ?
    `the batch axis is missing; one sample is ${show([1, ...actual])}`
  : `rank ${declared.length} is needed, not ${actual.length}`

const isSample = (sample: RuntimeShape, actual: RuntimeShape) =>
  sample.length === actual.length &&
  sameDim(lastOf(sample), lastOf(actual)) &&
  bindAxes(sample, actual, new Map(), "") === undefined

const bindAxes = (declared: RuntimeShape, actual: RuntimeShape, bound: Bindings, place: string): string | undefined => {
  for (const [axis, want] of declared.entries()) {
    const got = actual[axis] ?? null
    const reason = bindAxis(want, got, bound, place)
    if (reason !== undefined) return `axis ${axis} must be ${reason}, not ${showDim(got)}`
  }
  return undefined
}

const bindAxis = (want: RuntimeDim, got: RuntimeDim, bound: Bindings, place: string): string | undefined => {
  if (typeof want !== "string") return sameDim(want, got) ? undefined : showDim(want)
  if (!isName(want)) {
    if (!namesIn(want).every(name => bound.has(name))) return undefined
    const size = substituteDim(want, bound)
    return sameDim(size, got) ? undefined : `${showDim(size)}, as ${want} is elsewhere`
  }
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

/** A shape with its symbols replaced by what they are bound to. */
export const substitute = (shape: RuntimeShape, bound: Bindings): RuntimeShape =>
  shape.map(dim => substituteDim(dim, bound))
