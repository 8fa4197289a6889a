/** Pairs of names: the same language, script or territory in English and in another language, from Unicode's CLDR. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"

/** A name and its translation. */
export type Pair = readonly [english: string, foreign: string]

export interface Names {
  /** What a model may learn from. */
  readonly training: readonly Pair[]
  /** Every tenth pair, which it never sees. */
  readonly heldOut: readonly Pair[]
}

export interface NamesOptions {
  /** A language of CLDR other than English: `fr`, `de`, `ja`. */
  readonly lang: string
  /** Longer names are left out, in both languages. */
  readonly longest: number
  /** How many different characters there may be; names with rarer ones are left out. */
  readonly characters: number
  /** How many pairs at most. */
  readonly limit: number
}

const require = createRequire(import.meta.url)
const folder = `${dirname(require.resolve("cldr-localenames-full/package.json"))}/main`
export const kinds = ["languages", "scripts", "territories"]

interface File {
  readonly main: Readonly<
    Record<string, { readonly localeDisplayNames: Readonly<Record<string, Readonly<Record<string, string>>>> }>
  >
}

/** The names of one kind in a language, each with the code of what it names. */
export const read = (lang: string, kind: string): readonly (readonly [code: string, name: string])[] => {
  try {
    const file: File = JSON.parse(readFileSync(`${folder}/${lang}/${kind}.json`, "utf8"))
    return Object.entries(file.main[lang]?.localeDisplayNames[kind] ?? {})
  } catch {
    throw new Error(`There are no names for --lang ${lang}; ${folder} lists the languages that have some.`)
  }
}

/**
 * Each English name once, with its first translation: CLDR's aliases (`-alt-short`, `-menu-core`) are second spellings, and
 * what is spelled the same in both languages is nothing to learn. So no English name is on both sides of the split;
 * translations may be, since two English names can have one.
 */
const pairsOf = (lang: string): readonly Pair[] => {
  const found = new Map<string, string>()
  for (const kind of kinds) {
    const foreign = new Map(read(lang, kind))
    for (const [code, english] of read("en", kind)) {
      const name = foreign.get(code)
      if (name === undefined || name === english || found.has(english) || /-alt-|-menu-/.test(code)) continue
      found.set(english, name)
    }
  }
  return [...found]
}

/** The most frequent characters of some texts. */
const frequent = (texts: readonly string[], count: number): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  for (const character of texts.flatMap(text => [...text])) counts.set(character, (counts.get(character) ?? 0) + 1)
  return new Set(
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([character]) => character),
  )
}

/** The names in English and in another language, always in the same order and the same two parts. */
export const names = ({ lang, longest, characters, limit }: NamesOptions): Names => {
  const short = pairsOf(lang).filter(pair => pair.every(name => [...name].length <= longest))
  const [english, foreign] = [0, 1].map(side =>
    frequent(
      short.map(pair => pair[side] ?? ""),
      characters,
    ),
  )
  const pairs = short
    .filter(
      ([a, b]) =>
        [...a].every(character => english?.has(character)) && [...b].every(character => foreign?.has(character)),
    )
    .slice(0, limit)
  return {
    training: pairs.filter((_, index) => index % 10 !== 9),
    heldOut: pairs.filter((_, index) => index % 10 === 9),
  }
}
