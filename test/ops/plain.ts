/** What some ops give, by definition: a loop over every place of the output. */
import type { Values } from "../patterns/reference.js"

type Shape = readonly number[]

const sizeOf = (shape: Shape) => shape.reduce((a, b) => a * b, 1)

/** The place in each axis of the value that stands `at` among the flat ones. */
const placeOf = (at: number, shape: Shape): readonly number[] => {
  let left = at
  return shape
    .map((_, axis) => {
      const size = shape[shape.length - 1 - axis] ?? 1
      const place = left % size
      left = (left - place) / size
      return place
    })
    .reverse()
}
const valueAt = ({ shape, values }: Values, place: readonly number[]): number =>
  values[shape.reduce((flat, size, axis) => flat * size + (place[axis] ?? 0), 0)] ?? Number.NaN

const filled = (shape: Shape, value: (place: readonly number[]) => number): Values => ({
  shape,
  values: Array.from({ length: sizeOf(shape) }, (_, at) => value(placeOf(at, shape))),
})

/** NumPy's broadcasting: axes are counted from the last, and one of size 1 is the same everywhere. */
export const pairwise = (a: Values, b: Values, compute: (a: number, b: number) => number): Values => {
  const rank = Math.max(a.shape.length, b.shape.length)
  const long = ({ shape }: Values) => [...new Array<number>(rank - shape.length).fill(1), ...shape]
  const [one, other] = [long(a), long(b)]
  const shape = one.map((size, axis) => (size === 1 ? (other[axis] ?? 1) : size))
  const own = (x: Values, place: readonly number[]) =>
    valueAt(
      x,
      place.slice(rank - x.shape.length).map((at, axis) => (x.shape[axis] === 1 ? 0 : at)),
    )
  return filled(shape, place => compute(own(a, place), own(b, place)))
}

export const reshaped = ({ shape, values }: Values, wanted: Shape): Values => {
  const known = wanted.filter(size => size !== -1)
  return { shape: wanted.map(size => (size === -1 ? sizeOf(shape) / sizeOf(known) : size)), values }
}

export const sliced = (x: Values, begin: Shape, size: Shape): Values => {
  const from = (axis: number) => begin[axis] ?? 0
  const shape = x.shape.map((length, axis) => {
    const wanted = size[axis] ?? -1
    return wanted === -1 ? length - from(axis) : wanted
  })
  return filled(shape, place =>
    valueAt(
      x,
      place.map((at, axis) => at + from(axis)),
    ),
  )
}

export const joined = (list: readonly Values[], axis: number): Values => {
  const [first] = list
  const at = axis < 0 ? axis + (first?.shape.length ?? 0) : axis
  const total = list.reduce((sum, { shape }) => sum + (shape[at] ?? 0), 0)
  const shape = (first?.shape ?? []).map((size, other) => (other === at ? total : size))
  return filled(shape, place => {
    let left = place[at] ?? 0
    for (const one of list) {
      const length = one.shape[at] ?? 0
      if (left < length)
        return valueAt(
          one,
          place.map((own, other) => (other === at ? left : own)),
        )
      left -= length
    }
    return Number.NaN
  })
}

export const turned = (x: Values, order: Shape): Values =>
  filled(
    order.map(axis => x.shape[axis] ?? 1),
    place =>
      valueAt(
        x,
        x.shape.map((_, axis) => place[order.indexOf(axis)] ?? 0),
      ),
  )

/** All values of some axes as one; of every axis, where none is named. */
export const reduced = (
  x: Values,
  axes: Shape | undefined,
  keepDims: boolean,
  compute: (values: readonly number[]) => number,
): Values => {
  const gone = new Set((axes ?? x.shape.map((_, axis) => axis)).map(axis => (axis < 0 ? axis + x.shape.length : axis)))
  const kept = x.shape.map((size, axis) => (gone.has(axis) ? 1 : size))
  const inside = x.shape.map((size, axis) => (gone.has(axis) ? size : 1))
  const { values } = filled(kept, place =>
    compute(
      Array.from({ length: sizeOf(inside) }, (_, at) =>
        valueAt(
          x,
          placeOf(at, inside).map((own, axis) => own + (place[axis] ?? 0)),
        ),
      ),
    ),
  )
  return { shape: keepDims ? kept : kept.filter((_, axis) => !gone.has(axis)), values }
}
