/** A whole sequence through a recurrent cell in one call. */
import { stepGru } from "./gru"
import { stepLstm } from "./lstm"
import { multiply } from "./matrix"
import { countNonzero, multiplyRows, packWeights, padRows, unpadRows } from "./rows"
import { stepSimple } from "./simple"
import {
  batch, carriesAt, cell, chunk, columns, dropRecord, droppedState, features, gateRow, gatesAt, gates, gateStep,
  givesSequences, GRU_AFTER, inputRows, isDropped, isMasked, isPadding, keeps, LSTM, maskRecord, padded, paddedBias,
  panelsOfKernel, panelsOfRecurrent, rowOf, SIMPLE, stateRow, statesAt, stateStep, steps, units, zerosOutput,
} from "./sizes"
import { addScaled } from "./vector"

export { activateAll } from "./activation"
export { backward, inputGradient } from "./gradient"
export { multiply, pack } from "./matrix"
export { layBackward, layForward, layInput, layRecord, prepare } from "./sizes"

/** Where so few of the inputs are not zero, as in one-hot vectors, rows of the kernel are added and not multiplied. */
const SPARSE: i32 = 8

export function isSparse(input: usize): bool {
  const count = steps * batch * features
  return countNonzero(input, count) <= count / SPARSE
}

/** An address of 0 is an input that there is not. */
export function forward(
  input: usize, kernel: usize, recurrent: usize, bias: usize, state: usize, carry: usize, mask: usize, drop: usize,
  output: usize, lastState: usize, lastCarry: usize,
): void {
  padRows(batch, state, statesAt(0))
  if (cell == LSTM) padRows(batch, carry, carriesAt(0))
  if (isDropped) padRows(batch, drop, dropRecord)
  if (isMasked) recordMask(mask)
  padBias(bias)
  packWeights(recurrent, units, panelsOfRecurrent)
  const sparse = isSparse(input)
  if (!sparse) packWeights(kernel, features, panelsOfKernel)

  for (let first = 0; first < steps; first += chunk) {
    const end = min(first + chunk, steps)
    const z = gatesAt(keeps ? first : 0)
    if (sparse) gather(first, end, input, kernel, z)
    else project(first, end, input, z)
    for (let step = first; step < end; step++) advance(step, z + gateStep * <usize>(step - first))
  }
  if (givesSequences) writeSequence(output)
  else writeLast(output)
  unpadRows(batch, statesAt(steps), lastState)
  if (cell == LSTM) unpadRows(batch, carriesAt(steps), lastCarry)
}

function advance(step: i32, z: usize): void {
  let state = statesAt(step)
  if (isDropped) {
    multiplyRows(state, dropRecord, droppedState, stateStep)
    state = droppedState
  }
  if (cell == LSTM) stepLstm(step, z, state)
  else if (cell == SIMPLE) stepSimple(step, z, state)
  else stepGru(step, z, state)
}

function recordMask(mask: usize): void {
  for (let step = 0; step < steps; step++) {
    for (let row = 0; row < batch; row++) {
      store<u8>(maskRecord + <usize>(step * batch + row), load<u8>(mask + rowOf(step, row, 1)))
    }
  }
}

/** A GRU that resets after the product has two. */
function padBias(bias: usize): void {
  memory.fill(paddedBias, 0, gateRow << 1)
  if (bias) padRows(cell == GRU_AFTER ? 2 * gates : gates, bias, paddedBias)
}

function project(first: i32, end: i32, input: usize, z: usize): void {
  const bytes = <usize>features << 2
  let to = inputRows
  for (let step = first; step < end; step++) {
    for (let row = 0; row < batch; row++) {
      memory.copy(to, input + rowOf(step, row, bytes), bytes)
      to += bytes
    }
  }
  multiply((end - first) * batch, columns, features, inputRows, bytes, panelsOfKernel, z, gateRow, false, paddedBias)
}

function gather(first: i32, end: i32, input: usize, kernel: usize, z: usize): void {
  const bytes = <usize>units << 2
  for (let step = first; step < end; step++) {
    for (let row = 0; row < batch; row++) {
      memory.copy(z, paddedBias, gateRow)
      const from = input + rowOf(step, row, <usize>features << 2)
      for (let k = 0; k < features; k++) {
        const factor = load<f32>(from + (<usize>k << 2))
        if (factor == 0) continue
        const weights = kernel + <usize>(k * gates) * bytes
        if (units == padded) addScaled(columns, factor, weights, z)
        else {
          for (let gate: usize = 0; gate < <usize>gates; gate++) {
            addScaled(units, factor, weights + gate * bytes, z + gate * stateRow)
          }
        }
      }
      z += gateRow
    }
  }
}

/** A step of padding repeats the output before it, or gives zeros where there is none. */
function writeSequence(output: usize): void {
  const bytes = <usize>units << 2
  for (let row = 0; row < batch; row++) {
    for (let step = 0; step < steps; step++) {
      if (!isPadding(step, row)) memory.copy(output, statesAt(step + 1) + stateRow * <usize>row, bytes)
      else if (zerosOutput || step == 0) memory.fill(output, 0, bytes)
      else memory.copy(output, output - bytes, bytes)
      output += bytes
    }
  }
}

function writeLast(output: usize): void {
  const bytes = <usize>units << 2
  for (let row = 0; row < batch; row++) {
    let step = steps - 1
    if (!zerosOutput) while (step > 0 && isPadding(step, row)) step--
    if (isPadding(step, row)) memory.fill(output, 0, bytes)
    else memory.copy(output, statesAt(step + 1) + stateRow * <usize>row, bytes)
    output += bytes
  }
}
