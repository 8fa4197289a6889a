/** Layers of attention that give their scores as well, and the mask that those in several heads take. */
import type { Invariant } from "../../types/dim.js"
import type { At } from "../../types/error.js"
import type { apply, countOf, Rule } from "../../types/rule.js"
import { type RuntimeDim, sameDim, type showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { attended } from "./attention.js"
import { isRefusal, refuse, type Refusal } from "./error.js"
import type { AcceptedList, AnyLayer, KindOf, Kinds, LayerBase, rule, shapesOf, takesList } from "./layer.js"
import type { Answer } from "./spec.js"
import type { AnyTensor, UnknownShape } from "./tensor.js"

/** A layer that takes a list of tensors and gives its output and its scores. */
interface ScoringLayer<in out shapes extends Rule> extends LayerBase<shapes> {
  readonly [takesList]: true
  <const X extends readonly AnyTensor[]>(
    x: AcceptedList<X, apply<shapes, shapesOf<X>>>,
  ): Scored<apply<shapes, shapesOf<X>>, KindOf<X[0]>>
}
type Scored<out, kind extends "graph" | "data"> =
  out extends string | AnyAt ? [output: Kinds<UnknownShape>[kind], scores: Kinds<UnknownShape>[kind]]
  : out extends readonly [infer O extends readonly unknown[], infer S extends readonly unknown[]] ?
    [output: Kinds<O>[kind], scores: Kinds<S>[kind]]
  : Kinds<out>[kind]
interface AnyAt extends At {}

interface scoringRule<inner extends Rule, heads, returned> extends Rule {
  readonly out: withScores<apply<inner, this["in"]>, this["in"], heads, returned>
  readonly params: countOf<inner, this["in"]>
}

/** A layer of attention that also gives its scores: of `heads` heads, or of the one that there is. */
export interface Scoring<inner extends AnyLayer, heads extends number, returned extends boolean> extends ScoringLayer<
  scoringRule<inner[typeof rule], heads, returned>
> {}

/** The output, or the list of it and of the scores `[B, heads, Tq, Tv]`, without the heads where there is one; `number` heads are `never`. */
type withScores<out, In, heads, returned> =
  out extends string | AnyAt ? out
  : out extends readonly unknown[] ?
    boolean extends returned ?
      out | listed<out, In, heads>
    : listed<out, In, heads>
  : out
type listed<made extends readonly unknown[], In, heads> =
  number extends made["length"] ? [UnknownShape, UnknownShape] : [made, scoresOf<In, heads>]
type scoresOf<In, heads> =
  attended<unmasked<In>, ""> extends { batch: infer B; steps: infer Tq; seen: infer Tv } ?
    [heads] extends [never] ?
      [B, Tq, Tv]
    : [B, heads, Tq, Tv]
  : UnknownShape
export const withScores = (
  out: RuntimeShape | Refusal,
  inputs: readonly RuntimeShape[],
  heads: number | undefined,
  returned: boolean | undefined,
): Answer => {
  if (isRefusal(out) || !returned) return out
  const found = attended(unmasked(inputs), "")
  if (isRefusal(found)) return found
  const { batch, steps, seen } = found
  return [out, heads === undefined ? [batch, steps, seen] : [batch, heads, steps, seen]]
}

/** Query, value and key, without a mask behind them. */
type unmasked<In> = In extends readonly [infer Q, infer V, infer K, unknown] ? [Q, V, K] : In
const unmasked = (inputs: readonly RuntimeShape[]) => (inputs.length === 4 ? inputs.slice(0, 3) : inputs)

/** The axes that attention is about, where a mask may stand behind query, value and key. */
export type attendedMasked<In, title extends string> =
  In extends readonly [infer Q, infer V, infer K, infer M] ? masked<attended<[Q, V, K], title>, M, title>
  : attended<In, title>
type masked<found, M, title extends string> =
  found extends { batch: infer B; steps: infer Tq; seen: infer Tv } ?
    M extends readonly [infer b, infer q, infer v] ?
      [covers<b, B>, covers<q, Tq>, covers<v, Tv>] extends ["yes", "yes", "yes"] ?
        found
      : At<3, wantsMask<M, B, Tq, Tv, title>>
    : M extends readonly unknown[] ?
      number extends M["length"] ?
        found
      : At<3, wantsMask<M, B, Tq, Tv, title>>
    : found
  : found
/** One question first for both answers, since inside generic code only a yes is known. */
type covers<dim, wanted> =
  Invariant<dim> extends Invariant<wanted> | Invariant<1> ? "yes"
  : dim extends 1 ? "yes"
  : sameDim<dim, wanted>
export const attendedMasked = (inputs: readonly RuntimeShape[], title: string) => {
  const [, , , M] = inputs
  const found = attended(unmasked(inputs), title)
  if (!M || inputs.length > 4 || isRefusal(found)) return found
  const wanted = [found.batch, found.steps, found.seen]
  const covers = (dim: RuntimeDim, at: number) => dim === 1 || sameDim(dim, wanted[at] ?? null)
  if (M.length === 3 && M.every(covers)) return found
  const sentence = wantsMask(M, found.batch, found.steps, found.seen, title)
  return refuse(sentence, show(wanted), show(M), { code: "list", at: 3 })
}

type wantsMask<
  M,
  B,
  Tq,
  Tv,
  title extends string,
> = `${title}: element 3, the mask, must be [${showDim<B>}, ${showDim<Tq>}, ${showDim<Tv>}], which steps of the value each step of the query sees, got ${show<M>}`
const wantsMask = (M: RuntimeShape, B: RuntimeDim, Tq: RuntimeDim, Tv: RuntimeDim, title: string) =>
  `${title}: element 3, the mask, must be ${show([B, Tq, Tv])}, which steps of the value each step of the query sees, got ${show(M)}`
