import type { Invariant, sameDim, showDim } from "../../types/dim.js"
import type { Rule } from "../../types/rule.js"
import type { sameShape, show } from "../../types/shape.js"
import type { Accepted, AnyLayer, Unrefused, answer, Given, KindOf, Kinds, LayerBase, rule } from "./layer.js"
import type { AnyTensor, dims, SymbolicTensor, Tensor, UnknownShape } from "./tensor.js"

/** The rule of a layer with states, which also says what it is called, and how many states it has and how wide. */
export interface StatefulRule extends Rule {
  /** As messages name it: `lstm(256)`. */
  readonly title: string
  /** How wide each state `[B, units]` is; `PerState` where `stateShapes` says more. */
  readonly units: unknown
  /** The names of its states. */
  readonly states: readonly string[]
  /** Whether it gives a list: the output and then its states. */
  readonly many: unknown
}

/** Stands for the units of a rule that says the shape of each of its states. */
export interface PerState {
  readonly perState: true
}

/** The rule of a layer whose states are not all `[B, units]`. */
export interface PerStateRule extends StatefulRule {
  readonly units: PerState
  /** The shapes of the states for an input. */
  readonly stateShapes: unknown
}

/** The rule of a layer that runs over the time axis in one direction, so that `bidirectional` can run it in both. */
export interface RecurrentRule extends StatefulRule {
  /** Tells it from a layer that already runs in both. */
  readonly oneWay: true
  /** The shape of the output alone, without the states; a sentence when the input is refused. */
  readonly output: unknown
}

/** Any layer that `bidirectional` takes. */
export interface AnyRecurrent extends AnyLayer {
  readonly [rule]: RecurrentRule
}

/** A layer over the time axis: call it with a sequence, and with the states to start from if there are any. */
export interface RecurrentLayer<in out shapes extends StatefulRule> extends LayerBase<shapes> {
  <X, const States extends readonly AnyTensor[] = readonly []>(
    x: Accepted<X, answer<shapes, X>>,
    options?: { readonly initialState: Unrefused<States, refusedStates<shapes, X, States>> },
  ): Outputs<answer<shapes, X>, KindOf<X>, shapes["many"]>
}

/** One tensor, or the labelled list of the output and the states; either, where the type of an option is wide. */
type Outputs<out, kind extends "graph" | "data", many> =
  boolean extends many ? OneOrList<out, kind>
  : many extends true ? List<Listed<out>, kind>
  : Kinds<Given<out>>[kind]
type List<out, kind extends "graph" | "data"> =
  kind extends "graph" ? { [index in keyof out]: SymbolicTensor<out[index]> }
  : { [index in keyof out]: Tensor<out[index]> }
type OneOrList<out, kind extends "graph" | "data"> =
  out extends readonly [readonly unknown[], ...unknown[]] ? List<out, kind> : Kinds<Given<out>>[kind]

/** Where a list was asked for and refused, as many as the longest list has, so that one mistake is one error. */
type Listed<out> = out extends string ? SixUnknown : out
type SixUnknown = [UnknownShape, UnknownShape, UnknownShape, UnknownShape, UnknownShape, UnknownShape]

/** The sentence, or the list with a sentence in place of the state that does not fit; `null` when all fit. */
type refusedStates<shapes extends StatefulRule, X, States extends readonly AnyTensor[]> =
  States extends unknown ?
    States["length"] extends shapes["states"]["length"] ?
      // Most are just what is wanted, which one comparison shows.
      Invariant<States[number][typeof dims]> extends Invariant<stateOf<ShapeOf<X>, shapes["units"]>> ?
        null
      : eachState<shapes, ShapeOf<X>, States>
    : number extends States["length"] ? null
    : `${shapes["title"]} takes ${countStates<shapes["states"]>}, got ${States["length"]}`
  : never
type ShapeOf<X> = X extends AnyTensor ? X[typeof dims] : unknown
type eachState<shapes extends StatefulRule, In, States extends readonly AnyTensor[]> =
  shapes extends PerStateRule ? eachOfShape<shapes, (shapes & { readonly in: In })["stateShapes"], States>
  : {
      readonly [index in keyof States]: AcceptedState<
        shapes,
        In,
        States[index],
        States[index][typeof dims],
        index extends keyof shapes["states"] ? shapes["states"][index] : never
      >
    }

type eachOfShape<shapes extends StatefulRule, wanted, States extends readonly AnyTensor[]> = {
  readonly [index in keyof States]: index extends keyof wanted & keyof shapes["states"] ?
    OfShape<shapes["title"], wanted[index], States[index], States[index][typeof dims], shapes["states"][index]>
  : States[index]
}
type OfShape<title extends string, wanted, X, state, name> =
  state extends readonly unknown[] ?
    wanted extends readonly unknown[] ?
      number extends state["length"] | wanted["length"] ? X
      : sameShape<wanted, state> extends "yes" ? X
      : wanted["length"] extends 2 ? `${wantsShape<title, wanted, state, name>}${sameUnits}`
      : wantsShape<title, wanted, state, name>
    : X
  : X

type stateOf<In, units> = In extends readonly [infer B, ...any] ? [B, units] : never

type AcceptedState<shapes extends StatefulRule, In, X, state, name> =
  In extends readonly [infer B, ...any] ?
    state extends readonly [infer batch, infer width] ?
      [sameDim<B, batch>, sameDim<shapes["units"], width>] extends ["yes", "yes"] ?
        X
      : wantsState<shapes, B, state, name>
    : state extends readonly unknown[] ?
      number extends state["length"] ?
        X
      : wantsState<shapes, B, state, name>
    : X
  : X

/** "1 state [h]" or "2 states [h, c]" */
export type countStates<names extends readonly string[]> =
  names["length"] extends 1 ? `1 state ${show<names>}` : `${names["length"]} states ${show<names>}`

type wantsState<
  shapes extends StatefulRule,
  B,
  state,
  name,
> = `${shapes["title"]}: initialState ${name & string} must be [${showDim<B>}, ${showDim<shapes["units"]>}], got ${show<state>}${sameUnits}`
type wantsShape<
  title extends string,
  wanted,
  state,
  name,
> = `${title}: initialState ${name & string} must be ${show<wanted>}, got ${show<state>}`
type sameUnits = "; the layer that gives the states needs the same units"
