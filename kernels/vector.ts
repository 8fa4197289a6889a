/** Numbers that lie side by side. */

/** `c + a * b`, in one instruction where the platform has it. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_madd<f32>(a, b, c) : f32x4.add(c, f32x4.mul(a, b))
}

/** `to += factor * from`. */
export function addScaled(count: i32, factor: f32, from: usize, to: usize): void {
  const all = f32x4.splat(factor)
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~7) << 2)
  while (to < whole) {
    v128.store(to, multiplyAdd(all, v128.load(from), v128.load(to)))
    v128.store(to, multiplyAdd(all, v128.load(from, 16), v128.load(to, 16)), 16)
    from += 32
    to += 32
  }
  while (to < end) {
    store<f32>(to, load<f32>(to) + factor * load<f32>(from))
    from += 4
    to += 4
  }
}

export function dot(terms: i32, a: usize, b: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0
  const end = a + (<usize>terms << 2)
  const whole = a + (<usize>(terms & ~7) << 2)
  while (a < whole) {
    s0 = multiplyAdd(v128.load(a), v128.load(b), s0)
    s1 = multiplyAdd(v128.load(a, 16), v128.load(b, 16), s1)
    a += 32
    b += 32
  }
  const s = f32x4.add(s0, s1)
  let sum = f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3)
  while (a < end) {
    sum += load<f32>(a) * load<f32>(b)
    a += 4
    b += 4
  }
  return sum
}
