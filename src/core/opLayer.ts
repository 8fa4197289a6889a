import * as tf from "@tensorflow/tfjs"
import { asList, type Config, isShapes, masks, type Shapes } from "../backend/layers/tensors.js"
import type { RuntimeShape } from "../ops/shape.js"
import { isRefusal, raise } from "./error.js"
import { computeOp, type ErasedOp, type OpCall, shapeOfOp, shapesOf } from "./opSpec.js"
import { isShapeList } from "./spec.js"

const specs = new Map<string, ErasedOp>()

/** Makes an op known to files that name it. */
export const register = (spec: ErasedOp): void => {
  if (specs.has(spec.name)) throw new Error(`two ops are named ${spec.name}`)
  specs.set(spec.name, spec)
}

type ConfigValue = Config[string]
type LayerConfig = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

/** tfjs writes text and names in a file in snake case, save what stands under `name`: so a record is a list of pairs. */
const toFile = (value: unknown): ConfigValue =>
  typeof value === "string" ? { name: value }
  : Array.isArray(value) ? value.map(toFile)
  : typeof value === "number" || typeof value === "boolean" ? value
  : typeof value === "object" && value !== null ? { pairs: Object.entries(value).map(toFile) }
  : null
const fromFile = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(fromFile)
  : typeof value === "object" && value !== null && "name" in value ? value.name
  : typeof value === "object" && value !== null && "pairs" in value && Array.isArray(value.pairs) ?
    Object.fromEntries(value.pairs.map(fromFile).filter(isPair))
  : value
const isPair = (value: unknown): value is readonly [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string"
const entries = <value>(value: unknown, change: (one: unknown) => value) =>
  Object.fromEntries(Object.entries(value ?? {}).map(([name, one]) => [name, change(one)]))

const isShape = (value: unknown): value is RuntimeShape =>
  Array.isArray(value) && value.every(dim => dim === null || typeof dim === "number" || typeof dim === "string")
const isNumbers = (value: unknown): value is (number | null)[] =>
  Array.isArray(value) && value.every(one => one === null || typeof one === "number")

/** An op in a model: a layer without weights, which a file holds as `{ op, options }`. */
export class Op extends tf.layers.Layer {
  static className = "Op"
  readonly op: OpCall

  constructor(config: LayerConfig & { readonly op?: unknown; readonly options?: unknown } & Settings) {
    const { op, options, operands, shapes, ...rest } = config
    super(rest)
    const name = fromFile(op)
    const spec = typeof name === "string" ? specs.get(name) : undefined
    if (!spec) throw new Error(`there is no op ${String(name)}; import "shapeproof/ops" before the model is loaded`)
    const declared = fromFile(shapes ?? [])
    this.op = {
      spec,
      options: entries(options, fromFile),
      operands: isNumbers(operands) ? operands : [],
      declared: Array.isArray(declared) ? declared.filter(isShape) : [],
    }
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape | tf.Shape[] {
    const shapes = isShapes(inputShape) ? inputShape : [inputShape]
    // tfjs knows no symbols: what it leaves open is what the op was written for.
    const declared = this.op.declared.filter((_, at) => (this.op.operands[at] ?? null) === null)
    const named = shapes.map((shape, at) => shape.map((dim, axis) => dim ?? declared[at]?.[axis] ?? null))
    const answer = shapeOfOp(this.op, named)
    if (isRefusal(answer)) return raise(this.op.spec.name, answer)
    const sizes = shapesOf(answer).map(shape => shape.map(dim => (typeof dim === "number" ? dim : null)))
    return isShapeList(answer) ? sizes : (sizes[0] ?? [])
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const { outputs } = computeOp(this.op, asList(inputs))
      const [first] = outputs
      return outputs.length === 1 && first ? first : outputs
    })
  }

  /** As in Keras, a mask goes through layers, and ends at an op. */
  override computeMask(): tf.Tensor | tf.Tensor[] {
    return masks([null])
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...configOf(this.op) }
  }
}
tf.serialization.registerClass(Op)

type Settings = Readonly<Record<string, unknown>>

/** What `Op` is made of again. */
export const configOf = ({ spec, options, operands, declared }: OpCall): Config => ({
  op: { name: spec.name },
  options: entries(options, toFile),
  operands: [...operands],
  shapes: toFile(declared),
})
