/** Einstein summation: axes of one letter are one axis, and what the output does not name is summed over. */
import type { broadcast, Clash } from "./broadcast.js"
import type { Dim, sameDim, showDim } from "./dim.js"
import type { EinsumAxis, EinsumPlan, EinsumTerm, lettersIn, readEinsum } from "./einsumPattern.js"
import type { around, dynamic } from "./ellipsis.js"
import type { At } from "./error.js"
import type { knownDim, show } from "./shape.js"

/** The shape that a pattern makes of some shapes; the sentence that refuses the pattern, or the operand. */
export type einsumShape<pattern extends string, In extends readonly unknown[]> =
  string extends pattern ? readonly Dim[]
  : readEinsum<pattern> extends infer plan ?
    plan extends EinsumPlan ?
      In extends plan["fitting"] ? outputOf<plan, inOneRow<In>, "none">
      : number extends In["length"] ? readonly Dim[]
      : In["length"] extends plan["operands"]["length"] ?
        placed<plan["operands"], In> extends infer row ?
          row extends Row ?
            outputOf<plan, row[0], row[1]>
          : row
        : never
      : wantsTensors<plan["operands"]["length"], In["length"]>
    : plan
  : never

/** The axes of shapes, one after the other. */
type inOneRow<In, row extends readonly unknown[] = []> =
  In extends readonly [infer A extends readonly unknown[], infer B extends readonly unknown[]] ? [...row, ...A, ...B]
  : In extends readonly [infer A extends readonly unknown[], ...infer rest] ? inOneRow<rest, [...row, ...A]>
  : row

type wantsTensors<
  wanted extends number,
  got extends number,
> = `einsum: the pattern has ${wanted} ${wanted extends 1 ? "operand" : "operands"}, got ${got} ${got extends 1 ? "tensor" : "tensors"}`

/** The named axes of all operands in one row, and the axes that the ellipsis stands for, if there is one. */
type Row = readonly [named: readonly unknown[], between: readonly unknown[] | "none" | "unknown"]

type placed<
  operands extends readonly EinsumTerm[],
  In extends readonly unknown[],
  row extends readonly unknown[] = [],
  between = "none",
  count extends readonly unknown[] = [],
> =
  operands extends readonly [infer term extends EinsumTerm, ...infer rest extends readonly EinsumTerm[]] ?
    In extends readonly [infer S, ...infer others] ?
      S extends readonly unknown[] ?
        term[2] extends readonly unknown[] ?
          placedAround<around<S, term[1], term[2]>, term, S, rest, others, row, between, count>
        : number extends S["length"] ? placed<rest, others, [...row, ...dynamic<term[1]>], between, [...count, 0]>
        : S["length"] extends term[1]["length"] ? placed<rest, others, [...row, ...S], between, [...count, 0]>
        : At<count["length"], wantsRank<[...count, 0]["length"], term, S>>
      : never
    : never
  : [row, between]

type placedAround<
  cut,
  term extends EinsumTerm,
  S,
  rest extends readonly EinsumTerm[],
  others extends readonly unknown[],
  row extends readonly unknown[],
  between,
  count extends readonly unknown[],
> =
  cut extends readonly [infer named extends readonly unknown[], infer own] ?
    together<between, own> extends infer both ?
      both extends Clash ?
        At<count["length"], wantsBroadcast<[...count, 0]["length"], own, between>>
      : placed<rest, others, [...row, ...named], both, [...count, 0]>
    : never
  : cut extends "short" ? At<count["length"], wantsRank<[...count, 0]["length"], term, S>>
  : placed<rest, others, [...row, ...dynamic<lettersIn<term>>], "unknown", [...count, 0]>

type together<between, own> =
  between extends "none" ? own
  : between extends "unknown" ? "unknown"
  : broadcast<between, own>

type wantsRank<
  count extends number,
  term extends EinsumTerm,
  S,
> = `einsum: operand ${count} (${term[0]}) needs rank ${rankOf<lettersIn<term>>}${term[2] extends "none" ? "" : " or more"}, got ${show<S>}`
type rankOf<In> = In extends readonly unknown[] ? In["length"] : never
type wantsBroadcast<
  count extends number,
  own,
  between,
> = `einsum: the ellipsis is ${show<own>} in operand ${count}, which does not broadcast with ${show<between>}`

type outputOf<plan extends EinsumPlan, row extends readonly unknown[], between> =
  unequal<plan["equal"], row> extends infer pair ?
    pair extends readonly [infer a extends number, infer b extends number] ?
      At<plan["axes"][b][1], wantsEqual<plan["axes"][a], row[a], plan["axes"][b], row[b]>>
    : between extends "none" ? knownAll<plan["before"], row>
    : between extends readonly unknown[] ?
      [...knownAll<plan["before"], row>, ...between, ...knownAll<plan["after"], row>]
    : readonly Dim[]
  : never

/** The first pair of axes that differ. */
type unequal<pairs, row extends readonly unknown[]> =
  pairs extends readonly [infer pair extends readonly [number, number], ...infer rest] ?
    sameDim<row[pair[0]], row[pair[1]]> extends "yes" ?
      rest extends readonly [] ?
        "none"
      : unequal<rest, row>
    : pair
  : "none"

type wantsEqual<a extends EinsumAxis, dim, b extends EinsumAxis, other> =
  a[1] extends b[1] ? `einsum: ${b[0]} is ${showDim<dim>} and also ${showDim<other>} in operand ${b[2]}`
  : `einsum: ${b[0]} is ${showDim<dim>} in operand ${a[2]}, but ${showDim<other>} in operand ${b[2]}`

/** The size of each letter, as exact as any of its axes says. */
type knownAll<places, row extends readonly unknown[]> =
  places extends readonly unknown[] ? { -readonly [index in keyof places]: known<places[index], row> } : never
type known<places, row extends readonly unknown[]> =
  places extends number ? row[places]
  : places extends readonly [infer first extends number, infer second extends number] ?
    knownDim<row[first], row[second]>
  : places extends readonly [infer first extends number, ...infer rest] ? knownDim<row[first], known<rest, row>>
  : number
