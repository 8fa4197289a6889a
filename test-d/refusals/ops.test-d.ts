/** Ops, and what shapes are written with. Each function is refused by the compiler, and in the same words when it runs. */
import { cropping2D, input, zeroPadding2d } from "shapeproof"
import * as ops from "shapeproof/ops"

const x = input({ shape: [7, 12] })
const text = input({ shape: ["T", 64] })
const data = ops.zeros([2, 3])
const row = ops.zeros([3])
const images = ops.zeros([2, 5, 6, 3])
const ints = ops.cast(data, "int32")
const flags = ops.greater(data, 0)
const pairs = <const list extends readonly (readonly [number, number])[]>(...list: list) => list
const behind = pairs([0, 0], [0, 3])
const before = pairs([3, 0], [0, 0])

export const refused: readonly (() => unknown)[] = [
  // Axes
  // @ts-expect-error axis must be one or more, got []
  () => ops.sum(x, []),
  // @ts-expect-error squeeze(axis [1]) takes axes of 1 away, but axis 1 of [B, 7, 12] is 7
  () => ops.squeeze(x, [1]),
  // @ts-expect-error unstack(axis 1) must know how many tensors it gives, but axis 1 of [B, T, 64] is T
  () => ops.unstack(text, 1),

  // Pictures
  // @ts-expect-error size must be [height, width], got [8]
  () => ops.resizeBilinear(images, [8]),
  // @ts-expect-error size must be [height, width] of positive integers, got 0
  () => ops.resizeBilinear(images, [8, 0]),
  // @ts-expect-error resizeNearestNeighbor needs pictures [batch, height, width, channels] or [height, width, channels], got [2, 3]
  () => ops.resizeNearestNeighbor(data, [8, 8]),
  // @ts-expect-error depthToSpace needs [batch, height, width, channels], got [2, 3]
  () => ops.depthToSpace(data, 2),
  // @ts-expect-error depthToSpace(2) needs a multiple of 4 channels, got [2, 5, 6, 3]
  () => ops.depthToSpace(images, 2),

  // Joined and taken apart
  // @ts-expect-error stack: element 1 is [3], but [2, 3] came before it; all must be equal
  () => ops.stack([data, row]),
  // @ts-expect-error split([1, 1]) must fill axis 1 of [2, 3], which is 3; -1 stands for what is left
  () => ops.split(data, [1, 1], 1),
  // @ts-expect-error slice([0, 0, 0], [1, 1, 1]) names more axes than [2, 3] has
  () => ops.slice(data, [0, 0, 0], [1, 1, 1]),
  // @ts-expect-error slice begins at 3 in axis 0 of [2, 3], which is only 2 long
  () => ops.slice(data, [3]),

  // Matrices and grids
  // @ts-expect-error bandPart needs matrices [..., rows, columns], got [3]
  () => ops.bandPart(row, 0, 0),
  // @ts-expect-error numLower must be an integer of 0 or more, or -1 for all, got -2
  () => ops.bandPart(data, -2, 0),
  // @ts-expect-error meshgrid needs vectors [length], got [2, 3]
  () => ops.meshgrid(data, row),

  // Longer and wider
  // @ts-expect-error mirrorPad(reflect) cannot put 0 before and 3 after axis 1 of [2, 3]: a mirror shows no more than the axis has, less its edge
  () => ops.mirrorPad(data, behind, "reflect"),
  // @ts-expect-error mirrorPad(symmetric) cannot put 3 before and 0 after axis 0 of [2, 3]: a mirror shows no more than the axis has
  () => ops.mirrorPad(data, before, "symmetric"),
  // @ts-expect-error tile([2]) needs a count for each axis of [2, 3]
  () => ops.tile(data, [2]),
  // @ts-expect-error broadcastTo knows no size of N: it must be an axis of the input, and on data a number, as x.shape has it
  () => ops.broadcastTo(data, ["N", 3]),
  // @ts-expect-error padding must be one integer of 0 or more for an axis, or a list for its two sides, got a list of 3
  () => zeroPadding2d({ padding: [[1, 2, 3], 1] }),
  // @ts-expect-error cropping must be one integer of 0 or more for an axis, or a list for its two sides, got a list of 1
  () => cropping2D({ cropping: [1, [2]] }),

  // Products, and other shapes
  // @ts-expect-error matMul cannot broadcast the batch axes of [2, 5, 6, 3] and [4, 1, 3, 6]: axis 0 of the second is in the way
  () => ops.matMul(images, ops.zeros([4, 1, 3, 6])),
  // @ts-expect-error matMul needs axis -1 of the second to be 3, as axis -1 of the first is, not 2: got [2, 3] and [3, 2]; it fits without transposeB
  () => ops.matMul(data, ops.transpose(data), false, true),
  // @ts-expect-error reshape([-1, 4]) needs a multiple of 4 values, but [2, 3] has 6
  () => ops.reshape(data, [-1, 4]),
  // @ts-expect-error shape must hold positive integers or symbols, and -1 for what is left, got 0
  () => ops.reshape(data, [0, 6]),
  // @ts-expect-error add cannot broadcast [2, 3] with [2]: axis 0 of the second must be 3 or 1, not 2
  () => ops.add(data, ops.zeros([2])),
  // @ts-expect-error gather needs int32, got bool; cast it to int32
  () => ops.gather(ints, flags),
  // @ts-expect-error an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got T+
  () => input({ shape: ["T+", 3] }),
  // @ts-expect-error an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got an empty text
  () => input({ shape: ["", 3] }),

  // Patterns
  // @ts-expect-error rearrange: b t d has no ->; write the axes before it and those behind it
  () => ops.rearrange(x, "b t d"),
  // @ts-expect-error rearrange: the pattern has a ( without its )
  () => ops.rearrange(x, "b t (d -> b t d"),
  // @ts-expect-error rearrange: the pattern has a ( inside of another
  () => ops.rearrange(x, "b t ((d)) -> b t d"),
  // @ts-expect-error rearrange: the pattern has a ) without its (
  () => ops.rearrange(x, "b t d) -> b t d"),
  // @ts-expect-error rearrange: 2d is no name of an axis; a name is made of letters, digits and _, and begins with a letter
  () => ops.rearrange(x, "b t 2d -> b t 2d"),
  // @ts-expect-error rearrange: the ellipsis cannot stand in brackets before the ->
  () => ops.rearrange(x, "b (...) -> b ..."),
  // @ts-expect-error rearrange: t stands twice before the ->
  () => ops.rearrange(x, "b t t -> b t"),
  // @ts-expect-error rearrange: t stands twice behind the ->
  () => ops.rearrange(x, "b t d -> b t t d"),
  // @ts-expect-error rearrange: the ellipsis stands only behind the ->
  () => ops.rearrange(x, "b t d -> b t d ..."),
  // @ts-expect-error einsum: operand 1 (...a...) has more than one ellipsis
  () => ops.einsum("...a...->a", x),
  // @ts-expect-error einsum: the output (...b) has an ellipsis, but no operand has
  () => ops.einsum("btd->...b", x),
  // @ts-expect-error einsum: the ellipsis is [2, 5, 6] in operand 2, which does not broadcast with [2]
  () => ops.einsum("...a,...b->...ab", data, images),
]
