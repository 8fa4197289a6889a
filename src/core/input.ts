import type { Dim, dimOf } from "../../types/dim.js"
import type { positive } from "../../types/error.js"
import { dimOf as normalDim, showDim, type RuntimeDim } from "../ops/dim.js"
import { ShapeError } from "./error.js"
import { type GraphNode, GraphTensor } from "./graph.js"
import { freshName } from "./names.js"
import type { DType, Tensors } from "./tensor.js"

/** One axis as it is written for `input`: a positive integer, a symbol, or `null` when only the data says it. */
type Axis = Dim | null

export interface InputOptions<shape extends readonly Axis[], dtype extends DType, batch extends number> {
  /** The axes of one sample, without the batch: positive integers, symbols such as `"T"`, or `null` for unknown. */
  readonly shape: InputShape<shape>
  /** @default "float32" */
  readonly dtype?: dtype
  /** The number of samples in every batch, where a layer needs to know it (`stateful`). Otherwise `"B"`. */
  readonly batchSize?: positive<batch, "batchSize">
  readonly name?: string
}

/** The shape itself, with a sentence in place of each axis that cannot be. */
type InputShape<shape extends readonly Axis[]> = {
  readonly [axis in keyof shape]: shape[axis] extends number ? positive<shape[axis], "an axis"> : shape[axis]
}

type Dims<shape extends readonly Axis[]> = { -readonly [axis in keyof shape]: dimOf<shape[axis]> }

/**
 * An input of a model: a tensor of a graph that data will take the place of.
 *
 * @shape `[...shape]` gives `["B", ...shape]`: the batch axis `"B"` is the same for every input of a model
 * @param options.shape the axes of one sample: positive integers, symbols, or `null`
 * @throws ShapeError when an axis is not a positive integer, a symbol or `null`
 * @see https://keras.io/api/layers/core_layers/input/
 * @example
 * input({ shape: [7, 12] }) // => SymbolicTensor<["B", 7, 12]>
 * input({ shape: ["T", 71] }) // => SymbolicTensor<["B", "T", 71]>
 * input({ shape: [null], dtype: "int32" }) // => SymbolicIntTensor<["B", number]>
 */
export const input = <
  const shape extends readonly Axis[],
  dtype extends DType = "float32",
  const batch extends number = never,
>(
  options: InputOptions<shape, dtype, batch>,
): Tensors<[[batch] extends [never] ? "B" : batch, ...Dims<shape>]>["graph"][dtype] => {
  const { shape, dtype = "float32", batchSize, name = freshName("input") } = checked(options)
  const outputs: GraphTensor[] = []
  const node: GraphNode = { name, inputs: [], initialState: [], outputs }
  outputs.push(new GraphTensor([batchSize ?? "B", ...shape.map(normalDim)], dtype, node, 0))
  // Sound because test/input.test.ts holds the shape that is written and the one that is typed equal.
  return outputs[0] as never
}

const checked = (options: object) => {
  const { shape, dtype, batchSize, name } = options as { [key: string]: unknown }
  const refuse = (sentence: string, received: unknown): never => {
    throw new ShapeError(sentence, {
      code: "option",
      layer: "input",
      expected: "positive integers, symbols or null",
      received: String(received),
    })
  }
  if (!Array.isArray(shape)) return refuse(`input needs a shape: the axes of one sample, got ${String(shape)}`, shape)
  for (const axis of shape) {
    if (axis === null || (Number.isInteger(axis) && axis > 0) || (typeof axis === "string" && isSymbol(axis))) continue
    if (typeof axis === "string") {
      refuse(`an axis must be a name such as "T" or a sum such as "2*T+1", got "${axis}"`, axis)
    }
    refuse(`an axis must be a positive integer, got ${showDim(axis)}`, axis)
  }
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && Number(batchSize) > 0)) {
    refuse(`batchSize must be a positive integer, got ${String(batchSize)}`, batchSize)
  }
  if (dtype !== undefined && !["float32", "int32", "bool", "string"].includes(String(dtype))) {
    refuse(`dtype must be one of float32, int32, bool, string, got ${String(dtype)}`, dtype)
  }
  return { shape, dtype, batchSize, name } as {
    shape: readonly RuntimeDim[]
    dtype?: DType
    batchSize?: number
    name?: string
  }
}

/** A sum of products of names and integers. */
const isSymbol = (text: string) => /^-?(\w+)([*+-]\w+)*$/.test(text) && /[A-Za-z_]/.test(text) && !/\d[A-Za-z_]/.test(text.replace(/[A-Za-z_]\w*/g, "x"))
