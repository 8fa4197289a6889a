/** Normally distributed numbers from a seed: the generator sfc32 of PractRand, and the polar method of Marsaglia. */

/** Numbers from 0 up to 1; the seed's bits fill the state, and the first ones, which still resemble it, are skipped. */
const uniforms = (seed: number): (() => number) => {
  const bits = new Uint32Array(new Float64Array([seed]).buffer)
  let [a, b, c, counter] = [0x9e3779b9, bits[0] ?? 0, bits[1] ?? 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let skipped = 0; skipped < 16; skipped++) next()
  return next
}

export const normals = (count: number, seed: number = Math.random()): Float64Array => {
  const next = uniforms(seed)
  const values = new Float64Array(count)
  for (let place = 0; place < count;) {
    const x = 2 * next() - 1
    const y = 2 * next() - 1
    const square = x * x + y * y
    if (square >= 1 || square === 0) continue
    const scale = Math.sqrt((-2 * Math.log(square)) / square)
    values[place++] = x * scale
    if (place < count) values[place++] = y * scale
  }
  return values
}
