/** The weights of attention in several heads: a projection of the query, the key, the value and the output each. */
import type { positive } from "../../types/error.js"
import { increment, product, type RuntimeDim, sum } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { type AttentionLayerOptions, attentionOptions } from "./attention.js"
import { attendedMasked } from "./attentionScores.js"
import { isRefusal } from "./error.js"
import * as check from "./options.js"
import {
  type Constraint,
  constraint,
  type Initializer,
  initializer,
  type Regularizer,
  regularizer,
  useBias,
} from "./weights.js"

/** Options that every layer of attention in several heads has. */
export interface HeadOptions<
  bias extends boolean = boolean,
  scores extends boolean = boolean,
  drop extends number = number,
  window extends number = number,
> extends AttentionLayerOptions<scores, drop> {
  /** Whether biases are added. @default true */
  readonly useBias?: bias
  /** How far a step sees to either side, itself counted: a positive integer. The default is all steps. */
  readonly slidingWindow?: positive<window, "slidingWindow">
  /** How the kernels begin. @default "glorotUniform" */
  readonly kernelInitializer?: Initializer
  /** How the biases begin. @default "zeros" */
  readonly biasInitializer?: Initializer
  /** What the kernels cost. */
  readonly kernelRegularizer?: Regularizer
  /** What the biases cost. */
  readonly biasRegularizer?: Regularizer
  /** What the kernels are brought back to. */
  readonly kernelConstraint?: Constraint
  /** What the biases are brought back to. */
  readonly biasConstraint?: Constraint
}

/** The checks of `HeadOptions`. */
export const headOptions = {
  useBias,
  slidingWindow: check.option(check.positive, [undefined, 2]),
  kernelInitializer: initializer,
  biasInitializer: initializer,
  kernelRegularizer: regularizer,
  biasRegularizer: regularizer,
  kernelConstraint: constraint,
  biasConstraint: constraint,
  ...attentionOptions,
}

/** The features of the query. */
export type queryFeatures<In> = attendedMasked<In, ""> extends { query: infer D } ? D : number
export const queryFeatures = (inputs: readonly RuntimeShape[]): RuntimeDim => {
  const found = attendedMasked(inputs, "")
  return isRefusal(found) ? null : found.query
}

/** The weights of all projections: how wide all heads of query, key and value are together, and what comes out. */
export type projectedCount<In, query, key, value, joined, out, bias> =
  attendedMasked<In, ""> extends { query: infer Dq; value: infer Dv; key: infer Dk } ?
    sum<
      sum<projection<Dq, query, bias>, projection<Dk, key, bias>>,
      sum<projection<Dv, value, bias>, projection<joined, out, bias>>
    >
  : number
export const projectedCount = (
  inputs: readonly RuntimeShape[],
  { query, key, value, joined, out }: Readonly<Record<"query" | "key" | "value" | "joined" | "out", RuntimeDim>>,
  bias: boolean,
): RuntimeDim => {
  const found = attendedMasked(inputs, "")
  if (isRefusal(found)) return null
  return sum(
    sum(projection(found.query, query, bias), projection(found.key, key, bias)),
    sum(projection(found.value, value, bias), projection(joined, out, bias)),
  )
}

type projection<features, width, bias> =
  bias extends false ? product<features, width> : product<increment<features>, width>
const projection = (features: RuntimeDim, width: RuntimeDim, bias: boolean) =>
  bias ? product(increment(features), width) : product(features, width)
