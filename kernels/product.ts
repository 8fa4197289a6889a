/**
 * Products of float32 matrices as they lie: each operand has a stride in bytes from row to row and from column to column,
 * so that a transposed one is as good as another. Both are packed in panels that stay in the cache.
 */
import { packColumns, packRows, PANEL_COLUMNS, PANEL_ROWS } from "./pack"
import { addDots, addNonzeros, addRowByRow, isSparse } from "./plain"
import { multiplyAdd } from "./vector"

/** Rows, terms and columns that are packed at once. */
const ROWS: i32 = 64
const TERMS: i32 = 256
const COLUMNS: i32 = 512

const TILE: usize = 128

/** Below this many rows the right operand is read once, and packing it would cost as much as the product. */
const FEW_ROWS: i32 = 4

/** Bytes of memory that a product needs for its panels. */
export function scratchSize(): i32 {
  return <i32>TILE + 4 * TERMS * (ROWS + COLUMNS)
}

/** `C = A x B + (adds ? C : bias)`, C's columns side by side. A bias of 0 is none. */
export function product(
  rows: i32, columns: i32, terms: i32,
  a: usize, rowA: usize, termA: usize, b: usize, termB: usize, columnB: usize,
  c: usize, rowC: usize, adds: bool, bias: usize, scratch: usize,
): void {
  const isFew = rows < FEW_ROWS
  const isDots = isFew && termB == 4 && termA == 4
  const isRows = isFew && columnB == 4
  const isNonzeros = !isFew && columnB == 4 && isSparse(rows, columns, terms, a, rowA, termA, b, termB)
  if (!adds && (isDots || isRows || isNonzeros || terms == 0)) begin(rows, columns, c, rowC, bias)
  if (isRows) return addRowByRow(rows, columns, terms, a, rowA, termA, b, termB, c, rowC)
  if (isDots) return addDots(rows, columns, terms, a, rowA, b, columnB, c, rowC)
  if (isNonzeros) return addNonzeros(rows, columns, terms, a, rowA, termA, b, termB, c, rowC)
  const panelsA = scratch + TILE
  const panelsB = panelsA + (<usize>(TERMS * ROWS) << 2)
  for (let column = 0; column < columns; column += COLUMNS) {
    const width = min(COLUMNS, columns - column)
    for (let term = 0; term < terms; term += TERMS) {
      const depth = min(TERMS, terms - term)
      packColumns(width, depth, b + termB * <usize>term + columnB * <usize>column, termB, columnB, panelsB)
      for (let row = 0; row < rows; row += ROWS) {
        const height = min(ROWS, rows - row)
        packRows(height, depth, a + rowA * <usize>row + termA * <usize>term, rowA, termA, panelsA)
        const to = c + rowC * <usize>row + (<usize>column << 2)
        const start = bias ? bias + (<usize>column << 2) : 0
        block(height, width, depth, panelsA, panelsB, to, rowC, adds || term > 0, start, scratch)
      }
    }
  }
}

function begin(rows: i32, columns: i32, c: usize, rowC: usize, bias: usize): void {
  const length = <usize>columns << 2
  for (let row = 0; row < rows; row++) {
    if (bias) memory.copy(c, bias, length)
    else memory.fill(c, 0, length)
    c += rowC
  }
}

/** The product of packed operands; tiles at the edge are computed whole, in memory of their own. */
function block(
  rows: i32, columns: i32, terms: i32, panelsA: usize, panelsB: usize, c: usize, rowC: usize,
  adds: bool, bias: usize, tile: usize,
): void {
  for (let j = 0; j < columns; j += PANEL_COLUMNS) {
    let panelA = panelsA
    for (let i = 0; i < rows; i += PANEL_ROWS) {
      const to = c + rowC * <usize>i + (<usize>j << 2)
      const start = bias ? bias + (<usize>j << 2) : 0
      if (i + PANEL_ROWS <= rows && j + PANEL_COLUMNS <= columns) {
        wholeTile(terms, panelA, panelsB, to, rowC, adds, start)
      } else {
        if (!adds) begin(min(PANEL_ROWS, rows - i), min(PANEL_COLUMNS, columns - j), to, rowC, start)
        wholeTile(terms, panelA, panelsB, tile, PANEL_COLUMNS << 2, false, 0)
        addEdge(min(PANEL_ROWS, rows - i), min(PANEL_COLUMNS, columns - j), tile, to, rowC)
      }
      panelA += <usize>(PANEL_ROWS * terms) << 2
    }
    panelsB += <usize>(PANEL_COLUMNS * terms) << 2
  }
}

// @ts-ignore: decorator
@inline
function wholeTile(terms: i32, a: usize, b: usize, c0: usize, rowC: usize, adds: bool, bias: usize): void {
  const c1 = c0 + rowC, c2 = c1 + rowC, c3 = c2 + rowC
  let s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128, s30: v128, s31: v128
  if (adds) {
    s00 = v128.load(c0); s01 = v128.load(c0, 16); s10 = v128.load(c1); s11 = v128.load(c1, 16)
    s20 = v128.load(c2); s21 = v128.load(c2, 16); s30 = v128.load(c3); s31 = v128.load(c3, 16)
  } else {
    s00 = bias ? v128.load(bias) : f32x4.splat(0)
    s01 = bias ? v128.load(bias, 16) : f32x4.splat(0)
    s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01
  }
  const end = a + (<usize>(PANEL_ROWS * terms) << 2)
  while (a < end) {
    const left = v128.load(b), right = v128.load(b, 16)
    let x = v128.load32_splat(a)
    s00 = multiplyAdd(x, left, s00); s01 = multiplyAdd(x, right, s01)
    x = v128.load32_splat(a, 4)
    s10 = multiplyAdd(x, left, s10); s11 = multiplyAdd(x, right, s11)
    x = v128.load32_splat(a, 8)
    s20 = multiplyAdd(x, left, s20); s21 = multiplyAdd(x, right, s21)
    x = v128.load32_splat(a, 12)
    s30 = multiplyAdd(x, left, s30); s31 = multiplyAdd(x, right, s31)
    a += 16
    b += 32
  }
  v128.store(c0, s00); v128.store(c0, s01, 16); v128.store(c1, s10); v128.store(c1, s11, 16)
  v128.store(c2, s20); v128.store(c2, s21, 16); v128.store(c3, s30); v128.store(c3, s31, 16)
}

function addEdge(rows: i32, columns: i32, tile: usize, c: usize, rowC: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < <usize>columns; j++) {
      const to = c + (j << 2)
      store<f32>(to, load<f32>(to) + load<f32>(tile + (j << 2)))
    }
    tile += PANEL_COLUMNS << 2
    c += rowC
  }
}
