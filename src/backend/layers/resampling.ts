import * as tf from "@tensorflow/tfjs"

/** What the elements of an axis of `n` have in one place of an axis of `size`: their indices, and their shares. */
export type Shares = (place: number, n: number, size: number) => readonly (readonly [element: number, share: number])[]

/** An axis of another length, each place of it a sum of shares: a product with a matrix, whose gradient tfjs has. */
export const resampled = (x: tf.Tensor, axis: number, size: number, shares: Shares): tf.Tensor => {
  const n = x.shape[axis] ?? 0
  const order = [...x.shape.keys()].filter(each => each !== axis)
  const back = x.shape.map((_, each) => (each === axis ? x.rank - 1 : order.indexOf(each)))
  const last = x.transpose([...order, axis])
  const values = new Float32Array(n * size)
  for (let place = 0; place < size; place++) {
    for (const [element, share] of shares(place, n, size)) {
      const index = element * size + place
      values[index] = (values[index] ?? 0) + share
    }
  }
  const product = last.reshape<tf.Tensor2D>([-1, n]).matMul(tf.tensor2d(values, [n, size]))
  return product.reshape([...last.shape.slice(0, -1), size]).transpose(back)
}

/** The two nearest elements by their distance, where the middles of all elements and of all places lie on one line. */
export const nearby: Shares = (place, n, size) => {
  const at = ((place + 0.5) * n) / size - 0.5
  const low = Math.floor(at)
  const inside = (element: number) => Math.min(n - 1, Math.max(0, element))
  return [
    [inside(low), 1 - (at - low)],
    [inside(low + 1), at - low],
  ]
}

/** The nearest element. */
const nearest: Shares = (place, n, size) => [[Math.min(Math.floor(((place + 0.5) * n) / size), n - 1), 1]]

/** What an element at a distance, in elements, has in a place; 0 from `radius` on. */
interface Kernel {
  readonly radius: number
  readonly at: (distance: number) => number
}

const triangle: Kernel = { radius: 1, at: distance => Math.max(0, 1 - distance) }

/** Keys 1981, with a = -1/2. */
const cubic: Kernel = {
  radius: 2,
  at: x =>
    x < 1 ? (1.5 * x - 2.5) * x * x + 1
    : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2
    : 0,
}

const lanczos = (radius: number): Kernel => ({
  radius,
  at: x =>
    x > radius ? 0
    : x <= 1e-3 ? 1
    : (radius * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / radius)) / (Math.PI * Math.PI * x * x),
})

/** All elements that a kernel reaches from the middle of a place; spread, so that a smaller axis leaves none out. */
const reached =
  ({ radius, at }: Kernel, spreads: boolean): Shares =>
  (place, n, size) => {
    const wide = spreads ? Math.max(n / size, 1) : 1
    const middle = ((place + 0.5) * n) / size
    const first = Math.max(Math.ceil(middle - radius * wide - 0.5), 0)
    const last = Math.min(Math.floor(middle + radius * wide - 0.5), n - 1)
    return whole(
      Array.from({ length: last - first + 1 }, (_, index) => {
        const element = first + index
        return [element, at(Math.abs(element + 0.5 - middle) / wide)] as const
      }),
    )
  }

/** TensorFlow's, which knows the kernel at 1024 distances between two elements. */
const tabled: Shares = (place, n, size) => {
  const middle = ((place + 0.5) * n) / size - 0.5
  const low = Math.floor(middle)
  const beyond = Math.round((middle - low) * 1024) / 1024
  const four = [1 + beyond, beyond, 1 - beyond, 2 - beyond]
  return whole(
    four
      .map((distance, index) => [low - 1 + index, cubic.at(distance)] as const)
      .filter(([element]) => element >= 0 && element < n),
  )
}

/** Shares that are 1 together. */
const whole = (shares: ReturnType<Shares>): ReturnType<Shares> => {
  const sum = shares.reduce((total, [, share]) => total + share, 0)
  return shares.map(([element, share]) => [element, share / sum])
}

/** By the names of Keras. */
const smooth = {
  nearest: () => nearest,
  bilinear: (spreads: boolean) => (spreads ? reached(triangle, true) : nearby),
  bicubic: (spreads: boolean) => (spreads ? reached(cubic, true) : tabled),
  lanczos3: (spreads: boolean) => reached(lanczos(3), spreads),
  lanczos5: (spreads: boolean) => reached(lanczos(5), spreads),
}
export type Interpolation = keyof typeof smooth

/** An image brought to a size, as `tf.image.resize` does. */
export const resized = (
  x: tf.Tensor,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
  antialias: boolean,
): tf.Tensor => {
  const shares = smooth[interpolation](antialias)
  return resampled(resampled(x, 1, height, shares), 2, width, shares)
}
