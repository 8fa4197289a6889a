/** What add, multiply, average and their like have in common: NumPy's broadcasting over all axes but the batch. */
import type { Invariant } from "../../types/dim.js"
import type { At } from "../../types/error.js"
import { broadcast, type Clash, isClash } from "../ops/broadcast.js"
import { type RuntimeDim, sameDim, showDim } from "../ops/dim.js"
import { knownDim, type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"
import type { UnknownShape } from "./tensor.js"

/** All shapes of a list, broadcast together. */
export type mergedShape<In, title extends string> =
  In extends readonly [infer first, infer second, ...infer rest] ?
    first extends readonly [] ?
      At<0, lacksBatch<0, title>>
    : mergeNext<first, [second, ...rest], title, [0]>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      In[number]
    : wantsTwo<In["length"], title>
  : UnknownShape
export const mergedShape = (inputs: readonly RuntimeShape[], title: string) => {
  if (inputs.length < 2)
    return refuse(wantsTwo(inputs.length, title), "two tensors or more", `${inputs.length}`, { code: "list" })
  const scalar = inputs.findIndex(({ length }) => length === 0)
  let done = inputs[0] ?? []
  for (const [at, next] of inputs.entries()) {
    if (at === scalar) return refuse(lacksBatch(at, title), "[batch, ...]", "[]", { code: "list", at })
    if (at === 0) continue
    const merged = mergeTwo(done, next)
    if (isClash(merged)) {
      const sentence = clashes(at, next, done, merged.clash, title)
      return refuse(sentence, show(done), show(next), { code: "list", at })
    }
    done = merged
  }
  return done
}

type mergeNext<done, rest, title extends string, count extends readonly unknown[]> =
  rest extends readonly [infer next, ...infer more] ?
    mergeTwo<done, next> extends infer merged ?
      merged extends Clash<infer axis> ?
        At<
          count["length"],
          axis extends -1 ? lacksBatch<count["length"], title> : clashes<count["length"], next, done, axis, title>
        >
      : mergeNext<merged, more, title, [...count, 0]>
    : never
  : done

/** The batch axes must be equal; the others broadcast. A scalar clashes at -1. */
type mergeTwo<A, B> =
  Invariant<A> extends Invariant<B> ? A
  : A extends readonly [infer a, ...infer restA] ?
    B extends readonly [infer b, ...infer restB] ?
      sameDim<a, b> extends "yes" ?
        withBatch<knownDim<a, b>, broadcast<restA, restB>>
      : Clash<0>
    : B extends readonly [] ? Clash<-1>
    : UnknownShape
  : UnknownShape
type withBatch<batch, answer> =
  answer extends Clash<infer axis> ? Clash<nextAxis<axis>>
  : answer extends readonly unknown[] ? [batch, ...answer]
  : never
type nextAxis<axis extends number> = [1, 2, 3, 4, 5, 6, 7, 8][axis] & number
const mergeTwo = (a: RuntimeShape, b: RuntimeShape): RuntimeShape | Clash => {
  const [batch = null, ...restA] = a
  const [other = null, ...restB]: readonly (RuntimeDim | undefined)[] = b
  if (!sameDim(batch, other)) return { clash: 0 }
  const merged = broadcast(
    restA,
    restB.map(dim => dim ?? null),
  )
  return isClash(merged) ? { clash: merged.clash + 1 } : [knownDim(batch, other), ...merged]
}

type clashes<
  at extends number,
  next,
  done,
  axis extends number,
  title extends string,
> = `${title}: element ${at} is ${show<next>}, but ${show<done>} came before it; axis ${axis} (${axisOf<next, axis>}) must be the same, or 1`
type axisOf<In, axis> = In extends readonly unknown[] ? showDim<In[axis & keyof In]> : "?"
const clashes = (at: number, next: RuntimeShape, done: RuntimeShape, axis: number, title: string) =>
  `${title}: element ${at} is ${show(next)}, but ${show(done)} came before it; axis ${axis} (${showDim(next[axis] ?? null)}) must be the same, or 1`

type lacksBatch<
  at extends number,
  title extends string,
> = `${title}: element ${at} is [], which has no batch axis; all need one`
const lacksBatch = (at: number, title: string) => `${title}: element ${at} is [], which has no batch axis; all need one`

type wantsTwo<count extends number, title extends string> = `${title} needs a list of two tensors or more, got ${count}`
const wantsTwo = (count: number, title: string) => `${title} needs a list of two tensors or more, got ${count}`
