/**
 * A convolution is a product of matrices: each position's patch of the input is a row, `filter * channels` long. Here
 * rows are copied from the input, and added back to it. Both lie in one memory, at places counted in float32 elements.
 */
import type { Geometry } from "./geometry.js"

export interface Places {
  /** Where the input begins. */
  image: number
  /** Where the rows begin. */
  rows: number
}

/** Below this many elements a loop is faster than a call of copyWithin. */
const worthACall = 48

type Visit = (image: number, row: number, count: number) => void

/**
 * Goes through the runs of elements that lie together in both the image and the rows of samples `first` to `end`.
 * Places of the padding are given as image -1.
 */
const eachRun = (geometry: Geometry, { image, rows }: Places, first: number, end: number, visit: Visit) => {
  const { from, to, filter, strides, dilations, before, channels } = geometry
  const together = dilations[2] === 1
  const [times, taps] = together ? [1, filter[2]] : [filter[2], 1]
  const width = from[2]
  let row = rows
  for (let sample = first; sample < end; sample++) {
    for (let z = 0; z < to[0]; z++) {
      for (let y = 0; y < to[1]; y++) {
        for (let x = 0; x < to[2]; x++) {
          for (let c = 0; c < filter[0]; c++) {
            const depth = z * strides[0] - before[0] + c * dilations[0]
            for (let a = 0; a < filter[1]; a++) {
              const height = y * strides[1] - before[1] + a * dilations[1]
              const isInside = depth >= 0 && depth < from[0] && height >= 0 && height < from[1]
              const line = ((sample * from[0] + depth) * from[1] + height) * width
              for (let b = 0; b < times; b++) {
                const left = x * strides[2] - before[2] + b * dilations[2]
                const start = isInside ? Math.min(Math.max(-left, 0), taps) : taps
                const stop = isInside ? Math.max(Math.min(width - left, taps), start) : taps
                if (start > 0) visit(-1, row, start * channels)
                if (stop > start) {
                  visit(image + (line + left + start) * channels, row + start * channels, (stop - start) * channels)
                }
                if (taps > stop) visit(-1, row + stop * channels, (taps - stop) * channels)
                row += taps * channels
              }
            }
          }
        }
      }
    }
  }
}

/** Copies the patches of the samples `first` to `end` into rows. */
export const gatherPatches = (memory: Float32Array, geometry: Geometry, places: Places, first: number, end: number) =>
  eachRun(geometry, places, first, end, (image, row, count) => {
    if (image < 0) memory.fill(0, row, row + count)
    else if (count >= worthACall) memory.copyWithin(row, image, image + count)
    else for (let index = 0; index < count; index++) memory[row + index] = memory[image + index] ?? 0
  })

/** Adds rows to the places of the image that their patches came from. */
export const scatterPatches = (memory: Float32Array, geometry: Geometry, places: Places, first: number, end: number) =>
  eachRun(geometry, places, first, end, (image, row, count) => {
    if (image < 0) return
    for (let index = 0; index < count; index++) {
      memory[image + index] = (memory[image + index] ?? 0) + (memory[row + index] ?? 0)
    }
  })
