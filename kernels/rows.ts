/** Rows of numbers: with and without the padding of the gates, many zeros, and their transposition. */
import { multiplyAdd } from "./vector"
import { gates, padded, stateRow, units } from "./sizes"

/** Rows of units to rows of padded units. */
export function padRows(rows: i32, from: usize, to: usize): void {
  memory.fill(to, 0, stateRow * <usize>rows)
  for (let row = 0; row < rows; row++) {
    memory.copy(to, from, <usize>units << 2)
    from += <usize>units << 2
    to += stateRow
  }
}

/** Rows of padded units, `stride` bytes apart, to rows of units. */
export function unpadRows(rows: i32, from: usize, to: usize): void {
  for (let row = 0; row < rows; row++) {
    memory.copy(to, from, <usize>units << 2)
    from += stateRow
    to += <usize>units << 2
  }
}

/** `to = a * b`, of padded states. */
export function multiplyRows(a: usize, b: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.mul(v128.load(a + i), v128.load(b + i)))
}

/** `to += a * b`, of padded states. */
export function addProduct(a: usize, b: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, multiplyAdd(v128.load(a + i), v128.load(b + i), v128.load(to + i)))
  }
}

/** `to += from`, of padded states. */
export function addRows(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.add(v128.load(from + i), v128.load(to + i)))
}

/** Panels of a weight matrix of `terms` rows, its gates padded. */
export function packWeights(from: usize, terms: i32, to: usize): void {
  const stride = <usize>(gates * units) << 2
  for (let gate = 0; gate < gates; gate++) {
    for (let j = 0; j < padded; j += 8) {
      let source = from + (<usize>(gate * units + j) << 2)
      const count = min(8, units - j)
      for (let k = 0; k < terms; k++) {
        if (count == 8) {
          v128.store(to, v128.load(source))
          v128.store(to, v128.load(source, 16), 16)
        } else {
          for (let q = 0; q < 8; q++) store<f32>(to + (<usize>q << 2), q < count ? load<f32>(source + (<usize>q << 2)) : 0)
        }
        source += stride
        to += 32
      }
    }
  }
}

/** Panels of the transpose of a weight matrix of `rows` rows: of `count` gates from `first` on, which are its terms. */
export function packTransposed(from: usize, rows: i32, first: i32, count: i32, to: usize): void {
  const stride = <usize>(gates * units) << 2
  for (let row = 0; row < rows; row += 8) {
    for (let q = 0; q < 8; q++) {
      let target = to + (<usize>q << 2)
      const isRow = row + q < rows
      const source = from + <usize>(row + q) * stride
      for (let gate = first; gate < first + count; gate++) {
        const start = source + (<usize>(gate * units) << 2)
        for (let j = 0; j < padded; j++) {
          store<f32>(target, isRow && j < units ? load<f32>(start + (<usize>j << 2)) : 0)
          target += 32
        }
      }
    }
    to += <usize>(count * padded) << 5
  }
}

/** How many of the numbers are not zero. */
export function countNonzero(from: usize, count: i32): i32 {
  let found = 0
  const end = from + (<usize>count << 2)
  const whole = from + (<usize>(count & ~3) << 2)
  let sums = i32x4.splat(0)
  while (from < whole) {
    sums = i32x4.sub(sums, f32x4.ne(v128.load(from), f32x4.splat(0)))
    from += 16
  }
  while (from < end) {
    if (load<f32>(from) != 0) found++
    from += 4
  }
  return found + i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3)
}

/** Writes `count` columns of rows, `stride` bytes apart, as rows of `width` numbers. */
export function transpose(rows: i32, count: i32, from: usize, stride: usize, to: usize, width: i32): void {
  for (let row = 0; row < rows; row++) {
    let target = to + (<usize>row << 2)
    for (let k: usize = 0; k < <usize>count << 2; k += 4) {
      store<f32>(target, load<f32>(from + k))
      target += <usize>width << 2
    }
    from += stride
  }
}

/** Sums of columns, of rows one after another. */
export function sumColumns(rows: i32, count: i32, from: usize, to: usize): void {
  const bytes = <usize>count << 2
  memory.fill(to, 0, bytes)
  for (let row = 0; row < rows; row++) {
    addRows(from, to, bytes)
    from += bytes
  }
}
