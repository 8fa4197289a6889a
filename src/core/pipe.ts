import type { Accepting, through } from "./chain.js"
import type { AnyLayer, Given, Kinds } from "./layer.js"

/** Tensors that can be sent through a row of layers. */
export interface Pipe<In, kind extends "graph" | "data"> {
  /**
   * Sends this tensor through layers, one after the other: `x.pipe(a, b)` is `b(a(x))`.
   * The layer that does not fit turns red, with the shape that reached it.
   */
  pipe<layers extends readonly AnyLayer[]>(...layers: Accepting<In, layers>): Kinds<Given<through<In, layers>>>[kind]
}
