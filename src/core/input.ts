import type { Dim, dimOf } from "../../types/dim.js"
import type { positive } from "../../types/error.js"
import type { axisSymbol } from "../../types/written.js"
import { dimOf as normalDim, type RuntimeDim } from "../ops/dim.js"
import { axisSymbol as refusedSymbol } from "../ops/written.js"
import { ShapeError } from "./error.js"
import { type GraphNode, GraphTensor } from "./graph.js"
import { freshName } from "./names.js"
import { meant, noOption } from "./near.js"
import { print, text } from "./options.js"
import { type DType, dtypes, type Tensors } from "./tensor.js"

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
type InputShape<shape extends readonly Axis[]> =
  ((`${shape[number] & number}` & NotPositive) | (shape[number] & string))[] extends never[] ? shape : Refused<shape>
type Refused<shape> = {
  readonly [axis in keyof shape]: shape[axis] extends number ? positive<shape[axis], "an axis">
  : shape[axis] extends string ?
    [axis, shape[axis]] extends ["0", "B"] ?
      ofOneSample
    : axisSymbol<shape[axis]>
  : shape[axis]
}
type NotPositive = `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" | "Infinity" | "NaN"

type ofOneSample = typeof ofOneSample
const ofOneSample = "shape must be that of one sample, got the batch B as its first axis; leave it out, input adds it"

type Dims<shape> = { -readonly [axis in keyof shape]: dimOf<shape[axis]> }

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
  const { shape, dtype, batchSize, name } = checked(options)
  const outputs: GraphTensor[] = []
  const node: GraphNode = { name, inputs: [], initialState: [], outputs }
  outputs.push(new GraphTensor([batchSize ?? "B", ...shape], dtype, node, 0))
  // Sound because test/data.test.ts holds the shape that is written and the one that is typed equal.
  return outputs[0] as never
}

const refuse = (sentence: string, expected: string, received: unknown): never => {
  throw new ShapeError(sentence, { code: "option", layer: "input", expected, received: print(received) })
}

const names: readonly string[] = ["shape", "dtype", "batchSize", "name"]

const checked = (given: { shape?: unknown; dtype?: unknown; batchSize?: unknown; name?: unknown } | null = {}) => {
  if (typeof given !== "object" || given === null) {
    return refuse(`input takes an object of options, got ${print(given)}`, "an object of options", given)
  }
  const { shape, dtype = "float32", batchSize, name } = given
  const other = Array.isArray(given) ? undefined : Object.keys(given).find(key => !names.includes(key))
  if (other !== undefined) return refuse(noOption("input", other, names), "an option", other)
  if (!Array.isArray(shape)) {
    return refuse(`input needs a shape: the axes of one sample, got ${print(shape)}`, "a list of axes", shape)
  }
  const size = batchSize === undefined ? undefined : positiveSize(batchSize)
  const known = dtypes.find(each => each === dtype)
  if (!known)
    return refuse(
      `dtype must be one of ${dtypes.join(", ")}, got ${print(dtype)}${meant(dtype, dtypes)}`,
      dtypes.join(", "),
      dtype,
    )
  const unnamed = name === undefined ? undefined : text(name, "name")
  if (unnamed !== undefined) return refuse(unnamed, "a name", name)
  return {
    shape: shape.map(axisOf),
    dtype: known,
    batchSize: size,
    name: typeof name === "string" ? name : freshName("Input"),
  }
}

const positiveSize = (size: unknown): number =>
  typeof size === "number" && Number.isSafeInteger(size) && size > 0 ?
    size
  : refuse(`batchSize must be a positive integer, got ${print(size)}`, "a positive integer", size)

const axisOf = (axis: unknown, at: number): RuntimeDim => {
  if (at === 0 && axis === "B") return refuse(ofOneSample, "the axes of one sample", axis)
  if (axis === null || (typeof axis === "number" && Number.isSafeInteger(axis) && axis > 0)) return axis
  if (typeof axis !== "string") {
    return refuse(
      `an axis must be a positive integer, got ${print(axis)}`,
      "a positive integer, a symbol or null",
      axis,
    )
  }
  const sentence = refusedSymbol(axis)
  return sentence === undefined ? normalDim(axis) : refuse(sentence, "a symbol", axis)
}
