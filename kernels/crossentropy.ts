/**
 * Crossentropy of what softmax gives, from the numbers before it: `sum(t * (log(sum(e ** z)) - z))`, where the logarithm
 * is the greatest of z less the logarithm of its probability. No probability but the greatest is looked at, so none is 0.
 */

/** For each row the greatest probability, to `greatest`. Returns nothing else: the logarithm is taken outside. */
export function greatestOfRows(rows: i32, columns: i32, from: usize, greatest: usize): void {
  for (let row = 0; row < rows; row++) {
    store<f32>(greatest, maximum(columns, from))
    from += <usize>columns << 2
    greatest += 4
  }
}

/** For each row the greatest number less the one at the label; NaN where the label is none. */
export function gapsAtLabels(rows: i32, columns: i32, logits: usize, labels: usize, gaps: usize): void {
  for (let row = 0; row < rows; row++) {
    const label = load<i32>(labels)
    const isClass = <u32>label < <u32>columns
    const own = isClass ? load<f32>(logits + (<usize>label << 2)) : f32.NaN
    store<f32>(gaps, maximum(columns, logits) - own)
    logits += <usize>columns << 2
    labels += 4
    gaps += 4
  }
}

/** For each row the sum of `t * (greatest - z)` to `gaps`, and the sum of t to `totals`. */
export function gapsOfShares(rows: i32, columns: i32, logits: usize, truth: usize, gaps: usize, totals: usize): void {
  for (let row = 0; row < rows; row++) {
    const greatest = maximum(columns, logits)
    let gap: f32 = 0, total: f32 = 0
    for (let column = 0; column < columns; column++) {
      const share = load<f32>(truth)
      // What is infinitely unlikely and not true costs nothing.
      if (share != 0) gap += share * (greatest - load<f32>(logits))
      total += share
      truth += 4
      logits += 4
    }
    store<f32>(gaps, gap)
    store<f32>(totals, total)
    gaps += 4
    totals += 4
  }
}

/** `(p - (1 at the label)) * dy`; NaN where the label is none. */
export function slopesAtLabels(rows: i32, columns: i32, shares: usize, labels: usize, dy: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    const label = load<i32>(labels)
    const isClass = <u32>label < <u32>columns
    const slope = load<f32>(dy)
    scaled(columns, isClass ? slope : f32.NaN, shares, out)
    const own = out + (<usize>label << 2)
    if (isClass) store<f32>(own, load<f32>(own) - slope)
    shares += <usize>columns << 2
    out += <usize>columns << 2
    labels += 4
    dy += 4
  }
}

/** `(p * sum(t) - t) * dy` */
export function slopesOfShares(rows: i32, columns: i32, shares: usize, truth: usize, dy: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    const slope = load<f32>(dy)
    let total: f32 = 0
    for (let column = 0; column < columns; column++) total += load<f32>(truth + (<usize>column << 2))
    scaled(columns, total * slope, shares, out)
    for (let column = 0; column < columns; column++) {
      store<f32>(out, load<f32>(out) - load<f32>(truth) * slope)
      out += 4
      truth += 4
    }
    shares += <usize>columns << 2
    dy += 4
  }
}

function scaled(count: i32, factor: f32, from: usize, to: usize): void {
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

/** NaN if any is. */
function maximum(count: i32, from: usize): f32 {
  const end = from + (<usize>count << 2)
  const whole = from + (<usize>(count & ~3) << 2)
  let most = f32x4.splat(-f32.MAX_VALUE)
  while (from < whole) {
    most = f32x4.max(most, v128.load(from))
    from += 16
  }
  let greatest = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  )
  while (from < end) {
    greatest = max(greatest, load<f32>(from))
    from += 4
  }
  return greatest
}
