import type { LayerKind } from "../core/define.js"
import { casesOf } from "./cases.js"
import { equalityOf } from "./equality.js"
import { graphOf } from "./graph.js"
import { realityOf } from "./reality.js"

export interface ConformsOptions {
  /** The file that exports the layer: `new URL("../src/my-layer.ts", import.meta.url).href`, or a path. */
  readonly from: string
  /** The name that the file exports it under. */
  readonly name: string
  /** How many calls are tried. @default 120 */
  readonly cases?: number
  /** Other seeds try other shapes. @default 1 */
  readonly seed?: number
}

/** What was tried. */
export interface Conformance {
  readonly accepted: number
  readonly refused: number
}

/** At most so many disagreements are told. */
const told = 3

/**
 * Proves, on random shapes and the samples of the options, that the compiler, the rule at run time and the layer, on data and in a
 * graph of tfjs, say the same: the shape, the sentence that refuses, and the number of weights.
 *
 * @throws Error with the smallest programs on which they disagree
 * @example
 * await conforms(gated, { name: "gated", from: new URL("../src/gated.ts", import.meta.url).href })
 */
export const conforms = async (
  kind: LayerKind & ((options: never) => unknown),
  { from, name, cases: count = 120, seed = 1 }: ConformsOptions,
): Promise<Conformance> => {
  const make = (options: object): unknown => Reflect.apply(kind, undefined, [options])
  const cases = casesOf(kind, make, count, seed)
  const refused = cases.filter(({ answer }) => typeof answer === "string").length
  const accepted = cases.length - refused
  if (accepted === 0) throw new Error(`${name}: none of ${cases.length} calls was accepted; the samples are too narrow`)
  const built = cases.flatMap((one, at) => [...realityOf(one, seed + at), ...graphOf(one)])
  const wrong = [...built, ...(await equalityOf(cases, name, from))]
  if (wrong.length === 0) return { accepted, refused }
  const smallest = [...wrong].sort((a, b) => a.length - b.length).slice(0, told)
  throw new Error(
    `${name}: ${wrong.length} disagreements on ${cases.length} calls; the smallest:\n  ${smallest.join("\n  ")}`,
  )
}
