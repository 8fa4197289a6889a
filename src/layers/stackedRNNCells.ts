import type { apply, countOf } from "../../types/rule.js"
import type { AnyCell, CellRule, statesIn } from "../core/cell.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, rule } from "../core/layer.js"
import type * as check from "../core/options.js"
import type { PerState, RecurrentLayer } from "../core/recurrent.js"
import { type Answer, isShapeList } from "../core/spec.js"
import type { UnknownShape } from "../core/tensor.js"
import { type RuntimeDim, sum } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { gruCell } from "./gruCell.js"
import { lstmCell } from "./lstmCell.js"
import { simpleRNNCell } from "./simpleRNNCell.js"

export interface StackedRNNCellsOptions<cells extends readonly AnyLayer[] = readonly AnyCell[]> extends LayerOptions {
  /** The cells, each on the output of the one before it. */
  readonly cells: onlyCells<cells>
}

type onlyCells<cells extends readonly AnyLayer[]> = {
  readonly [index in keyof cells]: cells[index] extends { readonly [rule]: { readonly isCell: true } } ? cells[index]
  : wantsCells
}
type wantsCells = typeof wantsCells
const wantsCells = "cells must be a list of one cell or more, such as lstmCell({ units })"
const areCells: check.Check = value =>
  Array.isArray(value) && value.length > 0 && value.every(one => isLayer(one) && one.states?.isCell) ?
    undefined
  : wantsCells

/** The output of the last cell, and the states of all, in the order of the cells. */
type stackedShape<In, cells, states extends readonly unknown[] = [], before extends readonly unknown[] = []> =
  cells extends readonly [infer cell extends AnyCell, ...infer rest] ?
    apply<cell[typeof rule], In> extends infer out ?
      out extends string ? `in stackedRNNCells, cells[${before["length"]}]: ${out}`
      : out extends readonly [infer output, ...infer own] ?
        stackedShape<output, rest, [...states, ...own], [...before, 0]>
      : never
    : never
  : cells extends readonly [] ? [output: In, ...states]
  : [output: UnknownShape, ...UnknownShape[]]
const stackedShape = (input: RuntimeShape, { cells }: StackedRNNCellsOptions): Answer => {
  let output = input
  const states: RuntimeShape[] = []
  for (const [at, cell] of cellsOf(cells).entries()) {
    const answer = cell.shapeOf([output])
    if (isRefusal(answer)) return { ...answer, refused: `in stackedRNNCells, cells[${at}]: ${answer.refused}` }
    const [next = [], ...own] = isShapeList(answer) ? answer : [answer]
    output = next
    states.push(...own)
  }
  return [output, ...states]
}

type stackedCount<In, cells, total = 0> =
  cells extends readonly [infer cell extends AnyCell, ...infer rest] ?
    apply<cell[typeof rule], In> extends readonly [infer output, ...unknown[]] ?
      stackedCount<output, rest, sum<total, countOf<cell[typeof rule], In>>>
    : number
  : cells extends readonly [] ? total
  : number
const stackedCount = (input: RuntimeShape, { cells }: StackedRNNCellsOptions): RuntimeDim => {
  let output = input
  let total: RuntimeDim = 0
  for (const cell of cellsOf(cells)) {
    total = sum(total, cell.paramsOf([output]))
    const answer = cell.shapeOf([output])
    if (isShapeList(answer)) output = answer[0] ?? []
  }
  return total
}

/** `stackedRNNCells(lstmCell(3), gruCell(5))` */
type stackedTitle<cells, text extends string = ""> =
  cells extends readonly [infer cell extends AnyCell, ...infer rest] ?
    stackedTitle<rest, `${text}${text extends "" ? "" : ", "}${cell[typeof rule]["title"]}`>
  : `stackedRNNCells(${text})`
const stackedTitle = ({ cells }: StackedRNNCellsOptions) =>
  `stackedRNNCells(${cellsOf(cells)
    .map(({ title }) => title)
    .join(", ")})`

/** What messages call the states: `cells[0] h` */
type stackedNames<cells, names extends readonly string[] = [], before extends readonly unknown[] = []> =
  cells extends readonly [infer cell extends AnyCell, ...infer rest] ?
    stackedNames<rest, [...names, ...namesAt<cell[typeof rule]["states"], before["length"]>], [...before, 0]>
  : names
type namesAt<names extends readonly string[], at extends number> = {
  [index in keyof names]: `cells[${at}] ${names[index]}`
}
const stackedNames = ({ cells }: StackedRNNCellsOptions) =>
  cellsOf(cells).flatMap(({ states }, at) => (states?.names ?? []).map(name => `cells[${at}] ${name}`))

/** The cells at run time: the option's check has seen to them. */
const cellsOf = (cells: unknown): readonly LayerInstance[] => {
  if (Array.isArray(cells) && cells.every(isLayer)) return cells
  throw new Error("stackedRNNCells without cells")
}

interface stackedRule<cells> extends CellRule {
  readonly out: stackedShape<this["in"], cells>
  readonly params: stackedCount<this["in"], cells>
  readonly title: stackedTitle<cells>
  readonly units: PerState
  readonly states: stackedNames<cells>
  readonly stateShapes: statesIn<this["out"]>
}

/** Several cells as one. */
export interface StackedRNNCells<cells extends readonly AnyLayer[]> extends RecurrentLayer<stackedRule<cells>> {}

/**
 * Several cells as one, each on the output of the one before it. `rnn` runs them over the time axis; the states come, and
 * go, in the order of the cells.
 *
 * @shape `[B, D]` to the list of the last cell's output and all states
 * @throws ShapeError when a cell refuses what it gets, or `initialState` does not fit
 * @see https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/
 * @example
 * const cell = stackedRNNCells({ cells: [lstmCell({ units: 32 }), gruCell({ units: 8 })] })
 * rnn({ cell })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 8]>
 */
export const stackedRNNCells = layer<
  <const cells extends readonly AnyLayer[]>(options: StackedRNNCellsOptions<cells>) => StackedRNNCells<cells>,
  StackedRNNCellsOptions
>({
  kind: "StackedRNNCellsLayer",
  title: stackedTitle,
  options: {
    cells: {
      check: areCells,
      // Made when a test asks for them, so that they take no names from the layers of users.
      get samples(): readonly (readonly AnyCell[])[] {
        return [
          [lstmCell({ units: 4 }), gruCell({ units: 3 })],
          [simpleRNNCell({ units: 2 })],
          [
            gruCell({ units: 3, resetAfter: false }),
            simpleRNNCell({ units: 4, useBias: false }),
            lstmCell({ units: 5 }),
          ],
        ]
      },
    },
  },
  shape: stackedShape,
  params: stackedCount,
  states: options => ({
    names: stackedNames(options),
    shapes: input => {
      const answer = stackedShape(input, options)
      return isShapeList(answer) ? answer.slice(1) : []
    },
    many: true,
    isCell: true,
  }),
})
