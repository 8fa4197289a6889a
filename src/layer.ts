/** What a layer of your own is made of, in the form of ours: `examples/custom-layer.ts` shows all of it. */

// Types: the rule, the layer that it makes, and sentences
export type { integer, natural, positive, rate } from "../types/error.js"
export type { apply, Rule } from "../types/rule.js"
export type { rule } from "./core/layer.js"

// The layer, and what refuses
export { layer, type LayerKind, type LayerOptions } from "./core/define.js"
export { type Refusal, refuse } from "./core/error.js"
export type { LayerSpec, MergeSpec } from "./core/spec.js"

// Options: checks, and the values that the tests try
export * as check from "./core/options.js"

// Twins: each is a type and a function
export { difference, product, quotient, type RuntimeDim, sameDim, showDim, sum } from "./ops/dim.js"
export { lastOf, type RuntimeShape, sameShape, show, sizeOf } from "./ops/shape.js"
