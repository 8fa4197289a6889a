import Table from "cli-table3"
import { computedBy } from "../backend/layers/computedBy.js"
import { show } from "../ops/shape.js"
import { checked } from "./checked.js"
import { type Check, flag, print as written } from "./options.js"
import type { GraphNode, GraphTensor } from "./graph.js"
import type { LayerInstance } from "./instance.js"
import type { Network } from "./network.js"

interface Summary {
  readonly print?: (line: string) => void
  readonly verbose?: boolean
}

const isFunction: Check = (value, option) =>
  typeof value === "function" ? undefined : `${option} must be a function, got ${written(value)}`

/** Prints a network as Keras does: a line a call of a layer, then the totals; verbose, what computes recurrent layers. */
export const summarize = (network: Network, given: Summary = {}): void => {
  checked("summary", given, { print: isFunction, verbose: flag })
  const { print = console.info, verbose = false } = given
  const total = sizeOf(network.weights.map(({ variable }) => variable.shape))
  const trainable = sizeOf(network.trainable.map(({ shape }) => shape))
  const table = new Table({
    head: ["Layer (type)", "Output Shape", "Param #", "Connected to"],
    colAligns: ["left", "left", "right", "left"],
    style: { head: [], border: [] },
  })
  const counted = new Set<LayerInstance>()
  for (const node of network.nodes) table.push(lineOf(node, counted))
  print(`Model: "${network.name}"`)
  for (const line of table.toString().split("\n")) print(line)
  print(` Total params: ${grouped(total)} (${bytes(total)})`)
  print(` Trainable params: ${grouped(trainable)} (${bytes(trainable)})`)
  print(` Non-trainable params: ${grouped(total - trainable)} (${bytes(total - trainable)})`)
  if (!verbose) return
  for (const { name, built } of network.layers) {
    const by = computedBy(built)
    if (by !== undefined) print(` ${name}: ${by}`)
  }
}

/** A layer that is called twice has a line for each call, and its weights count once. */
const lineOf = (node: GraphNode, counted: Set<LayerInstance>): string[] => {
  const { layer, name, outputs } = node
  const shapes = outputs.map(({ shape }) => show(shape)).join(", ")
  const from = [...node.inputs, ...node.initialState].map(labelOf).join(", ")
  if (!layer) return [`${name} (InputLayer)`, shapes, "0", "-"]
  const count = counted.has(layer) ? 0 : sizeOf(layer.built.weights.map(({ shape }) => shape))
  const again = counted.has(layer) && layer.built.weights.length > 0 ? " (shared)" : ""
  counted.add(layer)
  return [`${name} (${layer.spec.kind})`, shapes, `${grouped(count)}${again}`, from]
}

/** As Keras writes it: the layer, and which of its outputs. */
const labelOf = ({ source, index }: GraphTensor): string => `${source.name}[${index}]`

const sizeOf = (shapes: readonly (readonly (number | null)[])[]): number =>
  shapes.reduce((total, shape) => total + shape.reduce<number>((a, b) => a * (b ?? 1), 1), 0)

const grouped = (count: number): string => count.toLocaleString("en-US")

/** Float32 takes four bytes. */
const bytes = (count: number): string => {
  const size = count * 4
  return (
    size < 1024 ? `${size.toFixed(2)} B`
    : size < 1024 ** 2 ? `${(size / 1024).toFixed(2)} KB`
    : size < 1024 ** 3 ? `${(size / 1024 ** 2).toFixed(2)} MB`
    : `${(size / 1024 ** 3).toFixed(2)} GB`
  )
}
