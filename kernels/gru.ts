/** One step of a GRU: gates z, r, h; the reset before or after the matrix product. */
import { activate, slope } from "./activation"
import { multiply } from "./matrix"
import { multiplyAdd } from "./vector"
import {
  activation, batch, candidatesAt, cell, columns, gateRow, gatesAt, GRU_AFTER, isPadding, padded, paddedBias,
  panelsOfCandidate, panelsOfRecurrent, product, recurrentActivation, stateGradient, stateRow, statesAt, units,
} from "./sizes"

/** `z` holds what came from the inputs, and after it the gates; the candidates keep what the reset multiplies. */
export function stepGru(step: i32, z: usize, state: usize): void {
  const wide = 2 * padded
  if (cell == GRU_AFTER) {
    multiply(batch, columns, units, state, stateRow, panelsOfRecurrent, product, gateRow, false, paddedBias + gateRow)
  } else {
    multiply(batch, wide, units, state, stateRow, panelsOfRecurrent, z, gateRow, true, 0)
    reset(step, z, state)
    const panels = panelsOfRecurrent + (<usize>(wide * units) << 2)
    multiply(batch, padded, units, candidatesAt(step), stateRow, panels, z + (stateRow << 1), gateRow, true, 0)
  }
  let h = statesAt(step), hNext = statesAt(step + 1), p = product, q = candidatesAt(step)
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) memory.copy(hNext, h, stateRow)
    else if (cell == GRU_AFTER) rowAfter(z, p, q, h, hNext)
    else rowBefore(z, h, hNext)
    z += gateRow; p += gateRow
    h += stateRow; hNext += stateRow; q += stateRow
  }
}

function rowAfter(z: usize, p: usize, q: usize, h: usize, hNext: usize): void {
  const zr = z + stateRow, zh = zr + stateRow, pr = p + stateRow, ph = pr + stateRow
  const inner = activation, outer = recurrentActivation
  for (let j: usize = 0; j < stateRow; j += 16) {
    const update = activate(outer, f32x4.add(v128.load(z + j), v128.load(p + j)))
    const resets = activate(outer, f32x4.add(v128.load(zr + j), v128.load(pr + j)))
    const recurrent = v128.load(ph + j)
    const present = activate(inner, multiplyAdd(resets, recurrent, v128.load(zh + j)))
    v128.store(q + j, recurrent)
    v128.store(zr + j, resets)
    finish(z, zh, h, hNext, j, update, present)
  }
}

function rowBefore(z: usize, h: usize, hNext: usize): void {
  const zh = z + (stateRow << 1)
  for (let j: usize = 0; j < stateRow; j += 16) {
    const update = activate(recurrentActivation, v128.load(z + j))
    finish(z, zh, h, hNext, j, update, activate(activation, v128.load(zh + j)))
  }
}

// @ts-ignore: decorator
@inline
function finish(z: usize, zh: usize, h: usize, hNext: usize, j: usize, update: v128, present: v128): void {
  v128.store(z + j, update)
  v128.store(zh + j, present)
  const kept = f32x4.mul(update, v128.load(h + j))
  v128.store(hNext + j, multiplyAdd(f32x4.sub(f32x4.splat(1), update), present, kept))
}

/** The reset gate, and the state times it. */
function reset(step: i32, z: usize, state: usize): void {
  let q = candidatesAt(step), r = z + stateRow
  for (let row = 0; row < batch; row++) {
    for (let j: usize = 0; j < stateRow; j += 16) {
      const resets = activate(recurrentActivation, v128.load(r + j))
      v128.store(r + j, resets)
      v128.store(q + j, f32x4.mul(resets, v128.load(state + j)))
    }
    r += gateRow
    q += stateRow; state += stateRow
  }
}

/**
 * Gates become their gradients, and of the gradient of the state there remains what did not go through a product. With
 * the reset after, `product` takes the gradients of what the state gave, and the candidates those of the third part.
 */
export function slopeGru(step: i32): void {
  const inner = activation, outer = recurrentActivation
  let z = gatesAt(step), h = statesAt(step), dh = stateGradient, q = candidatesAt(step), p = product
  for (let row = 0; row < batch; row++) {
    if (isPadding(step, row)) {
      memory.fill(z, 0, gateRow)
      memory.fill(p, 0, gateRow)
      if (cell == GRU_AFTER) memory.fill(q, 0, stateRow)
    } else {
      const zr = z + stateRow, zh = zr + stateRow
      for (let j: usize = 0; j < stateRow; j += 16) {
        const update = v128.load(z + j), present = v128.load(zh + j), ofState = v128.load(dh + j)
        const apart = f32x4.sub(v128.load(h + j), present)
        const ofUpdate = f32x4.mul(f32x4.mul(ofState, apart), slope(outer, update))
        const share = f32x4.mul(ofState, f32x4.sub(f32x4.splat(1), update))
        const ofPresent = f32x4.mul(share, slope(inner, present))
        v128.store(z + j, ofUpdate)
        v128.store(zh + j, ofPresent)
        v128.store(dh + j, f32x4.mul(ofState, update))
        if (cell == GRU_AFTER) {
          const resets = v128.load(zr + j)
          const ofReset = f32x4.mul(f32x4.mul(ofPresent, v128.load(q + j)), slope(outer, resets))
          const ofRecurrent = f32x4.mul(ofPresent, resets)
          v128.store(zr + j, ofReset)
          v128.store(q + j, ofRecurrent)
          v128.store(p + j, ofUpdate)
          v128.store(p + stateRow + j, ofReset)
          v128.store(p + (stateRow << 1) + j, ofRecurrent)
        }
      }
    }
    z += gateRow; p += gateRow
    h += stateRow; dh += stateRow; q += stateRow
  }
}

/** With the reset before: the gradient of the state that the products took goes to `to`. */
export function throughReset(step: i32, state: usize, to: usize): void {
  const z = gatesAt(step)
  multiply(batch, padded, padded, z + (stateRow << 1), gateRow, panelsOfCandidate, to, stateRow, false, 0)
  let r = z + stateRow, d = to
  for (let row = 0; row < batch; row++) {
    // The rows of padding have no gradient here, so that their reset, which is zero, does no harm.
    for (let j: usize = 0; j < stateRow; j += 16) {
      const resets = v128.load(r + j), ofReset = v128.load(d + j)
      v128.store(r + j, f32x4.mul(f32x4.mul(ofReset, v128.load(state + j)), slope(recurrentActivation, resets)))
      v128.store(d + j, f32x4.mul(ofReset, resets))
    }
    r += gateRow
    d += stateRow; state += stateRow
  }
  multiply(batch, padded, 2 * padded, z, gateRow, panelsOfRecurrent, to, stateRow, true, 0)
}
