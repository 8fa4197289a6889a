/** Operands in panels: what a product reads together lies together. */

export const PANEL_ROWS: i32 = 4
export const PANEL_COLUMNS: i32 = 8

/** Four rows side by side, term after term; rows that there are not are 0. */
export function packRows(rows: i32, terms: i32, a: usize, rowA: usize, termA: usize, to: usize): void {
  for (let i = 0; i < rows; i += PANEL_ROWS) {
    pack4(min(PANEL_ROWS, rows - i), terms, a, rowA, termA, to, 16)
    a += rowA << 2
    to += <usize>terms << 4
  }
}

/** Terms of one panel that are packed before those of the next, which lie beside them. */
const TOGETHER: i32 = 16

/** Eight columns side by side, term after term; columns that there are not are 0. */
export function packColumns(columns: i32, terms: i32, b: usize, termB: usize, columnB: usize, to: usize): void {
  const panel = <usize>terms << 5
  const together = columnB == 4 ? TOGETHER : terms
  for (let term = 0; term < terms; term += together) {
    const count = min(together, terms - term)
    let from = b + termB * <usize>term
    let place = to + (<usize>term << 5)
    for (let j = 0; j < columns; j += PANEL_COLUMNS) {
      if (columnB == 4 && j + PANEL_COLUMNS <= columns) pack8(count, from, termB, place)
      else {
        pack4(min(4, columns - j), count, from, columnB, termB, place, 32)
        pack4(max(min(4, columns - j - 4), 0), count, from + (columnB << 2), columnB, termB, place + 16, 32)
      }
      from += columnB << 3
      place += panel
    }
  }
}

// @ts-ignore: decorator
@inline
function pack8(terms: i32, from: usize, term: usize, to: usize): void {
  for (const end = to + (<usize>terms << 5); to < end; to += 32) {
    v128.store(to, v128.load(from))
    v128.store(to, v128.load(from, 16), 16)
    from += term
  }
}

/** Up to four lines of `terms` numbers, brought side by side, `step` bytes from term to term. */
function pack4(lines: i32, terms: i32, from: usize, line: usize, term: usize, to: usize, step: usize): void {
  let k = 0
  if (lines == 4 && line == 4) {
    for (; k < terms; k++) {
      v128.store(to, v128.load(from))
      from += term
      to += step
    }
    return
  }
  if (lines == 4 && term == 4) {
    for (; k + 4 <= terms; k += 4) {
      const a = v128.load(from), b = v128.load(from + line), c = v128.load(from + (line << 1)), d = v128.load(from + 3 * line)
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7), CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
      v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
      v128.store(to + (step << 1), v128.shuffle<f32>(AB, CD, 0, 1, 4, 5))
      v128.store(to + 3 * step, v128.shuffle<f32>(AB, CD, 2, 3, 6, 7))
      from += 16
      to += step << 2
    }
  }
  for (; k < terms; k++) {
    for (let i: usize = 0; i < 4; i++) {
      store<f32>(to + (i << 2), <i32>i < lines ? load<f32>(from + line * i) : 0)
    }
    from += term
    to += step
  }
}
