/** Rows added up by the segment that each belongs to. */
import { addScaled } from "./vector"

/** Rows whose segment is not from 0 up to `segments` are left out. */
export function addSegments(rows: i32, columns: i32, segments: i32, from: usize, ids: usize, to: usize): void {
  const row = <usize>columns << 2
  for (let index = 0; index < rows; index++) {
    const segment = load<i32>(ids)
    if (<u32>segment < <u32>segments) addScaled(columns, 1, from, to + row * <usize>segment)
    ids += 4
    from += row
  }
}

/** Rows of `from`, by number, to `to`. How many of the numbers are rows, up to the first that is none: then nothing is written. */
export function gatherRows(count: i32, columns: i32, rows: i32, from: usize, numbers: usize, to: usize): i32 {
  for (let index = 0; index < count; index++)
    if (<u32>load<i32>(numbers + (<usize>index << 2)) >= <u32>rows) return index
  const row = <usize>columns << 2
  for (let index = 0; index < count; index++) {
    copyRow(row, from + row * <usize>load<i32>(numbers), to)
    numbers += 4
    to += row
  }
  return count
}

function copyRow(bytes: usize, from: usize, to: usize): void {
  if (bytes >= 64) {
    memory.copy(to, from, bytes)
    return
  }
  const end = to + bytes
  while (to < end) {
    store<i32>(to, load<i32>(from))
    from += 4
    to += 4
  }
}
