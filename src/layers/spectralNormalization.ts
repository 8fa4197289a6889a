import type { positive } from "../../types/error.js"
import type { apply, countOf, Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, Layer, rule, titled } from "../core/layer.js"
import * as check from "../core/options.js"
import type { Answer } from "../core/spec.js"
import { sum } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { conv1d } from "./conv1d.js"
import { conv2d } from "./conv2d.js"
import { dense } from "./dense.js"

/** Any layer whose kernel can be bounded. */
interface AnyKernel extends AnyLayer {
  readonly [rule]: Rule & { readonly kernel: unknown }
}

export interface SpectralNormalizationOptions<
  inner extends AnyLayer = AnyKernel,
  count extends number = number,
> extends LayerOptions {
  /** The layer whose kernel is bounded: one that has a kernel, or a table of vectors. */
  readonly layer: withKernel<inner>
  /** How often the greatest singular value is looked for in a step: a positive integer. @default 1 */
  readonly powerIterations?: positive<count, "powerIterations">
}

/** The layer itself when it has a kernel. */
type withKernel<inner extends AnyLayer> = inner[typeof rule] extends { readonly kernel: unknown } ? inner : wantsKernel
const isWithKernel: check.Check = value => (isLayer(value) && value.kernel !== undefined ? undefined : wantsKernel)

type wantsKernel = typeof wantsKernel
const wantsKernel = "layer must have a kernel, as dense, embedding and the convolutions have"

type spectralNormalizationShape<In, inner extends AnyLayer> = In extends readonly [] ? wantsBatch : shapeOf<In, inner>
type shapeOf<In, inner extends AnyLayer> =
  apply<inner[typeof rule], In> extends infer out ?
    out extends string ?
      `in spectralNormalization: ${out}`
    : out
  : never
const spectralNormalizationShape = (input: RuntimeShape, { layer }: SpectralNormalizationOptions): Answer => {
  if (input.length === 0) return refuse(wantsBatch, "a batch", show(input))
  const answer = innerOf(layer).shapeOf([input])
  return isRefusal(answer) ? { ...answer, refused: `in spectralNormalization: ${answer.refused}` } : answer
}

type wantsBatch = typeof wantsBatch
const wantsBatch = "spectralNormalization needs an input with a batch, got []"

type spectralNormalizationCount<In, inner extends AnyLayer> =
  inner[typeof rule] extends { readonly kernel: infer width } ? sum<countOf<inner[typeof rule], In>, width> : number
const spectralNormalizationCount = (input: RuntimeShape, { layer }: SpectralNormalizationOptions) =>
  sum(innerOf(layer).paramsOf([input]), innerOf(layer).kernel ?? null)

/** The layer at run time: the option's check has seen to it. */
const innerOf = (layer: unknown): LayerInstance => {
  if (isLayer(layer)) return layer
  throw new Error("spectralNormalization without a layer")
}

interface spectralNormalizationRule<inner extends AnyLayer> extends Rule {
  readonly title: `spectralNormalization(${titled<inner[typeof rule]>})`
  readonly out: spectralNormalizationShape<this["in"], inner>
  readonly params: spectralNormalizationCount<this["in"], inner>
}

/** A layer whose kernel never stretches a vector. */
export interface SpectralNormalization<inner extends AnyLayer> extends Layer<spectralNormalizationRule<inner>> {}

/**
 * Divides the kernel of a layer by its greatest singular value before each step of training, so that it stretches no
 * vector (Miyato et al. 2018, arXiv:1802.05957). What the layer has learned is changed: it stays so when predicting.
 *
 * @shape as that of the layer; its weights, and as many more as its kernel is wide
 * @throws ShapeError when the layer has no kernel, or refuses the input
 * @see https://keras.io/api/layers/normalization_layers/spectral_normalization/
 * @example
 * spectralNormalization({ layer: dense({ units: 5 }) })(input({ shape: [12] })) // => SymbolicTensor<["B", 5]>
 */
export const spectralNormalization = layer<
  <inner extends AnyLayer, const count extends number = 1>(
    options: SpectralNormalizationOptions<inner, count>,
  ) => SpectralNormalization<inner>,
  SpectralNormalizationOptions
>({
  kind: "SpectralNormalization",
  title: ({ layer }) => `spectralNormalization(${innerOf(layer).title})`,
  options: {
    layer: {
      check: isWithKernel,
      // Made when a test asks for them, so that they take no names from the layers of users.
      get samples(): readonly AnyKernel[] {
        return [
          dense({ units: 5 }),
          dense({ units: 3, useBias: false }),
          conv1d({ filters: 4, kernelSize: 2 }),
          conv2d({ filters: 3, kernelSize: [2, 1], dataFormat: "channelsFirst" }),
        ]
      },
    },
    powerIterations: check.option(check.positive, [undefined, 3]),
  },
  shape: spectralNormalizationShape,
  params: spectralNormalizationCount,
})
