/**
 * The sizes of the sequence at hand and where its parts lie. The memory is that of tfjs: this module has no data of its
 * own in it, and works on addresses that it is given.
 *
 * Rows inside are time-major, a step's batch after another's, and each gate is padded with zeros to a multiple of 8
 * units, so that neither products nor gates need a remainder.
 */
export const SIMPLE: i32 = 0
export const LSTM: i32 = 1
/** Reset before the matrix product. */
export const GRU: i32 = 2
/** Reset after it, as cuDNN does. */
export const GRU_AFTER: i32 = 3

// The options, as src/backend/kernels/sequence.ts gives them.
const BACKWARDS: i32 = 1
const SEQUENCES: i32 = 2
const ZERO_OUTPUT: i32 = 4
const MASKED: i32 = 8
const DROPPED: i32 = 16
const KEEPS: i32 = 32

export let cell: i32 = 0
export let steps: i32 = 0
export let batch: i32 = 0
export let features: i32 = 0
export let units: i32 = 0
export let gates: i32 = 0
/** Units of a padded gate, and numbers of all its gates. */
export let padded: i32 = 0
export let columns: i32 = 0
/** Bytes of a row of states, of a row of gates, of a step's states, of a step's gates. */
export let stateRow: usize = 0
export let gateRow: usize = 0
export let stateStep: usize = 0
export let gateStep: usize = 0
/** Steps whose inputs are multiplied at once. */
export let chunk: i32 = 0
export let activation: i32 = 0
export let recurrentActivation: i32 = 0
export let goesBackwards: bool = false
export let givesSequences: bool = false
export let zerosOutput: bool = false
export let isMasked: bool = false
export let isDropped: bool = false
/** Whether all is kept that the backward pass needs. */
export let keeps: bool = false

/** What is kept of a sequence: gates, states, the second state, the GRU's candidates, mask and dropout. */
export let gateRecord: usize = 0
export let stateRecord: usize = 0
export let carryRecord: usize = 0
export let candidateRecord: usize = 0
export let maskRecord: usize = 0
export let dropRecord: usize = 0

/** Memory for one call. */
export let panelsOfKernel: usize = 0
export let panelsOfRecurrent: usize = 0
export let panelsOfCandidate: usize = 0
export let paddedBias: usize = 0
export let inputRows: usize = 0
export let droppedState: usize = 0
export let product: usize = 0
export let stateGradient: usize = 0
export let carryGradient: usize = 0
export let outputGradient: usize = 0
export let transposedRows: usize = 0
export let gatePanels: usize = 0
export let candidatePanels: usize = 0
export let kernelSum: usize = 0
export let recurrentSum: usize = 0
export let biasSum: usize = 0

/** Rows over which weight gradients are summed at once. */
export const BLOCK: i32 = 256
/** So far apart do their columns lie; at a power of two they would share few lines of the cache. */
export const SPREAD: i32 = BLOCK + 16
/** Rows that are multiplied at once at least, where there are as many. */
export const ROWS: i32 = 64

export function prepare(
  kind: i32, stepCount: i32, batchSize: i32, featureCount: i32, unitCount: i32,
  activationKind: i32, recurrentKind: i32, options: i32,
): void {
  cell = kind
  steps = stepCount
  batch = batchSize
  features = featureCount
  units = unitCount
  gates = kind == SIMPLE ? 1 : kind == LSTM ? 4 : 3
  padded = (unitCount + 7) & ~7
  columns = gates * padded
  stateRow = <usize>padded << 2
  gateRow = <usize>columns << 2
  stateStep = stateRow * <usize>batch
  gateStep = gateRow * <usize>batch
  chunk = batchSize > 0 ? min(stepCount, max(1, ROWS / batchSize)) : 1
  activation = activationKind
  recurrentActivation = recurrentKind
  goesBackwards = (options & BACKWARDS) != 0
  givesSequences = (options & SEQUENCES) != 0
  zerosOutput = (options & ZERO_OUTPUT) != 0
  isMasked = (options & MASKED) != 0
  isDropped = (options & DROPPED) != 0
  keeps = (options & KEEPS) != 0
}

let top: usize = 0
function take(bytes: usize): usize {
  const start = top
  top += (bytes + 63) & ~63
  return start
}

/** Lays out the record from an address on; gives the address after it, so from 0 its size. */
export function layRecord(start: usize): usize {
  top = start
  gateRecord = take(gateStep * <usize>(keeps ? steps : chunk))
  stateRecord = take(stateStep * <usize>(steps + 1))
  carryRecord = take(cell == LSTM ? stateStep * <usize>(steps + 1) : <usize>0)
  const kept: i32 = keeps ? steps : 1
  candidateRecord = take(cell >= GRU ? stateStep * <usize>kept : <usize>0)
  maskRecord = take(isMasked ? <usize>(steps * batch) : <usize>0)
  dropRecord = take(isDropped ? stateStep : <usize>0)
  return top
}

/** Lays out the memory of the forward pass, likewise. */
export function layForward(start: usize): usize {
  top = start
  panelsOfKernel = take(gateRow * <usize>features)
  panelsOfRecurrent = take(gateRow * <usize>units)
  paddedBias = take(gateRow << 1)
  inputRows = take(<usize>(chunk * batch * features) << 2)
  droppedState = take(isDropped ? stateStep : <usize>0)
  product = take(cell == GRU_AFTER ? gateStep : <usize>0)
  return top
}

/** Lays out the memory of the backward pass, likewise. */
export function layBackward(start: usize): usize {
  top = start
  panelsOfRecurrent = take(gateRow * <usize>padded)
  panelsOfCandidate = panelsOfRecurrent + (stateRow * <usize>padded << 1)
  product = take(gateStep)
  droppedState = take(stateStep)
  stateGradient = take(stateStep)
  carryGradient = take(stateStep)
  outputGradient = take(isMasked ? stateStep : <usize>0)
  transposedRows = take(<usize>(SPREAD * max(features, padded)) << 2)
  gatePanels = take(gateRow * BLOCK)
  candidatePanels = take(stateRow * BLOCK)
  kernelSum = take(gateRow * <usize>features)
  recurrentSum = take(gateRow * <usize>units)
  biasSum = take(gateRow << 1)
  return top
}

/** Lays out the memory for the gradient of the inputs, likewise. */
export function layInput(start: usize): usize {
  top = start
  const wide = <usize>((features + 7) & ~7) << 2
  panelsOfKernel = take(wide * <usize>columns)
  inputRows = take(wide * <usize>ROWS)
  return top
}

// @ts-ignore: decorator
@inline
export function gatesAt(step: i32): usize {
  return gateRecord + gateStep * <usize>step
}
// @ts-ignore: decorator
@inline
export function statesAt(step: i32): usize {
  return stateRecord + stateStep * <usize>step
}
// @ts-ignore: decorator
@inline
export function carriesAt(step: i32): usize {
  return carryRecord + stateStep * <usize>step
}
// @ts-ignore: decorator
@inline
export function candidatesAt(step: i32): usize {
  return candidateRecord + (keeps ? stateStep * <usize>step : 0)
}
// @ts-ignore: decorator
@inline
export function isPadding(step: i32, row: i32): bool {
  return isMasked && load<u8>(maskRecord + <usize>(step * batch + row)) == 0
}
/** Where the batch-major row of a step's sample starts, of `bytes` each. */
// @ts-ignore: decorator
@inline
export function rowOf(step: i32, row: i32, bytes: usize): usize {
  return <usize>(row * steps + (goesBackwards ? steps - 1 - step : step)) * bytes
}
