import type { Accepting, through } from "./chain.js"
import type { AnyLayer, Given, Kinds } from "./layer.js"
import type { AnyTensor, dims } from "./tensor.js"

/** Tensors that can be sent through a row of layers. */
export interface Pipe {
  /**
   * Sends this tensor through layers, one after the other: `x.pipe(a, b)` is `b(a(x))`.
   * The layer that does not fit turns red, with the shape that reached it.
   */
  pipe<X extends AnyTensor, layers extends readonly AnyLayer[]>(
    this: X,
    ...layers: Accepting<X[typeof dims], layers>
  ): Kinds<Given<through<X[typeof dims], layers>>>[X["kind"]]
}
