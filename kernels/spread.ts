/** Rows given to many, and many rows added up. */

/** Each of `outer` rows of `inner` numbers `times` times, one after another, multiplied by `factor`. */
export function spread(outer: i32, times: i32, inner: i32, factor: f32, from: usize, to: usize): void {
  const bytes = <usize>inner << 2
  for (let row = 0; row < outer; row++) {
    for (let time = 0; time < times; time++) {
      if (inner == 1) store<f32>(to, load<f32>(from) * factor)
      else scale(inner, factor, from, to)
      to += bytes
    }
    from += bytes
  }
}

function scale(count: i32, factor: f32, from: usize, to: usize): void {
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~3) << 2)
  while (to < whole) {
    v128.store(to, f32x4.mul(v128.load(from), f32x4.splat(factor)))
    from += 16
    to += 16
  }
  while (to < end) {
    store<f32>(to, load<f32>(from) * factor)
    from += 4
    to += 4
  }
}

/** So many rows are added up by themselves first, which keeps a sum of very many exact. */
const block = 64

/** The sum of all rows, to one row. */
export function sumRows(rows: i32, columns: i32, from: usize, to: usize): void {
  const stride = <usize>columns << 2
  let column = 0
  for (; column + 16 <= columns; column += 16) {
    let t0 = f32x4.splat(0), t1 = t0, t2 = t0, t3 = t0
    let place = from
    for (let row = 0; row < rows;) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
      const end = min(row + block, rows)
      for (; row < end; row++) {
        s0 = f32x4.add(s0, v128.load(place))
        s1 = f32x4.add(s1, v128.load(place, 16))
        s2 = f32x4.add(s2, v128.load(place, 32))
        s3 = f32x4.add(s3, v128.load(place, 48))
        place += stride
      }
      t0 = f32x4.add(t0, s0)
      t1 = f32x4.add(t1, s1)
      t2 = f32x4.add(t2, s2)
      t3 = f32x4.add(t3, s3)
    }
    v128.store(to, t0)
    v128.store(to, t1, 16)
    v128.store(to, t2, 32)
    v128.store(to, t3, 48)
    from += 64
    to += 64
  }
  for (; column < columns; column++) {
    let total: f32 = 0
    let place = from
    for (let row = 0; row < rows;) {
      let sum: f32 = 0
      const end = min(row + block, rows)
      for (; row < end; row++) {
        sum += load<f32>(place)
        place += stride
      }
      total += sum
    }
    store<f32>(to, total)
    from += 4
    to += 4
  }
}

/** Negative numbers become 0, where they lie. */
export function rectify(count: i32, at: usize): void {
  const end = at + (<usize>count << 2)
  const whole = at + (<usize>(count & ~3) << 2)
  while (at < whole) {
    v128.store(at, f32x4.max(v128.load(at), f32x4.splat(0)))
    at += 16
  }
  while (at < end) {
    store<f32>(at, max<f32>(load<f32>(at), 0))
    at += 4
  }
}

/** The gradient where something came out, else 0. */
export function passed(count: i32, gradient: usize, output: usize, to: usize): void {
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~3) << 2)
  while (to < whole) {
    v128.store(to, v128.andnot(v128.load(gradient), f32x4.le(v128.load(output), f32x4.splat(0))))
    gradient += 16
    output += 16
    to += 16
  }
  while (to < end) {
    store<f32>(to, load<f32>(output) <= 0 ? 0 : load<f32>(gradient))
    gradient += 4
    output += 4
    to += 4
  }
}
