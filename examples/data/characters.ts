/** Texts as numbers: each character has an index, and three indices are marks. */

/** Fills up what is shorter than the longest; where a text begins, and where it ends. */
export const marks = { padding: 0, begin: 1, end: 2 }

export interface Alphabet {
  indices(text: string): readonly number[]
  /** The characters up to the end mark. */
  text(indices: readonly number[]): string
}

/** The alphabet of some texts; there must be room for all its characters and the marks. */
export const alphabetOf = (texts: readonly string[], room: number): Alphabet => {
  const characters = [...new Set(texts.flatMap(text => [...text]))].sort()
  if (characters.length + 3 > room)
    throw new Error(`${characters.length} characters and 3 marks do not fit into ${room}`)
  const indexOf = new Map(characters.map((character, index) => [character, index + 3]))
  return {
    indices: text => [...text].map(character => indexOf.get(character) ?? marks.padding),
    text: indices => {
      const end = indices.indexOf(marks.end)
      return indices
        .slice(0, end < 0 ? indices.length : end)
        .map(index => characters[index - 3] ?? "")
        .join("")
    },
  }
}

/** Rows of one length, one after the other; what is missing is padding. */
export const padded = (rows: readonly (readonly number[])[], length: number): Int32Array => {
  const flat = new Int32Array(rows.length * length)
  for (const [index, row] of rows.entries()) flat.set(row.slice(0, length), index * length)
  return flat
}

/** A row of `columns` for each index, with a single 1; padding is a row of zeros. */
export const oneHot = (indices: ArrayLike<number>, columns: number): Float32Array => {
  const flat = new Float32Array(indices.length * columns)
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] ?? marks.padding
    if (index !== marks.padding) flat[at * columns + index] = 1
  }
  return flat
}

/** The column of the largest value of each row. */
export const largest = (flat: ArrayLike<number>, columns: number): number[] =>
  Array.from({ length: flat.length / columns }, (_, row) => {
    let best = 0
    for (let column = 1; column < columns; column++) {
      if ((flat[row * columns + column] ?? 0) > (flat[row * columns + best] ?? 0)) best = column
    }
    return best
  })

/** The part of texts that are decoded exactly, and the part of characters: 1 less the edit distance over the length. */
export const score = (decoded: readonly string[], truth: readonly string[]) => {
  const exact = truth.filter((text, index) => text === decoded[index]).length
  const distance = truth.reduce((sum, text, index) => sum + edits(text, decoded[index] ?? ""), 0)
  const length = truth.reduce(
    (sum, text, index) => sum + Math.max([...text].length, [...(decoded[index] ?? "")].length),
    0,
  )
  return { exact: exact / truth.length, characters: 1 - distance / length }
}

/** Levenshtein's distance: how many characters to insert, delete or replace. */
const edits = (a: string, b: string): number => {
  const right = [...b]
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const character of a) {
    const next = [(row[0] ?? 0) + 1]
    for (const [index, other] of right.entries()) {
      const replaced = (row[index] ?? 0) + (character === other ? 0 : 1)
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
