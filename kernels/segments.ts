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
