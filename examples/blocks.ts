/**
 * Blocks of layers as ordinary functions. The compiler checks each block once, for every batch and every length, and gives
 * the shape of each use; a row of layers is a block for inputs of any rank.
 *
 *     npx tsx examples/blocks.ts   # 2 s
 */
import { pathToFileURL } from "node:url"
import {
  add,
  dense,
  type Dim,
  dot,
  input,
  layerNormalization,
  lstm,
  model,
  options,
  sequential,
  softmax,
  type SymbolicTensor,
  tensor,
} from "shapeproof"

const width = options({ units: 16 })

/** `[B, T, D]` and back: two dense layers, and what came in added. */
export const residual = <B extends Dim, T extends Dim, D extends number>(x: SymbolicTensor<[B, T, D]>, units: D) => {
  const wide = dense({ units: 64, activation: "relu" })(x)
  return add()([x, dense({ units })(wide)])
}

/** The states after the last step: what a decoder starts from. */
export const encoder = <B extends Dim, T extends Dim, D extends Dim, const units extends number>(
  x: SymbolicTensor<[B, T, D]>,
  units: units,
) => {
  const [, h, c] = lstm({ units, returnState: true })(x)
  return { h, c }
}

/** Every step looks at every step: `softmax(x xᵀ) x`. */
export const attention = <B extends Dim, T extends Dim, D extends Dim>(x: SymbolicTensor<[B, T, D]>) => {
  const scores = dot({ axes: [2, 2] })([x, x])
  return dot({ axes: [2, 1] })([softmax()(scores), x])
}

/** Attention and a residual, each normalized. A layer that makes weights of an axis needs that axis as a number. */
export const transformerBlock = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 16]>) => {
  const attended = layerNormalization()(add()([x, attention(x)]))
  return layerNormalization()(residual(attended, width.units))
}

/** A row of layers has no rank: `[...lead, D]` becomes `[...lead, units]`, for a sample, a sequence or an image. */
export const feedForward = <const units extends number>(units: units) =>
  sequential(dense({ units: 64, activation: "relu" }), dense<units, true>({ units }))

export const run = (print: (line: string) => void = console.log) => {
  const x = input({ shape: ["T", 16] })
  const y = transformerBlock(transformerBlock(x)) // SymbolicTensor<["B", "T", 16]>
  const { h } = encoder(y, 8) // SymbolicTensor<["B", 8]>
  const head = feedForward(3)
  const net = model({ inputs: x, outputs: { last: head(h), each: head(dense({ units: 8 })(y)) } })
  const { last, each } = net.predict(tensor(new Float32Array(2 * 5 * 16), [2, 5, 16]))
  print(`last: [${last.shape}], each: [${each.shape}], ${net.countParams()} weights`)
  return { last: last.shape, each: each.shape, params: net.countParams() }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) run()
