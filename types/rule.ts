/**
 * A shape rule as a type-level function. Extend it and define `out` from `this["in"]`:
 * a shape when the input is accepted, and the sentence that refuses it when it is not.
 *
 * @example
 * interface doubled extends Rule {
 *   readonly out: this["in"] extends readonly [infer B, infer D] ? [B, product<2, D>] : `doubled needs [batch, features], got ${show<this["in"]>}`
 * }
 */
export interface Rule {
  readonly in: unknown
  readonly out: unknown
  /** Number of weights, read by `Params` only. */
  readonly params: unknown
}

/** Calls a rule. */
export type apply<rule extends Rule, In> = (rule & { readonly in: In })["out"]

/** Number of weights that a rule makes for an input. */
export type countOf<rule extends Rule, In> = (rule & { readonly in: In })["params"]
