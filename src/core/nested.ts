/** Values as nested lists, and the shape that they have. */
import type { show } from "../../types/shape.js"

/** A value, or lists of values nested up to eight deep: written out, so that the compiler's work has an end. */
export type NestedValues = Value | List<Value>
type Value = number | boolean | string
type List<element> =
  Lists<element> | Lists<Lists<element>> | Lists<Lists<Lists<element>>> | Deeper<Lists<Lists<Lists<element>>>>
type Deeper<element> =
  Lists<element> | Lists<Lists<element>> | Lists<Lists<Lists<element>>> | Lists<Lists<Lists<Lists<Lists<element>>>>>
type Lists<element> = readonly element[]

/** The shape of nested lists. A list that is not a literal has a length that only the data says. */
export type shapeOfValues<values> =
  values extends readonly [] ? [0]
  : values extends readonly [infer first, ...unknown[]] ? [values["length"], ...shapeOfValues<first>]
  : values extends readonly (infer element)[] ? [number, ...shapeOfValues<element>]
  : []

/** The dtype of nested values: what the innermost are. */
export type dtypeOfValues<values> =
  values extends readonly (infer element)[] ? dtypeOfValues<element>
  : values extends string ? "string"
  : values extends boolean ? "bool"
  : "float32"

/** The values themselves, with a sentence in place of the first row that is not as long as the one before all. */
export type rectangular<values> = withSentence<values, raggedIn<values>>
type withSentence<values, at> =
  at extends keyof values ?
    { readonly [index in keyof values]: index extends at ? raggedSentence<values, at> : values[index] }
  : values
/** The index of the first row that differs, or nothing that is an index. */
type raggedIn<values> =
  values extends readonly [infer first, ...infer rest] ? raggedRow<rest, shapeOfValues<first>> : "none"
type raggedRow<rows, first, count extends readonly unknown[] = [0]> =
  rows extends readonly [infer row, ...infer more] ?
    shapeOfValues<row> extends first ?
      raggedRow<more, first, [...count, 0]>
    : `${count["length"]}`
  : "none"
type raggedSentence<
  values,
  at extends keyof values,
> = `tensor: row ${at & string} has shape ${show<shapeOfValues<values[at]>>}, but row 0 has ${show<shapeOfValues<values[0 & keyof values]>>}`

/** Flat values and the shape of nested ones; the sentence when rows differ. */
export const flatten = (
  values: unknown,
): { readonly shape: readonly number[]; readonly flat: readonly unknown[] } | { readonly sentence: string } => {
  if (!Array.isArray(values)) return { shape: [], flat: [values] }
  const rows = values.map(flatten)
  const flat: unknown[] = []
  let shape: readonly number[] | undefined
  for (const [index, row] of rows.entries()) {
    if ("sentence" in row) return row
    shape ??= row.shape
    if (row.shape.join() !== shape.join()) {
      return {
        sentence: `tensor: row ${index} has shape [${row.shape.join(", ")}], but row 0 has [${shape.join(", ")}]`,
      }
    }
    for (const value of row.flat) flat.push(value)
  }
  return { shape: [values.length, ...(shape ?? [])], flat }
}
