/** Runtime twins of types/broadcast.ts. */
import type * as types from "../../types/broadcast.js"
import { type RuntimeDim, sameDim } from "./dim.js"
import { knownDim, type RuntimeShape } from "./shape.js"

export type broadcast<A, B> = types.broadcast<A, B>
export type Clash<axis extends number = number> = types.Clash<axis>

/** The shape that two shapes broadcast to, or the axis of `b` that is in the way. */
export const broadcast = (a: RuntimeShape, b: RuntimeShape): RuntimeShape | Clash => {
  const done: RuntimeDim[] = []
  for (let back = 1; back <= Math.max(a.length, b.length); back++) {
    const [left = 1, right = 1] = [a.at(-back), b.at(-back)]
    const inA = back <= a.length
    const inB = back <= b.length
    if (!inA || !inB) done.unshift(inA ? left : right)
    else if (left === 1) done.unshift(right)
    else if (right === 1) done.unshift(left)
    else if (sameDim(left, right)) done.unshift(knownDim(left, right))
    else return { clash: b.length - back }
  }
  return done
}

export const isClash = (answer: RuntimeShape | Clash): answer is Clash => "clash" in answer
