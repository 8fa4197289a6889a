/** NumPy's broadcasting: axes are aligned at the end, and an axis of 1 stretches. */
import type { knownDim } from "./shape.js"
import type { Invariant, sameDim } from "./dim.js"

/** Two shapes that do not broadcast: the axis of the second one that is in the way. */
export interface Clash<axis extends number = number> {
  readonly clash: axis
}

/** The shape that two shapes broadcast to, or the axis of `B` that is in the way. */
export type broadcast<A, B, done extends readonly unknown[] = []> =
  A extends readonly [...infer restA, infer a] ?
    B extends readonly [...infer restB, infer b] ?
      broadcastDim<a, b> extends infer dim ?
        dim extends Clash ?
          Clash<restB["length"]>
        : broadcast<restA, restB, [dim, ...done]>
      : never
    : B extends readonly [] ? [...A, ...done]
    : readonly (number | string)[]
  : A extends readonly [] ?
    B extends readonly unknown[] ?
      [...B, ...done]
    : never
  : readonly (number | string)[]

type broadcastDim<a, b> =
  Invariant<a> extends Invariant<b> ? a
  : a extends 1 ? b
  : b extends 1 ? a
  : sameDim<a, b> extends "yes" ? knownDim<a, b>
  : Clash
