/** Digits among strokes that belong to none. */
import { type Digits, side } from "./digits.js"

const pixels = side * side

/** Numbers from 0 up to 1, the same for the same seed (a linear congruential generator; Knuth's constants for 32 bits). */
const chance = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Each image with six short straight strokes and noise, and a mask: 1 where the digit is, and 0 elsewhere. */
export const cluttered = ({ count, images }: Digits, seed: number) => {
  const random = chance(seed)
  const masks = images.map(value => (value > 0.5 ? 1 : 0))
  const noisy = images.map(value => Math.max(value, 0.3 * random()))
  for (let image = 0; image < count; image++) {
    for (let stroke = 0; stroke < 6; stroke++) {
      let [x, y] = [random() * side, random() * side]
      const angle = random() * 2 * Math.PI
      for (let step = 0; step < 8; step++) {
        x += Math.cos(angle)
        y += Math.sin(angle)
        const [column, row] = [Math.round(x), Math.round(y)]
        if (column < 0 || row < 0 || column >= side || row >= side) continue
        const at = image * pixels + row * side + column
        noisy[at] = Math.max(noisy[at] ?? 0, 0.7 + 0.3 * random())
      }
    }
  }
  return { images: noisy, masks }
}
