/** One step of an LSTM: gates i, f, c, o. */
import { activate, slope } from "./activation"
import { multiply } from "./matrix"
import { multiplyAdd } from "./vector"
import {
  activation, batch, carriesAt, carryGradient, columns, gateRow, gatesAt, isPadding, panelsOfRecurrent,
  recurrentActivation, stateGradient, stateRow, statesAt, units,
} from "./sizes"

/** `z` holds what came from the inputs, and after it the gates. */
export function stepLstm(step: i32, z: usize, state: usize): void {
  multiply(batch, columns, units, state, stateRow, panelsOfRecurrent, z, gateRow, true, 0)
  const inner = activation, outer = recurrentActivation
  let h = statesAt(step), c = carriesAt(step), hNext = statesAt(step + 1), cNext = carriesAt(step + 1)
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) {
      memory.copy(hNext, h, stateRow)
      memory.copy(cNext, c, stateRow)
    } else {
      const zf = z + stateRow, zc = zf + stateRow, zo = zc + stateRow
      for (let j: usize = 0; j < stateRow; j += 16) {
        const i = activate(outer, v128.load(z + j))
        const f = activate(outer, v128.load(zf + j))
        const g = activate(inner, v128.load(zc + j))
        const o = activate(outer, v128.load(zo + j))
        const carry = multiplyAdd(f, v128.load(c + j), f32x4.mul(i, g))
        v128.store(z + j, i)
        v128.store(zf + j, f)
        v128.store(zc + j, g)
        v128.store(zo + j, o)
        v128.store(cNext + j, carry)
        v128.store(hNext + j, f32x4.mul(o, activate(inner, carry)))
      }
    }
    z += gateRow
    h += stateRow; c += stateRow; hNext += stateRow; cNext += stateRow
  }
}

/** Gates become their gradients; of the gradient of the state there remains what the padding passes on. */
export function slopeLstm(step: i32): void {
  const inner = activation, outer = recurrentActivation
  let z = gatesAt(step), c = carriesAt(step), cNext = carriesAt(step + 1)
  let dh = stateGradient, dc = carryGradient
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) memory.fill(z, 0, gateRow)
    else {
      const zf = z + stateRow, zc = zf + stateRow, zo = zc + stateRow
      for (let j: usize = 0; j < stateRow; j += 16) {
        const i = v128.load(z + j), f = v128.load(zf + j), g = v128.load(zc + j), o = v128.load(zo + j)
        const y = activate(inner, v128.load(cNext + j))
        const ofState = v128.load(dh + j)
        const ofCarry = multiplyAdd(f32x4.mul(ofState, o), slope(inner, y), v128.load(dc + j))
        v128.store(z + j, f32x4.mul(f32x4.mul(ofCarry, g), slope(outer, i)))
        v128.store(zf + j, f32x4.mul(f32x4.mul(ofCarry, v128.load(c + j)), slope(outer, f)))
        v128.store(zc + j, f32x4.mul(f32x4.mul(ofCarry, i), slope(inner, g)))
        v128.store(zo + j, f32x4.mul(f32x4.mul(ofState, y), slope(outer, o)))
        v128.store(dc + j, f32x4.mul(ofCarry, f))
        v128.store(dh + j, f32x4.splat(0))
      }
    }
    z += gateRow
    c += stateRow; cNext += stateRow; dh += stateRow; dc += stateRow
  }
}
