/** Products that are not worth packing. */
import { addScaled, dot } from "./vector"

/** Of one in so many numbers, or fewer, the others being 0, rows are added instead of multiplied. */
const SPARSE: i32 = 16
const ENOUGH_ROWS: i32 = 16
const ENOUGH_COLUMNS: i32 = 32

/**
 * Whether A has few numbers that are not 0, as one-hot vectors have. Not where B has one that is not finite: times 0
 * that is NaN.
 */
export function isSparse(
  rows: i32, columns: i32, terms: i32, a: usize, rowA: usize, termA: usize, b: usize, termB: usize,
): bool {
  if (rows < ENOUGH_ROWS || terms < SPARSE || columns < ENOUGH_COLUMNS) return false
  // In the order in which A lies in memory.
  const isRows = termA == 4
  const lines = isRows ? rows : terms
  const length = isRows ? terms : rows
  const step = isRows ? rowA : termA
  let left = rows * terms / SPARSE
  for (let line = 0; line < lines; line++) {
    left -= countNonzero(length, a)
    if (left < 0) return false
    a += step
  }
  for (let term = 0; term < terms; term++) {
    if (!isFinite(columns, b)) return false
    b += termB
  }
  return true
}

function countNonzero(count: i32, from: usize): i32 {
  const end = from + (<usize>count << 2)
  const whole = from + (<usize>(count & ~3) << 2)
  let found = i32x4.splat(0)
  while (from < whole) {
    found = i32x4.sub(found, f32x4.ne(v128.load(from), f32x4.splat(0)))
    from += 16
  }
  let sum = i32x4.extract_lane(found, 0) + i32x4.extract_lane(found, 1)
  sum += i32x4.extract_lane(found, 2) + i32x4.extract_lane(found, 3)
  for (; from < end; from += 4) sum += i32(load<f32>(from) != 0)
  return sum
}

/** Whether none is infinite or NaN: times 0 each is 0. */
function isFinite(count: i32, from: usize): bool {
  const end = from + (<usize>count << 2)
  const whole = from + (<usize>(count & ~3) << 2)
  let sums = f32x4.splat(0)
  while (from < whole) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(from), f32x4.splat(0)))
    from += 16
  }
  for (; from < end; from += 4) if (load<f32>(from) * 0 != 0) return false
  return !v128.any_true(f32x4.ne(sums, f32x4.splat(0)))
}

/** `C += A x B` by the numbers of A that are not 0. */
export function addNonzeros(
  rows: i32, columns: i32, terms: i32, a: usize, rowA: usize, termA: usize, b: usize, termB: usize, c: usize, rowC: usize,
): void {
  const isRows = termA == 4
  const lines = isRows ? rows : terms
  const length = isRows ? terms : rows
  const step = isRows ? rowA : termA
  for (let line: usize = 0; line < <usize>lines; line++) {
    for (let index: usize = 0; index < <usize>length; index++) {
      const value = load<f32>(a + (index << 2))
      if (value == 0) continue
      const row = isRows ? line : index
      const term = isRows ? index : line
      addScaled(columns, value, b + termB * term, c + rowC * row)
    }
    a += step
  }
}

/** `C += A x B`, where each row of B is read once. */
export function addRowByRow(
  rows: i32, columns: i32, terms: i32, a: usize, rowA: usize, termA: usize, b: usize, termB: usize, c: usize, rowC: usize,
): void {
  for (let term = 0; term < terms; term++) {
    let from = a, to = c
    for (let row = 0; row < rows; row++) {
      addScaled(columns, load<f32>(from), b, to)
      from += rowA
      to += rowC
    }
    a += termA
    b += termB
  }
}

/** `C += A x B`, where the terms of each column of B lie side by side. */
export function addDots(
  rows: i32, columns: i32, terms: i32, a: usize, rowA: usize, b: usize, columnB: usize, c: usize, rowC: usize,
): void {
  for (let column = 0; column < columns; column++) {
    let from = a, to = c + (<usize>column << 2)
    for (let row = 0; row < rows; row++) {
      store<f32>(to, load<f32>(to) + dot(terms, from, b))
      from += rowA
      to += rowC
    }
    b += columnB
  }
}
