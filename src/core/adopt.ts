import * as tf from "@tensorflow/tfjs"
import { dimOf, type RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { assemble, composite } from "./assemble.js"
import { adoptSymbolic } from "./build.js"
import { type GraphNode, GraphTensor } from "./graph.js"
import type { LayerInstance } from "./instance.js"
import { call } from "./call.js"
import { opInstance } from "./opInstance.js"
import { Op } from "./opLayer.js"
import type { Answer } from "./spec.js"
import { type DType, dtypes } from "./tensor.js"

/** The graph of a model of tfjs as one of ours, over the same layers. The batch is `"B"`; other unknown axes stay unknown. */
export const adopt = (model: tf.LayersModel): { inputs: readonly GraphTensor[]; outputs: readonly GraphTensor[] } => {
  const nodes = new Map<string, GraphNode>()
  const layers = new Map<tf.layers.Layer, LayerInstance>()

  const adopted = (tensor: tf.SymbolicTensor): GraphTensor => {
    const output = nodeOf(tensor).outputs[tensor.outputTensorIndex ?? 0]
    if (!output) throw new Error(`${tensor.name} is no output of its layer`)
    return output
  }

  const nodeOf = ({ sourceLayer, nodeIndex }: tf.SymbolicTensor): GraphNode => {
    const key = `${sourceLayer.id}/${nodeIndex}`
    const before = nodes.get(key)
    if (before) return before
    const inbound = sourceLayer.inboundNodes[nodeIndex]
    if (!inbound) throw new Error(`${sourceLayer.name} was not called`)
    const isInput = sourceLayer.getClassName() === "InputLayer"
    const given = isInput ? [] : inbound.inputTensors.map(adopted)
    const isRecurrent = sourceLayer instanceof tf.RNN || sourceLayer.getClassName() === "Bidirectional"
    const inputs = isRecurrent ? given.slice(0, 1) : given
    const outputs: GraphTensor[] = []
    if (!isInput && !layers.has(sourceLayer)) layers.set(sourceLayer, instanceOf(sourceLayer, inputs.length > 1))
    const layer = layers.get(sourceLayer)
    const node: GraphNode = {
      name: sourceLayer.name,
      ...(layer && { layer }),
      inputs,
      initialState: isRecurrent ? given.slice(1) : [],
      outputs,
    }
    const dtypes = layer?.dtypesOf?.(inputs.map(({ dtype }) => dtype))
    for (const [index, tensor] of inbound.outputTensors.entries()) {
      const dtype = dtypes?.[index] ?? dtypes?.at(-1) ?? dtypeOf(tensor.dtype)
      const output = new GraphTensor(tensor.shape.map(named), dtype, node, index)
      adoptSymbolic(output, tensor)
      outputs.push(output)
    }
    nodes.set(key, node)
    return node
  }
  return { inputs: model.inputs.map(adopted), outputs: model.outputs.map(adopted) }
}

const named = (dim: number | null, axis: number): RuntimeDim => dimOf(axis === 0 && dim === null ? "B" : dim)

const dtypeOf = (name: string): DType => dtypes.find(dtype => dtype === name) ?? "float32"

/** A layer of tfjs as one of ours. Its rule is what tfjs says, since we have no type for it. */
const instanceOf = (built: tf.layers.Layer, list: boolean): LayerInstance => {
  if (built instanceof Op) return opInstance(built.op, built)
  const kind = built.getClassName()
  const shapeOf = (shapes: readonly RuntimeShape[]): Answer => {
    const known = shapes.map(shape => shape.map(dim => (typeof dim === "number" ? dim : null)))
    const answer = built.computeOutputShape(list ? known : (known[0] ?? []))
    const several = answer.flatMap(shape => (Array.isArray(shape) ? [shape] : []))
    const batch = shapes[0]?.[0] ?? null
    const withBatch = (shape: readonly (number | null)[]) => shape.map((dim, axis) => (axis === 0 ? batch : dim))
    return several.length > 0 ?
        several.map(withBatch)
      : withBatch(answer.flatMap(dim => (Array.isArray(dim) ? [] : [dim])))
  }
  const self: LayerInstance = assemble<LayerInstance>((x, extra) => call(self, x, extra), {
    name: built.name,
    spec: composite(kind, list),
    options: {},
    title: built.name,
    states: undefined,
    shapeOf,
    paramsOf: () => built.countParams(),
    built,
  })
  return self
}
