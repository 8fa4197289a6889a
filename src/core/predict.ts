import * as tf from "@tensorflow/tfjs"
import type { PortList } from "./calling.js"
import { ShapeError } from "./error.js"
import { print } from "./options.js"
import type { Network } from "./network.js"

/** Rows `from` up to `to` of each tensor. Call it inside `tidy`. */
export const rows = (tensors: readonly tf.Tensor[], from: number, to: number): tf.Tensor[] =>
  tensors.map(tensor =>
    from === 0 && to === tensor.shape[0] ?
      tensor.clone()
    : tensor.slice([from, ...Array<number>(tensor.rank - 1).fill(0)], [to - from, ...tensor.shape.slice(1)]),
  )

/** The number of samples that are computed at once: what the option says, or what the inputs insist on. */
export const batchSizeOf = (call: string, inputs: PortList, wanted: unknown): number => {
  const [fixed] = inputs.ports.flatMap(({ shape: [batch] }) => (typeof batch === "number" ? [batch] : []))
  const size = wanted === undefined ? (fixed ?? 32) : wanted
  if (typeof size === "number" && Number.isInteger(size) && size > 0 && (fixed === undefined || size === fixed))
    return size
  const expected = fixed === undefined ? "a positive integer" : `${fixed}, the batchSize of the inputs`
  const sentence = `${call}: batchSize must be ${expected}, got ${print(size)}`
  throw new ShapeError(sentence, { code: "option", layer: call, expected, received: print(size) })
}

/** Computes the outputs for data, batch by batch. */
export const predict = (network: Network, values: readonly tf.Tensor[], batchSize: number): readonly tf.Tensor[] =>
  tf.tidy(() => {
    const count = values[0]?.shape[0] ?? 0
    const parts: tf.Tensor[][] = []
    for (let from = 0; from < Math.max(count, 1); from += batchSize) {
      const to = Math.min(from + batchSize, count)
      parts.push(tf.tidy(() => network.run(rows(values, from, to), false).map(({ tensor }) => tensor.clone())))
    }
    const [first = []] = parts
    return first.map((output, index) =>
      parts.length === 1 ?
        output
      : tf.concat(
          parts.flatMap(part => part[index] ?? []),
          0,
        ),
    )
  })
