/** A function as a layer: of typed ops, whose shapes they say themselves, or of anything, with a shape that is declared. */
import * as tf from "@tensorflow/tfjs"
import type { Dim } from "../../types/dim.js"
import type { Rule } from "../../types/rule.js"
import { registerFunction } from "../backend/layers/lambda.js"
import { isTensor } from "../backend/layers/tensors.js"
import type { RuntimeDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { assemble, composite } from "./assemble.js"
import { build } from "./build.js"
import { call } from "./call.js"
import { isRefusal, raise, type Refusal, refuse } from "./error.js"
import { isGraph } from "./graph.js"
import type { LayerInstance } from "./instance.js"
import type { Layer, LayerBase } from "./layer.js"
import { computed, type Settings, settingsOf, traced, traceOf } from "./lambdaFunction.js"
import { print } from "./options.js"
import type { Answer } from "./spec.js"
import type { AnySymbolic, dims, SymbolicTensor, UnknownShape } from "./tensor.js"

/** A function of one tensor, or of a list of them. */
export type TensorFunction = (x: any) => unknown

/** An axis as it is written: a positive integer, a symbol, or `null` when only the data says it. */
export type Axes = readonly (Dim | null)[]

interface lambdaRule<compute> extends Rule {
  readonly title: "lambda"
  readonly out: lambdaShape<this["in"], compute>
  readonly params: number
}
/** What the function makes of a tensor of that shape. Axes that are type parameters of it are dynamic here. */
type lambdaShape<In, compute> =
  compute extends (x: SymbolicTensor<In>) => infer out ?
    out extends AnySymbolic ?
      wide<out[typeof dims]>
    : UnknownShape
  : "the function of a lambda does not take what reaches it; call the lambda by itself to see why"
type wide<In> = { -readonly [axis in keyof In]: string extends In[axis] ? number : In[axis] }

/** A function of typed ops as a layer: called like the function itself. */
export type Lambda<compute extends TensorFunction> = LayerBase<lambdaRule<compute>> & compute

interface declaredRule<shape extends Axes> extends Rule {
  readonly title: "lambda"
  readonly out: declaredShape<this["in"], shape>
  readonly params: 0
}
type declaredShape<In, shape> =
  In extends readonly [infer B, ...any] ? [B, ...Dims<shape>]
  : In extends readonly [] ? wantsBatch
  : UnknownShape
type Dims<shape> =
  shape extends readonly unknown[] ?
    { -readonly [axis in keyof shape]: shape[axis] extends null ? number : shape[axis] }
  : never
const declaredShape = (input: RuntimeShape, shape: RuntimeShape): RuntimeShape | Refusal =>
  input.length === 0 ? refuse(wantsBatch, "a batch", show(input)) : [input[0] ?? null, ...shape]
type wantsBatch = typeof wantsBatch
const wantsBatch = "lambda needs an input with a batch, got []"

/** A function whose shape was declared, as a layer. */
export interface LambdaTo<shape extends Axes> extends Layer<declaredRule<shape>> {}

/** Inside a wrapper the function runs on the data of a step. */
const builtOf = (settings: Settings) =>
  build("Lambda", {
    name: settings.name,
    function: (x: unknown) => computed(settings, x),
    registered: settings.registered,
    outputShape: settings.outputShape?.map(dim => (typeof dim === "number" ? dim : null)),
    shapeOf: (input: RuntimeShape) => {
      const found = traceOf(settings, input)
      if (isRefusal(found)) return raise("lambda", found)
      if (found.params !== 0) return raise("lambda", weighted(settings.name, found.params))
      return found.shape.map(dim => (typeof dim === "number" ? dim : null))
    },
    refuse: () => raise("lambda", unsaved(settings.name)),
  })

const unsaved = (name: string) =>
  refuse(
    `${name} cannot be saved: a file holds no function; give it a name with registered, and make it under that name before the file is read, or write it with the ops of "shapeproof/ops", outside of wrappers and without outputShape`,
    "a registered function",
    "a function",
  )

const weighted = (name: string, params: RuntimeDim) =>
  refuse(
    `${name} calls layers with ${params === null ? "" : `${params} `}weights, which a wrapper does not find in a function; give the wrapper sequential(...) of them`,
    "a function without weights",
    String(params),
  )

/** A lambda of typed ops: in a graph it is its ops, which stand in the model and in its file. */
const inferred = (settings: Settings): LayerInstance => {
  let built: LayerInstance["built"] | undefined
  const run = (x: unknown): unknown => {
    const list = [x].flat()
    if (list.length > 0 && list.every(isTensor)) return tf.tidy(() => computed(settings, x))
    if (!list.every(isGraph))
      return raise("lambda", refuse("lambda needs tensors, all with data or all of a graph", "tensors", print(x)))
    const output = traced(settings, x)
    return isRefusal(output) ? raise("lambda", output) : output
  }
  return assemble<LayerInstance>(run, {
    name: settings.name,
    spec: composite("Lambda"),
    options: {},
    title: "lambda",
    states: undefined,
    shapeOf: ([shape = []]): Answer => {
      const found = traceOf(settings, shape)
      return isRefusal(found) ? found : found.shape
    },
    paramsOf: ([shape = []]) => {
      const found = traceOf(settings, shape)
      return isRefusal(found) ? null : found.params
    },
    get built() {
      built ??= builtOf(settings)
      return built
    },
  })
}

/** A lambda whose shape was declared: a layer that runs the function on data. */
const declared = (settings: Settings, shape: RuntimeShape): LayerInstance => {
  let built: LayerInstance["built"] | undefined
  const self: LayerInstance = assemble<LayerInstance>((x, extra) => call(self, x, extra), {
    name: settings.name,
    spec: composite("Lambda"),
    options: {},
    title: "lambda",
    states: undefined,
    shapeOf: ([input = []]) => declaredShape(input, shape),
    paramsOf: () => 0,
    get built() {
      built ??= builtOf(settings)
      return built
    },
  })
  return self
}

/**
 * The cast is sound because test/lambda.test.ts runs lambdas of both kinds on data and in models, and test-d/layers/lambda.test-d.ts
 * holds their types.
 */
export const makeLambda = <made>(given: unknown): made => {
  const settings = settingsOf(given)
  if (settings.registered !== undefined) registerFunction(settings.registered, x => computed(settings, x))
  const { outputShape } = settings
  return (outputShape ? declared(settings, outputShape) : inferred(settings)) as unknown as made
}
