/** Products that are not worth packing. */
import { addScaled, dot, multiplyAdd } from "./vector"

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

/** `C += A x B`, where each row of B is read once for each row of A, four of them at a time. */
export function addRowByRow(
  rows: i32, columns: i32, terms: i32, a: usize, rowA: usize, termA: usize, b: usize, termB: usize, c: usize, rowC: usize,
): void {
  for (let row = 0; row < rows; row++) {
    let from = a, line = b, term = 0
    for (; term + 4 <= terms; term += 4) {
      const first = load<f32>(from), second = load<f32>(from + termA)
      addFour(columns, first, second, load<f32>(from + 2 * termA), load<f32>(from + 3 * termA), line, termB, c)
      from += termA << 2
      line += termB << 2
    }
    for (; term < terms; term++) {
      addScaled(columns, load<f32>(from), line, c)
      from += termA
      line += termB
    }
    a += rowA
    c += rowC
  }
}

/** `to += x0 * from0 + x1 * from1 + x2 * from2 + x3 * from3`, the four `stride` bytes apart. */
function addFour(count: i32, x0: f32, x1: f32, x2: f32, x3: f32, from: usize, stride: usize, to: usize): void {
  const from1 = from + stride, from2 = from1 + stride, from3 = from2 + stride
  const all0 = f32x4.splat(x0), all1 = f32x4.splat(x1), all2 = f32x4.splat(x2), all3 = f32x4.splat(x3)
  const whole = <usize>(count & ~3) << 2
  let at: usize = 0
  for (; at < whole; at += 16) {
    const left = multiplyAdd(all1, v128.load(from1 + at), f32x4.mul(all0, v128.load(from + at)))
    const right = multiplyAdd(all3, v128.load(from3 + at), f32x4.mul(all2, v128.load(from2 + at)))
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.add(left, right)))
  }
  for (const end = <usize>count << 2; at < end; at += 4) {
    const sum = x0 * load<f32>(from + at) + x1 * load<f32>(from1 + at) + x2 * load<f32>(from2 + at) + x3 * load<f32>(from3 + at)
    store<f32>(to + at, load<f32>(to + at) + sum)
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
