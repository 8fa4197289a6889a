/**
 * A shape rule as a type-level function. Extend it and define `out` from `this["in"]`:
 * a shape when the input is accepted, and the sentence that refuses it when it is not. `params`, if there is one, is the
 * number of weights, read by `Params` only. It is not declared here: where a layer stands inside another call, the compiler
 * would infer the layer's options from it, and take `units` for `number`.
 *
 * @example
 * interface doubled extends Rule {
 *   readonly out: this["in"] extends readonly [infer B, infer D] ? [B, product<2, D>] : `doubled needs [batch, features], got ${show<this["in"]>}`
 * }
 */
export interface Rule {
  readonly in: unknown
  readonly out: unknown
}

/** Calls a rule. */
export type apply<rule extends Rule, In> = (rule & { readonly in: In })["out"]

/** Number of weights that a rule makes for an input. */
export type countOf<rule extends Rule, In> =
  rule & { readonly in: In } extends { readonly params: infer count } ? count : number
