import * as tf from "@tensorflow/tfjs"

/** Another size of an axis, by neighbours around the middle of each pixel. Made of gathers, so that it has a gradient everywhere. */
export const stretched = (
  x: tf.Tensor,
  axis: number,
  size: number,
  interpolation: "bilinear" | "nearest" = "bilinear",
): tf.Tensor => {
  const own = x.shape[axis] ?? 1
  if (own === size) return x
  const middles = Array.from({ length: size }, (_, at) => ((at + 0.5) * own) / size)
  const row = (places: readonly number[]) =>
    tf.gather(
      x,
      tf.tensor1d(
        places.map(place => Math.min(own - 1, Math.max(0, place))),
        "int32",
      ),
      axis,
    )
  if (interpolation === "nearest") return row(middles.map(Math.floor))
  const places = middles.map(middle => Math.min(own - 1, Math.max(0, middle - 0.5)))
  const low = places.map(Math.floor)
  const first = row(low)
  const shape = x.shape.map((_, index) => (index === axis ? size : 1))
  const share = tf.tensor(
    places.map((place, at) => place - (low[at] ?? 0)),
    shape,
  )
  return first.add(
    row(low.map(at => at + 1))
      .sub(first)
      .mul(share),
  )
}
