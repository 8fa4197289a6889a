import type * as tf from "@tensorflow/tfjs"
import type { RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import type { Answer, StateSpec, Traits } from "./spec.js"
import type { DType } from "./tensor.js"

/** A layer at run time: plain options, callable. It has weights only once `built` was asked for. */
export interface LayerInstance {
  (x: unknown, options?: unknown): unknown
  readonly name: string
  readonly spec: Traits
  readonly options: Readonly<Record<string, unknown>>
  /** As messages name it. */
  readonly title: string
  /** The rule, applied to the shapes of a call. */
  shapeOf(inputs: readonly RuntimeShape[]): Answer
  /** The dtypes of the outputs where `spec` does not say them; the last stands for all that follow. */
  dtypesOf?(inputs: readonly DType[]): readonly DType[]
  paramsOf(inputs: readonly RuntimeShape[]): RuntimeDim
  readonly states: StateSpec | undefined
  /** How wide the kernel is, for a layer whose kernel `spectralNormalization` can bound. */
  readonly kernel?: number | undefined
  /** tfjs's layer of this kind, or ours in its place, made at the first use. */
  readonly built: tf.layers.Layer
}

export const isLayer = (value: unknown): value is LayerInstance =>
  typeof value === "function" && "spec" in value && "built" in value && "shapeOf" in value
