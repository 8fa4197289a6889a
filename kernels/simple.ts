/** One step of a simple RNN: its output is its state. */
import { activate, slope } from "./activation"
import { multiply } from "./matrix"
import {
  activation, batch, columns, gateRow, gatesAt, isPadding, panelsOfRecurrent, stateGradient, stateRow, statesAt, units,
} from "./sizes"

export function stepSimple(step: i32, z: usize, state: usize): void {
  multiply(batch, columns, units, state, stateRow, panelsOfRecurrent, z, gateRow, true, 0)
  let h = statesAt(step), hNext = statesAt(step + 1)
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) memory.copy(hNext, h, stateRow)
    else {
      for (let j: usize = 0; j < stateRow; j += 16) v128.store(hNext + j, activate(activation, v128.load(z + j)))
    }
    z += gateRow
    h += stateRow; hNext += stateRow
  }
}

export function slopeSimple(step: i32): void {
  let z = gatesAt(step), hNext = statesAt(step + 1), dh = stateGradient
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) memory.fill(z, 0, gateRow)
    else {
      for (let j: usize = 0; j < stateRow; j += 16) {
        v128.store(z + j, f32x4.mul(v128.load(dh + j), slope(activation, v128.load(hNext + j))))
        v128.store(dh + j, f32x4.splat(0))
      }
    }
    z += gateRow
    hNext += stateRow; dh += stateRow
  }
}
