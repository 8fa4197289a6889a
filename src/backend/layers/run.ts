import type * as tf from "@tensorflow/tfjs"
import type { Cell } from "./cells.js"
import { StackedCells } from "./stackedCells.js"
import { runSteps, type Steps } from "./steps.js"
import { asList } from "./tensors.js"
import { coverage, runWhole, type Whole } from "./whole.js"

/** What a sequence gives. */
interface Ran {
  readonly output: tf.Tensor
  readonly states: tf.Tensor[]
}

/** Runs a cell over a sequence: in one kernel where there is one, else step by step. */
export const run = (whole: Whole): Ran => {
  const { cell, sequence, states, training, steps } = whole
  if (cell instanceof StackedCells) return runStacked(cell, whole)
  const step = (input: tf.Tensor, before: tf.Tensor[]) => asList(cell.call([input, ...before], { training }))
  return runWhole(whole) ?? runSteps(step, sequence, states, steps)
}

/**
 * Each cell runs over all that the one before it gave: no cell sees what comes behind it, and where a step is padding all
 * keep their states.
 */
const runStacked = ({ cells }: StackedCells, { sequence, states, training, steps }: Whole): Ran => {
  const left = [...states]
  const after: tf.Tensor[] = []
  const { goBackwards, mask } = steps
  let output = sequence
  for (const [at, cell] of cells.entries()) {
    // What the first cell read from the end stands in that order for the others.
    const turned = at > 0 && goBackwards
    const own: Steps = {
      ...steps,
      goBackwards: at === 0 && goBackwards,
      mask: turned ? mask?.cast("float32").reverse(1).cast("bool") : mask,
      returnSequences: at < cells.length - 1 || steps.returnSequences,
    }
    const before = left.splice(0, stateCount(cell))
    const ran = run({ cell, sequence: output, states: before, training, steps: own })
    output = ran.output
    after.push(...ran.states)
  }
  return { output, states: after }
}

const stateCount = (cell: Cell): number => asList(cell.stateSize).length

/** Why a loop over the steps computes a cell; undefined where a kernel for whole sequences does. */
export const loopReason = (cell: Cell): string | undefined => {
  if (cell instanceof StackedCells)
    return cell.cells.map(loopReason).find((reason): reason is string => reason !== undefined)
  const covered = coverage(cell)
  return typeof covered === "string" ? covered : undefined
}
