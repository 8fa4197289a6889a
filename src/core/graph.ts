import type { RuntimeShape } from "../ops/shape.js"
import { ShapeError } from "./error.js"
import type { LayerInstance } from "./instance.js"
import { checkLayer, checkStep } from "./step.js"
import type { DType } from "./tensor.js"

/** A tensor of a graph at run time: its shape, and the node that gives it. */
export class GraphTensor {
  readonly kind = "graph"
  constructor(
    readonly shape: RuntimeShape,
    readonly dtype: DType,
    readonly source: GraphNode,
    readonly index: number,
  ) {}

  /** A tensor is no list: a caller who destructures one forgot `returnState`. */
  [Symbol.iterator](): never {
    const title = this.source.layer?.title ?? this.name
    const hint = this.source.layer?.states ? "; returnState: true gives its states as well" : ""
    throw new ShapeError(`${title} gives one tensor, not a list${hint}`, {
      code: "list",
      layer: title,
      expected: "one tensor",
      received: "a list of names",
    })
  }

  get name(): string {
    return this.source.outputs.length === 1 ? this.source.name : `${this.source.name}[${this.index}]`
  }

  pipe(...layers: readonly LayerInstance[]): unknown {
    return layers.reduce<unknown>((x, layer, index) => {
      checkLayer("pipe", index, layer)
      if (x instanceof GraphTensor) checkStep(x.shape, layer)
      return layer(x)
    }, this)
  }
}

export const isGraph = (value: unknown): value is GraphTensor => value instanceof GraphTensor

/** One call of a layer, or an input. */
export interface GraphNode {
  readonly name: string
  /** Missing for an input. */
  readonly layer?: LayerInstance
  readonly inputs: readonly GraphTensor[]
  /** The states that a recurrent layer starts from. */
  readonly initialState: readonly GraphTensor[]
  readonly outputs: readonly GraphTensor[]
}

/** The nodes that some tensors depend on, each after those that it needs; looks no further back than `stops`. */
export const nodesBefore = (
  tensors: readonly GraphTensor[],
  stops: ReadonlySet<GraphNode> = new Set(),
): readonly GraphNode[] => {
  const ordered = new Set<GraphNode>()
  const open: { node: GraphNode; ready: boolean }[] = tensors
    .map(({ source }) => ({ node: source, ready: false }))
    .reverse()
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { node, ready } = entry
    if (ordered.has(node)) continue
    if (ready) {
      ordered.add(node)
      continue
    }
    open.push({ node, ready: true })
    const needs = stops.has(node) ? [] : [...node.inputs, ...node.initialState]
    for (const { source } of needs.reverse()) if (!ordered.has(source)) open.push({ node: source, ready: false })
  }
  return [...ordered]
}
