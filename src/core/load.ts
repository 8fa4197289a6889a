import * as tf from "@tensorflow/tfjs"
import type { Dim } from "../../types/dim.js"
import { type Bindings, bind } from "../ops/bind.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { adopt } from "./adopt.js"
import { declaredShape } from "./declared.js"
import { ShapeError } from "./error.js"
import { reader } from "./files.js"
import type { GraphTensor } from "./graph.js"
import { instantiate } from "./instantiate.js"
import type { Model } from "./model.js"
import { print } from "./options.js"
import type { Ports } from "./ports.js"
import type { SymbolicTensor } from "./tensor.js"

type Axes = readonly (Dim | null)[]
/** The shape of the one port, or a list of shapes. */
export type PortShapes = Axes | readonly Axes[]

type portsOf<shapes> =
  shapes extends Axes ? SymbolicTensor<axesOf<shapes>>
  : { -readonly [index in keyof shapes]: SymbolicTensor<axesOf<shapes[index]>> }
type axesOf<axes> = { -readonly [axis in keyof axes]: axes[axis] extends null ? number : axes[axis] }
type asPorts<ports> = ports extends Ports ? ports : never

/**
 * Reads a model that `save` or tfjs wrote, architecture and weights. What is in a file the compiler cannot know, so its
 * shapes are written here and compared with the file's.
 *
 * @param path the folder, or a tfjs URL in a browser
 * @param expected the shapes of the inputs and the outputs, with the batch: one, or a list; `null` takes any size
 * @throws ShapeError with both shapes when the file has others
 * @example
 * const net = await loadModel("models/net", { inputs: ["B", 7, 12], outputs: ["B", 5] })
 * net // => Model<SymbolicTensor<["B", 7, 12]>, SymbolicTensor<["B", 5]>>
 */
export const loadModel = async <const In extends PortShapes, const Out extends PortShapes>(
  path: string,
  expected: { readonly inputs: In; readonly outputs: Out },
): Promise<Model<asPorts<portsOf<In>>, asPorts<portsOf<Out>>>> => {
  const wanted = { inputs: declared("inputs", expected), outputs: declared("outputs", expected) }
  // A file may name any op.
  await import("../ops.js")
  const { inputs, outputs } = adopt(await tf.loadLayersModel(reader(path)).catch(unbuildable(path)))
  const bound: Bindings = new Map()
  const model = instantiate({
    inputs: agreed("inputs", wanted.inputs, inputs, bound),
    outputs: agreed("outputs", wanted.outputs, outputs, bound),
  })
  // Sound because the shapes of the file were just compared with those of the type; test/save.test.ts.
  return model as unknown as Model<asPorts<portsOf<In>>, asPorts<portsOf<Out>>>
}

/** What tfjs says of a file that it cannot make a model of, as ours: the first line has the reason. */
const unbuildable = (path: string) => (error: unknown) => {
  if (error instanceof ShapeError) throw error
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] : ""
  const sentence = `loadModel: ${path} holds no model that can be built: ${reason || "it has no layers"}; save() writes files that load`
  throw refuse(sentence, "a model that save() or tfjs wrote", "another file")
}

/** The shapes that were written for the inputs or the outputs: one, or a list. */
interface Declared {
  readonly single: boolean
  readonly shapes: readonly RuntimeShape[]
}

const declared = (what: "inputs" | "outputs", expected: unknown): Declared => {
  const isRecord = typeof expected === "object" && expected !== null
  const given: unknown = isRecord ? Object.entries(expected).find(([name]) => name === what)?.[1] : undefined
  if (given === undefined) {
    const sentence = `loadModel needs the shapes that the file has: { inputs: ["B", 7, 12], outputs: ["B", 5] }, got no ${what}`
    throw refuse(sentence, what, "nothing")
  }
  const single = !Array.isArray(given) || given.length === 0 || !given.every(Array.isArray)
  const shapes = (single ? [given] : given).map(declaredShape)
  const wrong = shapes.find(shape => typeof shape === "string")
  if (wrong !== undefined) throw refuse(`loadModel: ${what}: ${wrong}`, "a shape, or a list of shapes", print(given))
  return { single, shapes: shapes.filter((shape): shape is RuntimeShape => typeof shape !== "string") }
}

/** The file's tensors in the form that was expected, once their shapes agree. */
const agreed = (what: string, { single, shapes }: Declared, found: readonly GraphTensor[], bound: Bindings) => {
  if (shapes.length !== found.length) {
    throw refuse(
      `loadModel: the file has ${found.length} ${what}, but ${shapes.length} expected`,
      `${shapes.length}`,
      `${found.length}`,
    )
  }
  for (const [index, shape] of shapes.entries()) {
    const own = found[index]?.shape.map((dim, axis) => (axis === 0 && dim === "B" ? (shape[0] ?? null) : dim)) ?? []
    const reason = bind(shape, own, bound)
    if (reason === undefined) continue
    const call = single ? what : `${what}[${index}]`
    const sentence = `loadModel: ${call} must be ${show(shape)}, but the file has ${show(found[index]?.shape ?? [])}: ${reason}`
    throw refuse(sentence, show(shape), show(found[index]?.shape ?? []))
  }
  return single ? found[0] : found
}

const refuse = (sentence: string, expected: string, received: string) =>
  new ShapeError(sentence, { code: "weights", layer: "loadModel", expected, received })
