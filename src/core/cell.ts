/** What the cells have in common: one step of a recurrent layer, which `rnn` runs over the time axis. */
import { type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"
import { isLayer } from "./instance.js"
import type { AnyLayer, rule } from "./layer.js"
import type * as check from "./options.js"
import type { StatefulRule } from "./recurrent.js"
import { withStates } from "./sequenceShape.js"

/** The rule of a cell: of the input of one step it makes the list of the output and the new states. */
export interface CellRule extends StatefulRule {
  /** Tells it from a layer. */
  readonly isCell: true
  readonly many: true
}

/** Any cell that `rnn` takes. */
export interface AnyCell extends AnyLayer {
  readonly [rule]: CellRule
}

/** The cell itself, or the sentence that says what it should be. */
export type cell<inner extends AnyLayer> =
  inner extends { readonly [rule]: { readonly isCell: true } } ? inner : wantsCell
type wantsCell = typeof wantsCell
const wantsCell = "cell must be a cell, such as lstmCell({ units }), or stackedRNNCells({ cells }) of them"

export const isCell: check.Check = value => (isLayer(value) && value.states?.isCell ? undefined : wantsCell)

/** What an input of another rank gives: `open` when its rank is not known, and otherwise the sentence. */
export type notStep<In, title extends string, open> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      open
    : wantsStep<In, title>
  : open

type wantsStep<In extends readonly unknown[], title extends string> =
  In["length"] extends 3 ?
    `${title} takes one step [batch, features], got ${show<In>}; rnn({ cell }) runs it over the time axis`
  : `${title} takes one step [batch, features], got ${show<In>}`
const wantsStep = (input: RuntimeShape, title: string) =>
  `${title} takes one step [batch, features], got ${show(input)}${
    input.length === 3 ? "; rnn({ cell }) runs it over the time axis" : ""
  }`

/** `[B, D]` becomes the output `[B, units]` and the states, as wide. */
export const stepShape = (input: RuntimeShape, title: string, units: number, states: number) =>
  input.length === 2 ?
    withStates([input[0] ?? null, units], units, states)
  : refuse(wantsStep(input, title), "[batch, features]", show(input))

/** The states in what a cell gives. */
export type statesIn<out> = out extends readonly [unknown, ...infer states] ? states : []
