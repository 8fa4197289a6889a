/** What an optimizer does to one weight, in one pass over its numbers. */

/**
 * Adam: `mean` and `squares` are moved towards the gradient and its square, and `to` gets
 * `weight - alpha * mean / (sqrt(squares) + epsilon)`. The order of the operations is that of the formula over tensors, so
 * the values are the same.
 */
export function adam(
  count: i32,
  weight: usize,
  gradient: usize,
  mean: usize,
  squares: usize,
  to: usize,
  alpha: f32,
  meanShare: f32,
  squareShare: f32,
  epsilon: f32,
): void {
  const a = f32x4.splat(alpha), m = f32x4.splat(meanShare), s = f32x4.splat(squareShare), e = f32x4.splat(epsilon)
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~3) << 2)
  while (to < whole) {
    const slope = v128.load(gradient)
    const oldMean = v128.load(mean)
    const newMean = f32x4.add(oldMean, f32x4.mul(f32x4.sub(slope, oldMean), m))
    const oldSquare = v128.load(squares)
    const newSquare = f32x4.add(oldSquare, f32x4.mul(f32x4.sub(f32x4.mul(slope, slope), oldSquare), s))
    v128.store(mean, newMean)
    v128.store(squares, newSquare)
    const step = f32x4.div(f32x4.mul(newMean, a), f32x4.add(f32x4.sqrt(newSquare), e))
    v128.store(to, f32x4.sub(v128.load(weight), step))
    weight += 16
    gradient += 16
    mean += 16
    squares += 16
    to += 16
  }
  while (to < end) {
    const slope = load<f32>(gradient)
    const newMean = load<f32>(mean) + (slope - load<f32>(mean)) * meanShare
    const newSquare = load<f32>(squares) + (slope * slope - load<f32>(squares)) * squareShare
    store<f32>(mean, newMean)
    store<f32>(squares, newSquare)
    store<f32>(to, load<f32>(weight) - (newMean * alpha) / (sqrt(newSquare) + epsilon))
    weight += 4
    gradient += 4
    mean += 4
    squares += 4
    to += 4
  }
}
