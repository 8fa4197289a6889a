/** What CI holds. */

/**
 * How many times faster than plain tfjs at least, in time of the main thread. About half of what several runs gave on two
 * busy cores (big 24 and 4.9, small 11 to 14 and 5.0 to 5.7, gru 19, transformer 14 to 27, MLP 7), and below what is left without a second
 * core (big 13 to 15 and 2.7, small 9 and 3.8).
 */
export const held = [
  { model: "big", part: "train", least: 12 },
  { model: "big", part: "forward", least: 2 },
  { model: "small", part: "train", least: 6 },
  { model: "small", part: "forward", least: 3 },
  { model: "gru", part: "train", least: 7 },
  { model: "cnn", part: "train", least: 20 },
  { model: "transformer", part: "train", least: 8 },
  { model: "mlp", part: "train", least: 2.5 },
]

/** How much more than a bare loop `fit` may take; several runs gave 5 to 9 %. */
export const mostOverBare = 0.15
