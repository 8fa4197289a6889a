import * as tf from "@tensorflow/tfjs"
import { activityCosts } from "../backend/layers/activity.js"
import { maskFor } from "../backend/layers/masks.js"
import { symbolic } from "./build.js"
import { ShapeError } from "./error.js"
import { type GraphNode, type GraphTensor, nodesBefore } from "./graph.js"
import type { LayerInstance } from "./instance.js"

/** A value of a tensor of the graph, and the mask that came with it. */
export interface Value {
  readonly tensor: tf.Tensor
  readonly mask: tf.Tensor | null
}

/** What a model is made of: the nodes between its inputs and its outputs, each layer once, and all weights. */
export class Network {
  readonly nodes: readonly GraphNode[]
  readonly layers: readonly LayerInstance[]

  constructor(
    readonly name: string,
    readonly inputs: readonly GraphTensor[],
    readonly outputs: readonly GraphTensor[],
  ) {
    this.nodes = between(name, inputs, outputs)
    this.layers = [...new Set(this.nodes.flatMap(({ layer }) => (layer ? [layer] : [])))]
    const names = new Set<string>()
    for (const { name: layer } of this.layers) {
      if (names.has(layer)) {
        throw new ShapeError(`${name}: two layers are named ${layer}; names must differ, since they name the weights`, {
          code: "graph",
          layer: name,
          expected: "a name for each layer",
          received: layer,
        })
      }
      names.add(layer)
    }
  }

  #isBuilt = false
  /** Gives every layer its weights, once. */
  #build(): void {
    if (!this.#isBuilt) symbolic(this.outputs)
    this.#isBuilt = true
  }

  #model: tf.LayersModel | undefined
  /** tfjs's own model over the same layers. */
  get model(): tf.LayersModel {
    this.#model ??= tf.model({ inputs: symbolic(this.inputs), outputs: symbolic(this.outputs), name: this.name })
    return this.#model
  }

  /** Every weight, once, in the order of the layers; those that are trained first within a layer. */
  get weights(): readonly Weight[] {
    this.#build()
    return this.layers.flatMap(layer => layer.built.weights.map(variable => ({ layer, variable })))
  }

  /** The variables that training changes. */
  get trainable(): readonly tf.Variable[] {
    this.#build()
    const variables = this.layers.flatMap(({ built }) => built.trainableWeights.map(weight => weight.read()))
    return variables.filter((variable): variable is tf.Variable => variable instanceof tf.Variable)
  }

  /** The weights that must stay within bounds. tfjs holds them to that only where a weight is written by hand. */
  get constrained(): readonly tf.LayerVariable[] {
    return this.layers.flatMap(({ built }) =>
      built.trainableWeights.filter(weight => Boolean(Reflect.get(weight, "constraint"))),
    )
  }

  #costs: readonly tf.Scalar[] = []
  /** What regularizers add to the loss: of the weights, and of the outputs of the last run, in whose `tidy` they are read. */
  get penalties(): readonly tf.Scalar[] {
    const penalties = this.layers.flatMap(({ built }) => built.calculateLosses())
    return [...penalties.filter(penalty => penalty.rank === 0), ...this.#costs]
  }

  /** Computes the outputs. Call it inside `tidy`. */
  run(values: readonly tf.Tensor[], training: boolean): readonly Value[] {
    this.#build()
    const known = new Map<GraphTensor, tf.Tensor>()
    for (const [index, input] of this.inputs.entries()) {
      const tensor = values[index]
      if (tensor) known.set(input, tensor)
    }
    this.#costs = this.nodes.flatMap(node => (node.layer ? runNode(node, node.layer, known, training) : []))
    return this.outputs.map(output => {
      const tensor = lookup(known, output)
      return { tensor, mask: maskFor(tensor) ?? null }
    })
  }

  dispose(): void {
    for (const { built } of this.layers) built.dispose()
  }
}

export interface Weight {
  readonly layer: LayerInstance
  readonly variable: tf.LayerVariable
}

/** As tfjs names it in a file: `dense_1/kernel`. */
export const weightName = ({ layer, variable }: Weight): string => {
  const name = variable.originalName
  return name.startsWith(`${layer.name}/`) ? name : `${layer.name}/${name}`
}

const between = (name: string, inputs: readonly GraphTensor[], outputs: readonly GraphTensor[]) => {
  const nodes = nodesBefore(outputs, new Set(inputs.map(({ source }) => source)))
  const missing = nodes.find(node => !node.layer && !inputs.some(({ source }) => source === node))
  if (!missing) return nodes
  throw new ShapeError(`${name}: the outputs need ${missing.name}, which is not among the inputs`, {
    code: "graph",
    layer: name,
    expected: "every input that the outputs depend on",
    received: inputs.map(input => input.name).join(", "),
  })
}

const lookup = (known: ReadonlyMap<GraphTensor, tf.Tensor>, tensor: GraphTensor): tf.Tensor => {
  const value = known.get(tensor)
  if (!value) throw new Error(`${tensor.name} was not computed`)
  return value
}

const runNode = (
  node: GraphNode,
  layer: LayerInstance,
  known: Map<GraphTensor, tf.Tensor>,
  training: boolean,
): readonly tf.Scalar[] => {
  const inputs = node.inputs.map(input => lookup(known, input))
  const tensors = inputs.map(tensor =>
    layer.spec.takesIntegers || tensor.dtype === "float32" ? tensor : tensor.toFloat(),
  )
  const { built } = layer
  const [x] = tensors
  const extra: Record<string, unknown> = { training }
  if (node.initialState.length > 0) extra["initialState"] = node.initialState.map(state => lookup(known, state))
  const outputs = [built.apply(layer.spec.list || !x ? tensors : x, extra)].flat()
  const given = outputs.filter((tensor): tensor is tf.Tensor => tensor instanceof tf.Tensor)
  for (const [index, output] of node.outputs.entries()) {
    const tensor = given[index]
    if (tensor) known.set(output, tensor)
  }
  return activityCosts(built, given)
}
