import type { countOf, Rule } from "../../types/rule.js"
import type { Shape } from "../../types/shape.js"
import type { countThrough } from "./chain.js"
import type { AnyLayer, rule } from "./layer.js"
import type { AnySymbolic, dims } from "./tensor.js"

/**
 * The number of weights, as a literal type: of a layer for an input shape, or of a sequential model.
 * `number` for a model of another form, whose type does not list its layers.
 *
 * @example
 * const net = sequential(input({ shape: [7, 12] }), dense({ units: 5 }))
 * type Count = Params<typeof net> // 65
 * type Same = Params<Dense<5>, ["B", 7, 12]> // 65
 */
export type Params<of extends AnyLayer, In extends Shape = never> =
  [In] extends [never] ?
    of extends { readonly layers: infer layers; readonly inputs: infer input extends AnySymbolic } ?
      countThrough<input[typeof dims], layers>
    : number
  : of[typeof rule] extends infer shapes extends Rule ? countOf<shapes, In>
  : number
