import type { Rule } from "../../types/rule.js"
import type { Accepting, countThrough, dtypeBehind, known, placed, through } from "./chain.js"
import { GraphTensor } from "./graph.js"
import { instantiate } from "./instantiate.js"
import { isLayer, type LayerInstance } from "./instance.js"
import type { Accepted, AnyLayer, answer, DTypeOf, Given, KindOf, LayerBase } from "./layer.js"
import type { Model } from "./model.js"
import { rowInstance, sendThrough } from "./row.js"
import { checkLayer } from "./step.js"
import type { AnySymbolic, dims, Tensors, UnknownShape } from "./tensor.js"

interface sequentialRule<layers> extends Rule {
  readonly title: "sequential"
  readonly gives: dtypeBehind<"same", layers>
  readonly out: sequentialShape<this["in"], layers>
  readonly params: countThrough<this["in"], layers>
}
type sequentialShape<In, layers> =
  through<In, layers> extends infer out ?
    out extends string ?
      placed<In, layers, "sequential">
    : out
  : never

/** Layers in a row, as one layer. */
export interface Sequential<layers extends readonly AnyLayer[]> extends LayerBase<sequentialRule<layers>> {
  <X>(
    x: Accepted<X, answer<sequentialRule<layers>, X>>,
  ): Tensors<Given<answer<sequentialRule<layers>, X>>>[KindOf<X>][known<dtypeBehind<DTypeOf<X>, layers>>]
  readonly layers: layers
}

/** Layers in a row behind an input: a model. */
export interface SequentialModel<In extends AnySymbolic, layers extends readonly AnyLayer[]> extends Model<
  In,
  Tensors<shapeBehind<In[typeof dims], layers>>["graph"][known<dtypeBehind<In["dtype"], layers>>]
> {
  readonly layers: layers
}

type shapeBehind<In, layers> = [through<In, layers>] extends [infer out extends readonly unknown[]] ? out : UnknownShape

/** The layers when the row is right from its input on; the sentence in place of the layer that refuses. */
type Following<first, layers extends readonly AnyLayer[]> =
  first extends AnySymbolic ? Accepting<first[typeof dims], layers> : layers

type RowOf<first, layers extends readonly AnyLayer[]> =
  first extends AnySymbolic ? SequentialModel<first, layers>
  : first extends AnyLayer ? Sequential<[first, ...layers]>
  : never

/**
 * Layers in a row, each taking what the one before gives. With an `input` first it is a model; without, it is one layer,
 * whose message names the place in the row.
 *
 * @throws ShapeError naming the layer that does not take what reaches it
 * @see https://keras.io/api/models/sequential/
 * @example
 * sequential(input({ shape: [7, 12] }), dense({ units: 5 })) // => SequentialModel<SymbolicTensor<["B", 7, 12]>, [Dense<5>]>
 * sequential(dense({ units: 8 }), dense({ units: 5 }))(input({ shape: [12] })) // => SymbolicTensor<["B", 5]>
 */
export const sequential = <first extends AnySymbolic | AnyLayer, layers extends readonly AnyLayer[]>(
  first: first,
  ...layers: Following<first, layers>
): RowOf<first, layers> =>
  // Sound because test/model.test.ts runs rows of both kinds and test-d/model.test-d.ts holds their types.
  row(first, layers) as unknown as RowOf<first, layers>

const row = (first: unknown, rest: readonly unknown[]): LayerInstance => {
  const layers = [...(first instanceof GraphTensor ? [] : [first]), ...rest]
  const before = 1 + rest.length - layers.length
  for (const [index, layer] of layers.entries()) checkLayer("sequential", before + index, layer)
  const instances = layers.filter(isLayer)
  if (!(first instanceof GraphTensor)) return rowInstance(instances)
  return Object.assign(instantiate({ inputs: first, outputs: sendThrough(instances, first) }), { layers: instances })
}
