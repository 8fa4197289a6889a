/** Handwritten digits of MNIST (LeCun, Cortes, Burges 1998): 10,000 images of 28 x 28, from the package `mnist`. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"

export const side = 28
export const classes = 10
const pixels = side * side

/** Images, one after another, a number from 0 to 1 for each pixel; and which digit each shows. */
export interface Digits {
  readonly count: number
  readonly images: Float32Array
  readonly labels: Int32Array
}

const require = createRequire(import.meta.url)
const folder = `${dirname(require.resolve("mnist/package.json"))}/src/digits`

const read = (digit: number): readonly number[] => {
  const file: { readonly data: readonly number[] } = JSON.parse(readFileSync(`${folder}/${digit}.json`, "utf8"))
  return file.data
}

/** Some images to learn from and others, which are held out: always the same, and as many of each digit, in turn. */
export const digits = ({ training, heldOut }: { training: number; heldOut: number }) => {
  const all = Array.from({ length: classes }, (_, digit) => read(digit))
  const take = (count: number, from: number): Digits => {
    const images = new Float32Array(count * pixels)
    const labels = new Int32Array(count)
    for (let at = 0; at < count; at++) {
      const digit = at % classes
      const start = (from + Math.floor(at / classes)) * pixels
      images.set((all[digit] ?? []).slice(start, start + pixels), at * pixels)
      labels[at] = digit
    }
    return { count, images, labels }
  }
  const most = Math.floor(Math.min(...all.map(data => data.length / pixels)))
  const each = Math.ceil(training / classes)
  if (each + Math.ceil(heldOut / classes) > most) throw new Error(`There are ${most} images of each digit.`)
  return { training: take(training, 0), heldOut: take(heldOut, each) }
}

/** An image in characters, two rows of pixels in one line. */
export const drawn = (pixels: Float32Array): string => {
  const ink = " .:*#"
  const at = (row: number, column: number) => pixels[row * side + column] ?? 0
  const lines = Array.from({ length: side / 2 }, (_, line) =>
    Array.from({ length: side }, (_, column) => {
      const darkness = (at(2 * line, column) + at(2 * line + 1, column)) / 2
      return ink[Math.round(darkness * (ink.length - 1))]
    }).join(""),
  )
  return lines.join("\n")
}
