/** The gradients of a whole sequence, from the record of its forward pass. */
import { slopeGru, throughReset } from "./gru"
import { slopeLstm } from "./lstm"
import { multiply, pack } from "./matrix"
import {
  addProduct, addRows, multiplyRows, packTransposed, padRows, sumColumns, transpose, unpadRows,
} from "./rows"
import { isSparse } from "./sequence"
import { slopeSimple } from "./simple"
import { addScaled } from "./vector"
import {
  batch, biasSum, BLOCK, candidatePanels, candidateRecord, carryGradient, cell, columns, dropRecord, droppedState,
  features, gatePanels, gateRecord, gateRow, gates, gatesAt, givesSequences, GRU, GRU_AFTER, inputRows, isDropped,
  isMasked, isPadding, kernelSum, LSTM, outputGradient, padded, panelsOfCandidate, panelsOfKernel, panelsOfRecurrent,
  product, recurrentSum, rowOf, ROWS, SIMPLE, SPREAD, stateGradient, stateRecord, stateRow, statesAt, stateStep, steps,
  transposedRows, units, zerosOutput,
} from "./sizes"

/** Gradients of the output and the last states to those of the weights and the first states. */
export function backward(
  input: usize, recurrent: usize, ofOutput: usize, ofLastState: usize, ofLastCarry: usize,
  ofKernel: usize, ofRecurrent: usize, ofBias: usize, ofState: usize, ofCarry: usize,
): void {
  padRows(batch, ofLastState, stateGradient)
  if (cell == LSTM) padRows(batch, ofLastCarry, carryGradient)
  if (isMasked) memory.fill(outputGradient, 0, stateStep)
  if (cell == GRU) {
    packTransposed(recurrent, units, 0, 2, panelsOfRecurrent)
    packTransposed(recurrent, units, 2, 1, panelsOfCandidate)
  } else packTransposed(recurrent, units, 0, gates, panelsOfRecurrent)
  for (let step = steps - 1; step >= 0; step--) {
    receive(step, ofOutput)
    retreat(step)
  }
  unpadRows(batch, stateGradient, ofState)
  if (cell == LSTM) unpadRows(batch, carryGradient, ofCarry)
  weightGradients(input)
  unpadRows(gates * features, kernelSum, ofKernel)
  unpadRows(gates * units, recurrentSum, ofRecurrent)
  if (ofBias) biasGradients(ofBias)
}

/** Adds the gradient of a step's output to that of its state; of a step of padding it belongs to the output before. */
function receive(step: i32, ofOutput: usize): void {
  for (let row = 0; row < batch; row++) {
    const offset = stateRow * <usize>row
    const from = ofOutput + (<usize>((givesSequences ? row * steps + step : row) * units) << 2)
    const isGiven = givesSequences || step == steps - 1
    const to = (isMasked ? outputGradient : stateGradient) + offset
    if (isGiven) addScaled(units, 1, from, to)
    if (!isMasked) continue
    const isKept = !isPadding(step, row)
    if (isKept) addRows(to, stateGradient + offset, stateRow)
    if (isKept || zerosOutput) memory.fill(to, 0, stateRow)
  }
}

function retreat(step: i32): void {
  if (cell == GRU) {
    slopeGru(step)
    throughReset(step, dropped(step), product)
    if (isDropped) addProduct(product, dropRecord, stateGradient, stateStep)
    else addRows(product, stateGradient, stateStep)
    return
  }
  let from = gatesAt(step)
  if (cell == LSTM) slopeLstm(step)
  else if (cell == SIMPLE) slopeSimple(step)
  else {
    slopeGru(step)
    from = product
  }
  if (isDropped) {
    multiply(batch, padded, columns, from, gateRow, panelsOfRecurrent, droppedState, stateRow, false, 0)
    addProduct(droppedState, dropRecord, stateGradient, stateStep)
  } else multiply(batch, padded, columns, from, gateRow, panelsOfRecurrent, stateGradient, stateRow, true, 0)
}

/** The state that the products took. */
function dropped(step: i32): usize {
  if (!isDropped) return statesAt(step)
  multiplyRows(statesAt(step), dropRecord, droppedState, stateStep)
  return droppedState
}

function weightGradients(input: usize): void {
  memory.fill(kernelSum, 0, gateRow * <usize>features)
  memory.fill(recurrentSum, 0, gateRow * <usize>units)
  const sparse = isSparse(input)
  if (sparse) scatter(input)
  // The record of states is not needed again as it is.
  if (isDropped) for (let step = 0; step < steps; step++) multiplyRows(statesAt(step), dropRecord, statesAt(step), stateStep)
  const rows = steps * batch
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first)
    pack(gateRecord + gateRow * <usize>first, gateRow, count, columns, gatePanels)
    if (!sparse) {
      transposeInput(first, count, input)
      sum(features, columns, count, gatePanels, kernelSum)
    }
    const states = stateRecord + stateRow * <usize>first
    const candidates = candidateRecord + stateRow * <usize>first
    transpose(count, units, states, stateRow, transposedRows, SPREAD)
    if (cell < GRU) {
      sum(units, columns, count, gatePanels, recurrentSum)
      continue
    }
    sum(units, 2 * padded, count, gatePanels, recurrentSum)
    let panels = gatePanels + (<usize>(2 * padded * count) << 2)
    if (cell == GRU_AFTER) {
      panels = candidatePanels
      pack(candidates, stateRow, count, padded, panels)
    } else transpose(count, units, candidates, stateRow, transposedRows, SPREAD)
    sum(units, padded, count, panels, recurrentSum + (stateRow << 1))
  }
}

function sum(rows: i32, width: i32, count: i32, panels: usize, to: usize): void {
  multiply(rows, width, count, transposedRows, SPREAD << 2, panels, to, gateRow, true, 0)
}

function transposeInput(first: i32, count: i32, input: usize): void {
  const bytes = <usize>features << 2
  for (let index = 0; index < count; index++) {
    const place = first + index
    const from = input + rowOf(place / batch, place % batch, bytes)
    transpose(1, features, from, bytes, transposedRows + (<usize>index << 2), SPREAD)
  }
}

/** The gradient of the kernel, where most inputs are zero. */
function scatter(input: usize): void {
  let z = gateRecord
  for (let step = 0; step < steps; step++) {
    for (let row = 0; row < batch; row++) {
      const from = input + rowOf(step, row, <usize>features << 2)
      for (let k = 0; k < features; k++) {
        const factor = load<f32>(from + (<usize>k << 2))
        if (factor != 0) addScaled(columns, factor, z, kernelSum + gateRow * <usize>k)
      }
      z += gateRow
    }
  }
}

function biasGradients(ofBias: usize): void {
  const rows = steps * batch
  sumColumns(rows, columns, gateRecord, biasSum)
  unpadRows(gates, biasSum, ofBias)
  if (cell != GRU_AFTER) return
  sumColumns(rows, padded, candidateRecord, biasSum + (stateRow << 1))
  unpadRows(gates, biasSum, ofBias + (<usize>(gates * units) << 2))
}

/** The gradient of the inputs, from the record after the backward pass. */
export function inputGradient(kernel: usize, ofInput: usize): void {
  packTransposed(kernel, features, 0, gates, panelsOfKernel)
  const wide = (features + 7) & ~7
  const bytes = <usize>features << 2
  const all = steps * batch
  for (let first = 0; first < all; first += ROWS) {
    const count = min(ROWS, all - first)
    const from = gateRecord + gateRow * <usize>first
    multiply(count, wide, columns, from, gateRow, panelsOfKernel, inputRows, <usize>wide << 2, false, 0)
    for (let index = 0; index < count; index++) {
      const place = first + index
      const row = inputRows + (<usize>(index * wide) << 2)
      memory.copy(ofInput + rowOf(place / batch, place % batch, bytes), row, bytes)
    }
  }
}
