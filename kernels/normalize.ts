/** Rows brought to mean 0 and variance 1, and the gradients of that and of softmax, a row at a time. */
import { dot } from "./vector"

/**
 * `normal = (x - mean) / sqrt(variance + epsilon)` and `to = gamma * normal + beta`; the factor of each row to `scales`.
 * Without beta its address is 0.
 */
export function normalizeRows(
  rows: i32,
  columns: i32,
  x: usize,
  gamma: usize,
  beta: usize,
  epsilon: f32,
  normal: usize,
  scales: usize,
  to: usize,
): void {
  const stride = <usize>columns << 2
  for (let row = 0; row < rows; row++) {
    let total: f32 = 0
    for (let at: usize = 0; at < stride; at += 4) total += load<f32>(x + at)
    const mean = total / <f32>columns
    for (let at: usize = 0; at < stride; at += 4) store<f32>(normal + at, load<f32>(x + at) - mean)
    const scale: f32 = 1 / sqrt<f32>(dot(columns, normal, normal) / <f32>columns + epsilon)
    for (let at: usize = 0; at < stride; at += 4) {
      const value = load<f32>(normal + at) * scale
      store<f32>(normal + at, value)
      const scaled = value * load<f32>(gamma + at)
      store<f32>(to + at, beta ? scaled + load<f32>(beta + at) : scaled)
    }
    store<f32>(scales, scale)
    x += stride
    normal += stride
    to += stride
    scales += 4
  }
}

/** The gradient of x: `scale * (g - mean(g) - normal * mean(g * normal))`, where `g = dy * gamma`. */
export function slopesOfNormal(
  rows: i32,
  columns: i32,
  dy: usize,
  gamma: usize,
  normal: usize,
  scales: usize,
  to: usize,
): void {
  const stride = <usize>columns << 2
  for (let row = 0; row < rows; row++) {
    let total: f32 = 0
    for (let at: usize = 0; at < stride; at += 4) {
      const own = load<f32>(dy + at) * load<f32>(gamma + at)
      store<f32>(to + at, own)
      total += own
    }
    const mean = total / <f32>columns
    const along = dot(columns, to, normal) / <f32>columns
    const scale = load<f32>(scales)
    for (let at: usize = 0; at < stride; at += 4)
      store<f32>(to + at, scale * (load<f32>(to + at) - mean - load<f32>(normal + at) * along))
    dy += stride
    normal += stride
    to += stride
    scales += 4
  }
}

/** The gradient of gamma: the sum over all rows of `dy * normal`. */
export function slopesOfGamma(rows: i32, columns: i32, dy: usize, normal: usize, to: usize): void {
  const stride = <usize>columns << 2
  memory.fill(to, 0, stride)
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < stride; at += 4)
      store<f32>(to + at, load<f32>(to + at) + load<f32>(dy + at) * load<f32>(normal + at))
    dy += stride
    normal += stride
  }
}

/** The gradient of softmax: `y * (dy - sum(dy * y))`. */
export function slopesOfSoftmax(rows: i32, columns: i32, dy: usize, y: usize, to: usize): void {
  const stride = <usize>columns << 2
  for (let row = 0; row < rows; row++) {
    const along = dot(columns, dy, y)
    for (let at: usize = 0; at < stride; at += 4)
      store<f32>(to + at, load<f32>(y + at) * (load<f32>(dy + at) - along))
    dy += stride
    y += stride
    to += stride
  }
}
