/** Programs as lists of steps: run, and written down for the compiler. */
import { ShapeError } from "../../src/core/error.js"
import { GraphTensor } from "../../src/core/graph.js"
import { isLayer } from "../../src/core/instance.js"
import type { DType } from "../../src/core/tensor.js"
import { input, model, sequential } from "../../src/index.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { graphTensor } from "../conformance/cases.js"
import { type Found, freshOptions, type Options } from "../conformance/find.js"
import { callText, shapeType } from "../conformance/print.js"

/** A tensor that a step gave, or one of several. */
export interface Ref {
  readonly step: number
  readonly output?: number
}

interface Call {
  readonly kind: "call"
  readonly layer: number
  readonly args: readonly Ref[]
  /** Whether the tensors are given as a list. */
  readonly list: boolean
  readonly states?: readonly Ref[]
}
export type Step =
  /** `input({ shape })`, or a tensor of a shape that is only declared, of any batch. */
  | { readonly kind: "input" | "given"; readonly shape: RuntimeShape; readonly dtype: "float32" | "int32" }
  | { readonly kind: "layer"; readonly found: Found; readonly options: Options }
  | Call
  | { readonly kind: "sequential"; readonly first?: Ref; readonly layers: readonly number[] }
  | { readonly kind: "pipe"; readonly first: Ref; readonly layers: readonly number[] }
  | { readonly kind: "model"; readonly inputs: readonly Ref[]; readonly output: Ref }

/** What a step came to: a layer, or tensors, or the sentence that refuses it. */
export interface Outcome {
  readonly value: unknown
  readonly tensors: readonly GraphTensor[]
  readonly refused?: string
}

const untyped = (call: (...given: never[]) => unknown): ((...given: readonly unknown[]) => unknown) =>
  call as (...given: readonly unknown[]) => unknown

/** Does one step, after others. */
export const perform = (step: Step, done: readonly Outcome[], all: readonly Found[]): Outcome => {
  const tensor = ({ step: at, output = 0 }: Ref) => done[at]?.tensors[output]
  const layers = (list: readonly number[]) => list.map(at => done[at]?.value)
  try {
    const value = doStep()
    return { value, tensors: [value].flat().filter(each => each instanceof GraphTensor) }
  } catch (error) {
    if (error instanceof ShapeError) return { value: undefined, tensors: [], refused: error.message }
    throw error
  }

  function doStep(): unknown {
    switch (step.kind) {
      case "input":
        return untyped(input)({ shape: step.shape, dtype: step.dtype })
      case "given":
        return graphTensor(step.shape, step.dtype)
      case "layer":
        return step.found.make(freshOptions(step.options, all))
      case "call": {
        const layer = done[step.layer]?.value
        if (!isLayer(layer)) throw new Error("only layers are called")
        const args = step.args.map(tensor)
        const extra = step.states ? { initialState: step.states.map(tensor) } : undefined
        return layer(step.list ? args : args[0], extra)
      }
      case "sequential":
        return step.first ?
            outputsOf(untyped(sequential)(tensor(step.first), ...layers(step.layers)))
          : untyped(sequential)(...layers(step.layers))
      case "pipe":
        return tensor(step.first)?.pipe(...layers(step.layers).filter(isLayer))
      case "model": {
        const inputs = step.inputs.map(tensor)
        return untyped(model)({ inputs: inputs.length > 1 ? inputs : inputs[0], outputs: tensor(step.output) })
      }
    }
  }
}
const outputsOf = (value: unknown): unknown =>
  typeof value === "function" && "outputs" in value ? value.outputs : undefined

/**
 * Whether a step that a graph refuses is right where dynamic axes have some size: a weight cannot be made for a dynamic
 * axis, but the compiler does not know that the axis is dynamic at run time too.
 */
export const mayFit = (step: Step, done: readonly Outcome[], all: readonly Found[]): boolean =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].some(size => {
    const sized = done.map(({ value, tensors }) => ({
      value,
      tensors: tensors.map(({ shape, dtype }) =>
        graphTensor(
          shape.map(dim => dim ?? size),
          dtype,
        ),
      ),
    }))
    return perform(step, sized, all).refused === undefined
  })

const kinds: Readonly<Record<DType, string>> = {
  float32: "SymbolicTensor",
  int32: "SymbolicIntTensor",
  bool: "SymbolicBoolTensor",
  string: "SymbolicStringTensor",
}
const tensorType = ({ shape, dtype }: GraphTensor) => `${kinds[dtype]}<${shapeType(shape)}>`

/** The type of what a step came to, where that is a tensor or several. */
export const typeOfOutcome = ({ value, tensors }: Outcome): string | undefined =>
  tensors.length === 0 ? undefined
  : Array.isArray(value) ? `[${tensors.map(tensorType).join(", ")}]`
  : tensors.map(tensorType).join()

/** The steps that a step needs, itself included. */
export const needs = (steps: readonly Step[], at: number): ReadonlySet<number> => {
  const step = steps[at]
  const before =
    step?.kind === "call" ? [step.layer, ...[...step.args, ...(step.states ?? [])].map(ref => ref.step)]
    : step?.kind === "sequential" || step?.kind === "pipe" ? [...step.layers, ...(step.first ? [step.first.step] : [])]
    : step?.kind === "model" ? [...step.inputs, step.output].map(ref => ref.step)
    : []
  return new Set([at, ...before.flatMap(one => [...needs(steps, one)])])
}

/** A step in TypeScript, on one line; its result is named by `name`. */
export const written = (step: Step, name: (at: number) => string, at: number, all: readonly Found[]): string => {
  const ref = ({ step, output }: Ref) => (output === undefined ? name(step) : `${name(step)}[${output}]`)
  const list = (texts: readonly string[]) => (texts.length > 1 ? `[${texts.join(", ")}]` : (texts[0] ?? ""))
  const is = (text: string) => `export const ${name(at)} = ${text}`
  switch (step.kind) {
    case "input": {
      const shape = JSON.stringify(step.shape)
      return is(`input({ shape: ${shape}${step.dtype === "int32" ? `, dtype: "int32"` : ""} })`)
    }
    case "given":
      return `export declare const ${name(at)}: ${kinds[step.dtype]}<${shapeType(step.shape)}>`
    case "layer":
      return is(callText(step.found, step.options, all))
    case "call": {
      const args = step.args.map(ref)
      const states = step.states ? `, { initialState: [${step.states.map(ref).join(", ")}] }` : ""
      return is(`${name(step.layer)}(${step.list ? `[${args.join(", ")}]` : args[0]}${states})`)
    }
    case "sequential": {
      const parts = [...(step.first ? [ref(step.first)] : []), ...step.layers.map(name)]
      return is(`sequential(${parts.join(", ")})${step.first ? ".outputs" : ""}`)
    }
    case "pipe":
      return is(`${ref(step.first)}.pipe(${step.layers.map(name).join(", ")})`)
    case "model":
      return is(`model({ inputs: ${list(step.inputs.map(ref))}, outputs: ${ref(step.output)} })`)
  }
}
