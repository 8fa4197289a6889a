import { readFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"

export interface Values {
  shape: number[]
  dtype?: "int32" | "bool"
  values: number[]
}

/** What Keras computed: see scripts/fixtures/values.py. */
export interface Oracle {
  layer: string
  config: Record<string, unknown>
  inputs: Values[]
  masks?: (Values | null)[]
  initialState?: Values[]
  training?: boolean
  weights: Values[]
  outputs: Values[]
  outputMasks?: (Values | null)[]
  after?: Values[]
  /** Of the sum of the squares of the outputs, each output times its place from 1, to the first input. */
  gradient?: Values
  /** Of the same sum, to each weight. */
  weightGradients?: Values[]
  /** Calls after the first, of a stateful layer. */
  calls?: { inputs: Values[]; outputs: Values[] }[]
}

export type Build = (layer: string, config: Record<string, unknown>) => tf.layers.Layer

export const oracles: Oracle[] = JSON.parse(
  readFileSync(new URL("../../fixtures/values.json", import.meta.url), "utf8"),
)

export const tensorOf = ({ shape, dtype, values }: Values): tf.Tensor => tf.tensor(values, shape, dtype)

/** Hands its second input on as the mask of its first. */
class WithMask extends tf.layers.Layer {
  static className = "WithMask"
  override supportsMasking = true
  override computeOutputShape(shapes: tf.Shape[]): tf.Shape {
    return shapes[0] ?? []
  }
  override call(inputs: tf.Tensor[]): tf.Tensor[] {
    return inputs.slice(0, 1).map(x => x.clone())
  }
  override computeMask(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    return Array.isArray(inputs) ? inputs.slice(1, 2).map(mask => mask.clone()) : []
  }
}

const list = <value>(value: value | value[]): value[] => (Array.isArray(value) ? value : [value])

export interface Answer {
  outputs: tf.Tensor[]
  calls: tf.Tensor[][]
  weights: tf.Tensor[]
  masks: (tf.Tensor | null)[]
  declared: (number | null)[][]
  model: tf.LayersModel
  layer: tf.layers.Layer
}

/** Builds a model of the one layer, sets its weights and calls it as Keras was called. `free` leaves axis 1 unknown. */
export const replay = (oracle: Oracle, build: Build, free = false): Answer => {
  const { layer: name, config, inputs, masks = [], initialState = [], training = false, calls = [] } = oracle
  const layer = build(name, config)
  const fixed = config["stateful"] === true || JSON.stringify(config).includes('"stateful":true')
  const symbol = ({ shape: [batch = 1, ...rest], dtype }: Values, open = free): tf.SymbolicTensor =>
    tf.input({
      batchShape: [fixed ? batch : null, ...rest.map((size, axis) => (open && axis === 0 ? null : size))],
      dtype: dtype ?? "float32",
    })
  const sequences = inputs.map(input => symbol(input))
  const maskInputs = inputs.map((_, index) => masks[index] ?? null).map(mask => (mask ? symbol(mask) : null))
  const states = initialState.map(state => symbol(state, false))
  const masked = sequences.map((x, index) => {
    const mask = maskInputs[index]
    return mask ? list(new WithMask({}).apply([x, mask]))[0] : x
  })
  const entries = masked.filter(x => x instanceof tf.SymbolicTensor)
  const [only, ...others] = entries
  const symbols = list(
    layer.apply(others.length === 0 && only ? only : entries, states.length > 0 ? { initialState: states } : {}),
  ).filter(x => x instanceof tf.SymbolicTensor)
  const model = tf.model({
    inputs: [...sequences, ...maskInputs.filter(mask => mask !== null), ...states],
    outputs: symbols,
  })
  layer.setWeights(oracle.weights.map(tensorOf))
  const tensors = inputs.map(tensorOf)
  const given = [...tensors, ...masks.filter(mask => mask !== null).map(tensorOf), ...initialState.map(tensorOf)]
  // `predict` makes a column of an input of one axis.
  const outputs =
    training || inputs.some(({ shape }) => shape.length === 1) ?
      list(model.apply(given, { training })).filter(x => x instanceof tf.Tensor)
    : list(model.predict(given.length === 1 && given[0] ? given[0] : given))
  const maskTensors = inputs.map((_, index) => masks[index] ?? null).map(mask => mask && tensorOf(mask))
  const computed: unknown =
    layer.supportsMasking ? Reflect.apply(layer.computeMask, layer, [tensors, maskTensors]) : null
  return {
    outputs,
    calls: calls.map(call =>
      list(model.predict([...call.inputs.map(tensorOf), ...given.slice(inputs.length, inputs.length + masks.length)])),
    ),
    weights: layer.getWeights(),
    masks: list(computed).map(mask => (mask instanceof tf.Tensor ? mask : null)),
    declared: symbols.map(output => output.shape),
    model,
    layer,
  }
}

/** The largest difference from Keras, infinite where the shapes differ. */
export const difference = (found: tf.Tensor | undefined, expected: Values): number => {
  if (found === undefined || found.shape.join() !== expected.shape.join()) return Number.POSITIVE_INFINITY
  return Array.from(found.dataSync()).reduce((most, value, index) => {
    const gap = Math.abs(value - (expected.values[index] ?? Number.NaN))
    return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(most, gap / Math.max(1, Math.abs(value)))
  }, 0)
}
