/** Bounds that split data into bins of as many values each, found in one pass over batches, as Keras 3 finds them. */

/** Values in their order, and how many of the data each stands for. */
interface Sketch {
  readonly values: readonly number[]
  readonly weights: readonly number[]
}

/** At most `1 / epsilon` values of a batch. */
const sketched = (batch: ArrayLike<number>, epsilon: number): Sketch => {
  const sorted = Float32Array.from(batch).sort()
  const step = Math.max(sorted.length * epsilon, 1)
  const values: number[] = []
  for (let at = Math.trunc(step - 1); at < sorted.length; at += Math.trunc(step)) values.push(sorted[at] ?? 0)
  return { values, weights: values.map(() => step) }
}

/** The value at `x` of the line through points whose `xs` rise; at its ends beyond them. */
const interpolated = (x: number, xs: readonly number[], ys: readonly number[]): number => {
  const last = xs.length - 1
  const after = xs.findIndex(one => one > x)
  if (after < 0) return ys[last] ?? 0
  if (after === 0) return ys[0] ?? 0
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[after - 1], xs[after], ys[after - 1], ys[after]]
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
}

const compressed = ({ values, weights }: Sketch, epsilon: number): Sketch => {
  if (values.length * epsilon < 1) return { values, weights }
  let total = 0
  const sums = weights.map(weight => (total += weight))
  const parts = sums.map(sum => sum / total)
  const count = Math.ceil(1 / epsilon)
  const wanted = Array.from({ length: count }, (_, at) => epsilon + at * epsilon)
  const reached = wanted.map(part => interpolated(part, parts, sums))
  return {
    values: wanted.map(part => Math.fround(interpolated(part, parts, values))),
    weights: reached.map((sum, at) => Math.fround(sum - (reached[at - 1] ?? 0))),
  }
}

const merged = (one: Sketch, other: Sketch, epsilon: number): Sketch => {
  const pairs = [...one.values, ...other.values].map(
    (value, at) => [value, [...one.weights, ...other.weights][at] ?? 0] as const,
  )
  pairs.sort(([a], [b]) => a - b)
  return compressed({ values: pairs.map(([value]) => value), weights: pairs.map(([, weight]) => weight) }, epsilon)
}

/** The bounds between `count` bins. */
export const quantiles = (batches: readonly ArrayLike<number>[], count: number, epsilon: number): number[] => {
  const none: Sketch = { values: [], weights: [] }
  const all = batches.reduce((found, batch) => merged(sketched(batch, epsilon), found, epsilon), none)
  return compressed(all, 1 / count).values.slice(0, -1)
}
