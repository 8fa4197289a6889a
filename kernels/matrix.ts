/** Products of float32 matrices: one operand as it lies, the other packed in panels of 8 columns. */

import { multiplyAdd } from "./vector"

/** Rows and terms computed at once, so that what is read again is still in the cache. */
const ROWS: i32 = 64
export const TERMS: i32 = 256

/** The panels of a matrix of `terms` rows of `columns` numbers, a multiple of 8, each row `stride` bytes after the last. */
export function pack(from: usize, stride: usize, terms: i32, columns: i32, to: usize): void {
  for (let j = 0; j < columns; j += 8) {
    let source = from + (<usize>j << 2)
    for (let k = 0; k < terms; k++) {
      v128.store(to, v128.load(source))
      v128.store(to, v128.load(source, 16), 16)
      source += stride
      to += 32
    }
  }
}

/**
 * `C = A x P + (adds ? C : bias)`, where P has `terms` rows and `columns` columns, a multiple of 8, in panels.
 * Strides are in bytes from row to row. A bias of 0 is none.
 */
export function multiply(
  rows: i32, columns: i32, terms: i32,
  a: usize, strideA: usize, panels: usize, c: usize, strideC: usize, adds: bool, bias: usize,
): void {
  for (let row = 0; row < rows; row += ROWS) {
    const end = min(row + ROWS, rows)
    let first = 0
    do {
      const count = min(TERMS, terms - first)
      const isFirst = first == 0 && !adds
      for (let j = 0; j < columns; j += 8) {
        const panel = panels + ((<usize>j * <usize>terms + (<usize>first << 3)) << 2)
        const start = isFirst && bias ? bias + (<usize>j << 2) : 0
        let from = a + <usize>row * strideA + (<usize>first << 2)
        let to = c + <usize>row * strideC + (<usize>j << 2)
        let i = row
        for (; i + 4 <= end; i += 4) {
          fourRows(count, from, strideA, panel, to, strideC, isFirst, start)
          from += strideA << 2
          to += strideC << 2
        }
        for (; i < end; i++) {
          oneRow(count, from, panel, to, isFirst, start)
          from += strideA
          to += strideC
        }
      }
      first += TERMS
    } while (first < terms)
  }
}

// @ts-ignore: decorator
@inline
function fourRows(
  terms: i32, a: usize, strideA: usize, panel: usize, c: usize, strideC: usize, isFirst: bool, bias: usize,
): void {
  const c1 = c + strideC, c2 = c1 + strideC, c3 = c2 + strideC
  let s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128, s30: v128, s31: v128
  if (isFirst) {
    s00 = bias ? v128.load(bias) : f32x4.splat(0)
    s01 = bias ? v128.load(bias, 16) : f32x4.splat(0)
    s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01
  } else {
    s00 = v128.load(c); s01 = v128.load(c, 16)
    s10 = v128.load(c1); s11 = v128.load(c1, 16)
    s20 = v128.load(c2); s21 = v128.load(c2, 16)
    s30 = v128.load(c3); s31 = v128.load(c3, 16)
  }
  let a0 = a, a1 = a0 + strideA, a2 = a1 + strideA, a3 = a2 + strideA
  const end = panel + (<usize>terms << 5)
  while (panel < end) {
    const left = v128.load(panel), right = v128.load(panel, 16)
    let x = v128.load32_splat(a0)
    s00 = multiplyAdd(x, left, s00); s01 = multiplyAdd(x, right, s01)
    x = v128.load32_splat(a1)
    s10 = multiplyAdd(x, left, s10); s11 = multiplyAdd(x, right, s11)
    x = v128.load32_splat(a2)
    s20 = multiplyAdd(x, left, s20); s21 = multiplyAdd(x, right, s21)
    x = v128.load32_splat(a3)
    s30 = multiplyAdd(x, left, s30); s31 = multiplyAdd(x, right, s31)
    a0 += 4; a1 += 4; a2 += 4; a3 += 4; panel += 32
  }
  v128.store(c, s00); v128.store(c, s01, 16)
  v128.store(c1, s10); v128.store(c1, s11, 16)
  v128.store(c2, s20); v128.store(c2, s21, 16)
  v128.store(c3, s30); v128.store(c3, s31, 16)
}

/** Four terms at once, so that no sum waits for the one before. */
// @ts-ignore: decorator
@inline
function oneRow(terms: i32, a: usize, panel: usize, c: usize, isFirst: bool, bias: usize): void {
  let left = f32x4.splat(0), right = left
  if (!isFirst) {
    left = v128.load(c); right = v128.load(c, 16)
  } else if (bias) {
    left = v128.load(bias); right = v128.load(bias, 16)
  }
  let l1 = f32x4.splat(0), r1 = l1, l2 = l1, r2 = l1, l3 = l1, r3 = l1
  const end = panel + (<usize>terms << 5)
  const quarter = panel + ((<usize>terms >> 2) << 7)
  while (panel < quarter) {
    let x = v128.load32_splat(a)
    left = multiplyAdd(x, v128.load(panel), left); right = multiplyAdd(x, v128.load(panel, 16), right)
    x = v128.load32_splat(a, 4)
    l1 = multiplyAdd(x, v128.load(panel, 32), l1); r1 = multiplyAdd(x, v128.load(panel, 48), r1)
    x = v128.load32_splat(a, 8)
    l2 = multiplyAdd(x, v128.load(panel, 64), l2); r2 = multiplyAdd(x, v128.load(panel, 80), r2)
    x = v128.load32_splat(a, 12)
    l3 = multiplyAdd(x, v128.load(panel, 96), l3); r3 = multiplyAdd(x, v128.load(panel, 112), r3)
    a += 16; panel += 128
  }
  while (panel < end) {
    const x = v128.load32_splat(a)
    left = multiplyAdd(x, v128.load(panel), left); right = multiplyAdd(x, v128.load(panel, 16), right)
    a += 4; panel += 32
  }
  v128.store(c, f32x4.add(f32x4.add(left, l1), f32x4.add(l2, l3)))
  v128.store(c, f32x4.add(f32x4.add(right, r1), f32x4.add(r2, r3)), 16)
}
