/** Names of languages, scripts and territories in twelve languages that are written in Latin letters, from Unicode's CLDR. */
import { kinds, read } from "./names.js"

/** The languages: each is a class, by its place. */
export const languages = ["cs", "de", "es", "fi", "fr", "hu", "it", "nl", "pl", "pt", "sv", "tr"] as const

/** A name in small letters, and the place of the one language that has it. */
export interface Named {
  readonly name: string
  readonly language: number
}

export interface LanguagesOptions {
  /** Longer names are left out. */
  readonly longest: number
  /** Of how many languages, scripts and territories the names are taken at most, of each kind. */
  readonly limit: number
}

/**
 * Names to learn from and names that are held out, always the same. What every sixth code names is held out in all
 * languages, so that no name is on both sides, nor its translation. Left out is what two of the languages spell alike, which
 * has no right answer, and what CLDR leaves untranslated.
 */
export const languageNames = ({ longest, limit }: LanguagesOptions) => {
  const found = new Map<string, { readonly language: number; readonly isHeldOut: boolean }[]>()
  for (const [language, lang] of languages.entries()) {
    for (const kind of kinds) {
      const codes = [...new Set(read("en", kind).map(([code]) => code))]
        .filter(code => !/-alt-|-menu-/.test(code))
        .slice(0, limit)
      const names = new Map(read(lang, kind))
      for (const [at, code] of codes.entries()) {
        const name = names.get(code)
        if (name === undefined || name === code || [...name].length > longest) continue
        const small = name.toLocaleLowerCase(lang)
        found.set(small, [...(found.get(small) ?? []), { language, isHeldOut: at % 6 === 5 }])
      }
    }
  }
  // Two codes may have one name: where one of them is held out and the other is not, so is neither.
  const clear = [...found].flatMap(([name, uses]) => {
    const [first] = uses
    const isClear = uses.every(use => use.language === first?.language && use.isHeldOut === first.isHeldOut)
    return first && isClear ? [{ name, ...first }] : []
  })
  const part = (wanted: boolean): readonly Named[] =>
    clear.flatMap(({ name, language, isHeldOut }) => (isHeldOut === wanted ? [{ name, language }] : []))
  return { training: part(false), heldOut: part(true) }
}
