import type { Accepting, dtypeBehind, known, through } from "./chain.js"
import type { AnyLayer, Given } from "./layer.js"
import type { AnyTensor, dims, Tensors } from "./tensor.js"

/** Tensors that can be sent through a row of layers. */
export interface Pipe {
  /**
   * Sends this tensor through layers, one after the other: `x.pipe(a, b)` is `b(a(x))`.
   * The layer that does not fit turns red, with the shape that reached it.
   */
  pipe<X extends AnyTensor, layers extends readonly AnyLayer[]>(
    this: X,
    ...layers: Accepting<X[typeof dims], layers>
  ): Tensors<Given<through<X[typeof dims], layers>>>[X["kind"]][known<dtypeBehind<X["dtype"], layers>>]
}
