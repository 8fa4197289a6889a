/** Which words there are, in Keras's order, and texts as their words. */

/** A layer that has words, read from texts or given to it. */
export interface Words {
  /** The words, without those that stand for padding and for what is not known. */
  readonly words: readonly string[] | undefined
  /** What stands before the words: padding, and what is not known. */
  readonly special: readonly string[]
}
export const isWords = (layer: object): layer is Words => "words" in layer && "special" in layer

/** How capitals and punctuation are taken out. As in TensorFlow, `A` to `Z` alone are capitals. */
export type Standardize = "lower" | "lowerAndStripPunctuation" | "stripPunctuation"
export type Split = "character" | "whitespace"

const punctuation = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g
const standardized = (text: string, standardize: Standardize | null): string => {
  const lower = standardize === "lower" || standardize === "lowerAndStripPunctuation"
  const plain = lower ? text.replace(/[A-Z]+/g, capitals => capitals.toLowerCase()) : text
  return standardize === null || standardize === "lower" ? plain : plain.replace(punctuation, "")
}

/** The words of a text, or its runs of several words. */
export const wordsOf = (
  text: string,
  standardize: Standardize | null,
  split: Split,
  ngrams: number | readonly number[] | undefined,
): readonly string[] => {
  const plain = standardized(text, standardize)
  const single = split === "character" ? [...plain] : plain.split(/[ \t\n\v\f\r]+/).filter(word => word !== "")
  if (ngrams === undefined) return single
  const widths = typeof ngrams === "number" ? Array.from({ length: ngrams }, (_, at) => at + 1) : ngrams
  return widths.flatMap(width =>
    Array.from({ length: Math.max(0, single.length - width + 1) }, (_, at) => single.slice(at, at + width).join(" ")),
  )
}

/** Whether one text stands before another: by code points, as TensorFlow's bytes do. */
const compare = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]]
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const apart = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
    if (apart !== 0) return apart
  }
  return a.length - b.length
}

/**
 * The words of documents, the most frequent first, of equally frequent ones the last of the alphabet first; and what each
 * weighs: `log(1 + documents / (1 + documents with the word))`.
 */
export const learned = (
  documents: readonly (readonly string[])[],
  special: readonly string[],
  most: number,
): { readonly words: readonly string[]; readonly weights: readonly number[] } => {
  const counts = new Map<string, number>()
  const found = new Map<string, number>()
  const add = (to: Map<string, number>, word: string) => void to.set(word, (to.get(word) ?? 0) + 1)
  for (const document of documents) {
    for (const word of document) add(counts, word)
    for (const word of new Set(document)) add(found, word)
  }
  for (const word of special) counts.delete(word)
  const words = [...counts]
    .sort(([one, often], [other, seldom]) => seldom - often || compare(other, one))
    .slice(0, most)
    .map(([word]) => word)
  return { words, weights: words.map(word => Math.log(1 + documents.length / (1 + (found.get(word) ?? 0)))) }
}

/** Words without what stands before them, where that was written too. */
export const withoutSpecial = (words: readonly string[], special: readonly string[]): readonly string[] =>
  special.every((word, at) => words[at] === word) ? words.slice(special.length) : words
