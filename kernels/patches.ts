/** The patches of a convolution as rows of a matrix, and rows added back to where their patches came from. */
import { addScaled } from "./vector"

let fromDepth: i32 = 0, fromHeight: i32 = 0, fromWidth: i32 = 0
let toDepth: i32 = 0, toHeight: i32 = 0, toWidth: i32 = 0
let depth: i32 = 0, height: i32 = 0, width: i32 = 0
let strideDepth: i32 = 0, strideHeight: i32 = 0, strideWidth: i32 = 0
let dilationDepth: i32 = 0, dilationHeight: i32 = 0, dilationWidth: i32 = 0
let beforeDepth: i32 = 0, beforeHeight: i32 = 0, beforeWidth: i32 = 0
/** Numbers of an element of the input, and of the output. */
let channels: i32 = 0, filters: i32 = 0

/** Sizes of the input, the output and the filter; strides, dilations, the padding before; channels and filters. */
export function setConvolution(
  fromD: i32, fromH: i32, fromW: i32, toD: i32, toH: i32, toW: i32, filterD: i32, filterH: i32, filterW: i32,
  strideD: i32, strideH: i32, strideW: i32, dilationD: i32, dilationH: i32, dilationW: i32,
  beforeD: i32, beforeH: i32, beforeW: i32, ofInput: i32, ofOutput: i32,
): void {
  fromDepth = fromD; fromHeight = fromH; fromWidth = fromW
  toDepth = toD; toHeight = toH; toWidth = toW
  depth = filterD; height = filterH; width = filterW
  strideDepth = strideD; strideHeight = strideH; strideWidth = strideW
  dilationDepth = dilationD; dilationHeight = dilationH; dilationWidth = dilationW
  beforeDepth = beforeD; beforeHeight = beforeH; beforeWidth = beforeW
  channels = ofInput; filters = ofOutput
}

/** Copies the patches of the samples `first` to `end` of `image` into `rows`. */
export function gatherPatches(first: i32, end: i32, image: usize, rows: usize): void {
  eachRow(first, end, image, rows, false)
}

/** Adds the rows to the patches of the samples `first` to `end` of `image`. */
export function scatterPatches(first: i32, end: i32, image: usize, rows: usize): void {
  eachRow(first, end, image, rows, true)
}

function eachRow(first: i32, end: i32, image: usize, rows: usize, adds: bool): void {
  const row = <usize>(width * channels) << 2
  for (let sample = first; sample < end; sample++) {
    for (let z = 0; z < toDepth; z++) {
      for (let y = 0; y < toHeight; y++) {
        for (let x = 0; x < toWidth; x++) {
          const left = x * strideWidth - beforeWidth
          for (let c = 0; c < depth; c++) {
            const level = z * strideDepth - beforeDepth + c * dilationDepth
            for (let a = 0; a < height; a++) {
              const line = y * strideHeight - beforeHeight + a * dilationHeight
              const isInside = <u32>level < <u32>fromDepth && <u32>line < <u32>fromHeight
              const start = ((sample * fromDepth + level) * fromHeight + line) * fromWidth
              if (!isInside) {
                if (!adds) memory.fill(rows, 0, row)
              } else if (dilationWidth == 1) runOf(left, image, start, rows, adds)
              else tapsOf(left, image, start, rows, adds)
              rows += row
            }
          }
        }
      }
    }
  }
}

/** The part of a row of the patch that lies inside the image, all at once. */
// @ts-ignore: decorator
@inline
function runOf(left: i32, image: usize, line: i32, rows: usize, adds: bool): void {
  const start = min(max(-left, 0), width)
  const end = max(min(fromWidth - left, width), start)
  const at = image + (<usize>((line + left + start) * channels) << 2)
  const to = rows + (<usize>(start * channels) << 2)
  const count = (end - start) * channels
  if (adds) addScaled(count, 1, to, at)
  else {
    for (let place = rows; place < to; place += 4) store<f32>(place, 0)
    copy(count, at, to)
    const last = rows + (<usize>(width * channels) << 2)
    for (let place = to + (<usize>count << 2); place < last; place += 4) store<f32>(place, 0)
  }
}

function tapsOf(left: i32, image: usize, line: i32, rows: usize, adds: bool): void {
  for (let b = 0; b < width; b++) {
    const column = left + b * dilationWidth
    const at = image + (<usize>((line + column) * channels) << 2)
    if (<u32>column >= <u32>fromWidth) {
      if (!adds) memory.fill(rows, 0, <usize>channels << 2)
    } else if (adds) addScaled(channels, 1, rows, at)
    else copy(channels, at, rows)
    rows += <usize>channels << 2
  }
}

// @ts-ignore: decorator
@inline
function copy(count: i32, from: usize, to: usize): void {
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~3) << 2)
  while (to < whole) {
    v128.store(to, v128.load(from))
    from += 16
    to += 16
  }
  while (to < end) {
    store<f32>(to, load<f32>(from))
    from += 4
    to += 4
  }
}

/** The gradient of a depthwise filter, added to `filter`; or of the input, added to `image`. */
export function depthwise(batch: i32, image: usize, output: usize, filter: usize, ofFilter: bool): void {
  for (let sample = 0; sample < batch; sample++) {
    for (let y = 0; y < toHeight; y++) {
      for (let x = 0; x < toWidth; x++) {
        let place = filter
        for (let a = 0; a < height; a++) {
          const line = y * strideHeight - beforeHeight + a * dilationHeight
          for (let b = 0; b < width; b++) {
            const column = x * strideWidth - beforeWidth + b * dilationWidth
            if (<u32>line < <u32>fromHeight && <u32>column < <u32>fromWidth) {
              const at = image + (<usize>(((sample * fromHeight + line) * fromWidth + column) * channels) << 2)
              if (ofFilter) addToFilter(at, output, place)
              else addToInput(at, output, place)
            }
            place += <usize>filters << 2
          }
        }
        output += <usize>filters << 2
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addToFilter(x: usize, dy: usize, filter: usize): void {
  if (filters == channels) return addProducts(channels, x, dy, filter)
  const each = filters / channels
  for (let channel = 0; channel < channels; channel++) {
    const value = load<f32>(x)
    for (let index = 0; index < each; index++) {
      store<f32>(filter, load<f32>(filter) + value * load<f32>(dy))
      dy += 4
      filter += 4
    }
    x += 4
  }
}

// @ts-ignore: decorator
@inline
function addToInput(x: usize, dy: usize, filter: usize): void {
  if (filters == channels) return addProducts(channels, filter, dy, x)
  const each = filters / channels
  for (let channel = 0; channel < channels; channel++) {
    let sum: f32 = 0
    for (let index = 0; index < each; index++) {
      sum += load<f32>(filter) * load<f32>(dy)
      dy += 4
      filter += 4
    }
    store<f32>(x, load<f32>(x) + sum)
    x += 4
  }
}

/** `to += a * b`. */
// @ts-ignore: decorator
@inline
function addProducts(count: i32, a: usize, b: usize, to: usize): void {
  const end = to + (<usize>count << 2)
  const whole = to + (<usize>(count & ~3) << 2)
  while (to < whole) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(a), v128.load(b))))
    a += 16
    b += 16
    to += 16
  }
  while (to < end) {
    store<f32>(to, load<f32>(to) + load<f32>(a) * load<f32>(b))
    a += 4
    b += 4
    to += 4
  }
}
