import * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { type Bindings, bind, substitute } from "../ops/bind.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { compile } from "../train/compile.js"
import { assemble, composite } from "./assemble.js"
import { checked } from "./checked.js"
import { fitting, inForm, type PortList, portList } from "./calling.js"

import { refuse, ShapeError } from "./error.js"
import { type GraphNode, GraphTensor, isGraph } from "./graph.js"
import { freshName } from "./names.js"
import { dataOf, type ModelInstance } from "./modelInstance.js"
import { Network } from "./network.js"
import { type Check, option, positive, print, refusedOption, text } from "./options.js"
import { batchSizeOf, predict } from "./predict.js"
import { loadWeights, save } from "./save.js"
import type { Answer } from "./spec.js"
import { summarize } from "./summary.js"
import { putWeights } from "./putWeights.js"

const anything: Check = () => undefined
/** `portList` says more of the inputs and the outputs. */
const parts = {
  inputs: option<unknown>(anything, [undefined]),
  outputs: option<unknown>(anything, [undefined]),
  name: option<unknown>(text, [undefined]),
}
const notThat = (sentence: string) =>
  new ShapeError(sentence, {
    code: "option",
    layer: "model",
    expected: sentence.replace(/, got .*$/, ""),
    received: sentence,
  })

/** Makes a model of what `model({ inputs, outputs, name })` was given. */
export const instantiate = (given: unknown): ModelInstance => {
  const options = typeof given === "object" && given !== null ? given : {}
  const inputs = "inputs" in options ? options.inputs : undefined
  const outputs = "outputs" in options ? options.outputs : undefined
  const wrong = refusedOption("model", parts, { ...options })
  if (wrong) throw notThat(wrong.sentence)
  const name = "name" in options && typeof options.name === "string" ? options.name : freshName("Functional")
  const inputPorts = portList("inputs", inputs)
  const outputPorts = portList("outputs", outputs)
  for (const tensor of inputPorts.tensors) if (tensor.source.layer) throw notAnInput(name, tensor)
  const network = new Network(name, inputPorts.tensors, outputPorts.tensors)
  const self: ModelInstance = assemble<ModelInstance>(x => callModel(self, x), {
    name,
    network,
    inputPorts,
    outputPorts,
    inputs,
    outputs,
    spec: composite("Functional"),
    options: {},
    title: "model",
    states: undefined,
    shapeOf: ([shape = []]) => modelShape(shape, inputPorts, outputPorts),
    paramsOf: () => countParams(network),
    get built() {
      return network.model
    },
    predict: (x, given = {}) => {
      checked("predict", given, { batchSize: positive })
      const { batchSize } = given
      const values = dataOf("predict: x", inputPorts, x, new Map())
      return inForm(outputPorts, predict(network, values, batchSizeOf("predict", inputPorts, batchSize)))
    },
    compile: wanted => compile(self, wanted),
    summary: options => summarize(network, options),
    countParams: () => countParams(network),
    getWeights: () => network.weights.map(({ variable }) => variable.read()),
    setWeights: weights => putWeights(network, weights),
    save: path => save(network, path),
    loadWeights: path => loadWeights(network, path),
    dispose: () => network.dispose(),
  })
  return self
}

const countParams = (network: Network) =>
  network.weights.reduce((total, { variable }) => total + variable.shape.reduce<number>((a, b) => a * (b ?? 0), 1), 0)

/**
 * In a graph the model's nodes are made again on the new inputs, with the same layers and so the same weights. Their
 * shapes are the model's, with the symbols replaced, as in the types.
 */
const callModel = ({ network, inputPorts, outputPorts }: ModelInstance, x: unknown): unknown => {
  const bound: Bindings = new Map()
  const values = fitting("the model's input", inputPorts, x, bound, "any kind")
  const data = values.filter(isTensor)
  if (data.length === values.length) {
    return inForm(
      outputPorts,
      tf.tidy(() => network.run(data, false).map(({ tensor }) => tensor.clone())),
    )
  }
  if (data.length > 0) {
    const sentence = "the model's input mixes data and tensors of a graph; give it one kind"
    throw new ShapeError(sentence, { code: "graph", layer: "model", expected: "one kind", received: "data and graph" })
  }
  const given = values.filter(isGraph)
  const known = new Map(network.inputs.map((input, index) => [input, given[index] ?? input]))
  const renewed = (tensors: readonly GraphTensor[]) => tensors.map(tensor => known.get(tensor) ?? tensor)
  for (const { layer, inputs, initialState, outputs } of network.nodes) {
    if (!layer) continue
    const made: GraphTensor[] = []
    const node: GraphNode = {
      name: layer.name,
      layer,
      inputs: renewed(inputs),
      initialState: renewed(initialState),
      outputs: made,
    }
    for (const [index, output] of outputs.entries()) {
      const tensor = new GraphTensor(substitute(output.shape, bound), output.dtype, node, index)
      made.push(tensor)
      known.set(output, tensor)
    }
  }
  return inForm(outputPorts, renewed(network.outputs))
}

/** Twin of `modelShape` in model.ts. */
const modelShape = (shape: RuntimeShape, inputs: PortList, outputs: PortList): Answer => {
  const [input] = inputs.ports
  const [output] = outputs.ports
  if (!inputs.single || !input) {
    const sentence = "a model with several inputs takes all of them, and here comes one tensor; call it by itself"
    return refuse(sentence, "one input", `${inputs.ports.length}`, { code: "list" })
  }
  if (!outputs.single || !output) {
    const sentence = "a model with several outputs gives all of them, and here one tensor is wanted; call it by itself"
    return refuse(sentence, "one output", `${outputs.ports.length}`, { code: "list" })
  }
  const bound: Bindings = new Map()
  const reason = bind(input.shape, shape, bound)
  if (reason === undefined) return substitute(output.shape, bound)
  const sentence = `the model's input must be ${show(input.shape)}, got ${show(shape)}: ${reason}`
  return refuse(sentence, show(input.shape), show(shape))
}

const notAnInput = (name: string, tensor: GraphTensor) =>
  new ShapeError(`${name}: ${print(tensor.name)} is not an input; begin a model with input({ shape })`, {
    code: "graph",
    layer: name,
    expected: "tensors that input() gave",
    received: tensor.name,
  })
