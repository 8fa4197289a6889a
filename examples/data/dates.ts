/** Dates in many spellings, with what each is in ISO 8601: made with Intl, and with formats of our own. */

/** A spelling, and the date: `["23. Sept. 2026", "2026-09-23"]`. */
export type DatePair = readonly [spelling: string, iso: string]

export interface Dates {
  /** What a model may learn from. */
  readonly training: readonly DatePair[]
  /** Spellings of days of which the training has no spelling at all. */
  readonly heldOut: readonly DatePair[]
}

const locales = ["en-US", "en-GB", "de", "fr", "it", "nl", "sv"]
const styles = ["medium", "long"] satisfies Intl.DateTimeFormatOptions["dateStyle"][]

const two = (value: number) => String(value).padStart(2, "0")
const months = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" })

/** Points and dashes put the day first, slashes the month: so no spelling has two meanings. */
const spellings: readonly ((date: Date) => string)[] = [
  ...locales.flatMap(locale =>
    styles.map(dateStyle => {
      const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" })
      return (date: Date) => format.format(date)
    }),
  ),
  date => date.toISOString().slice(0, 10),
  date => date.toISOString().slice(0, 10).replaceAll("-", ""),
  date => date.toISOString().slice(0, 10).replaceAll("-", " "),
  date => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`,
  date => `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`,
  date => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`,
  date => `${date.getUTCDate()}-${date.getUTCMonth() + 1}-${date.getUTCFullYear()}`,
  date => `${two(date.getUTCDate())}-${months.format(date)}-${date.getUTCFullYear()}`,
  date => `${months.format(date).toUpperCase()} ${date.getUTCDate()} ${date.getUTCFullYear()}`,
]

/** Every day from 1950 up to 2049. */
const first = Date.UTC(1950, 0, 1)
const day = 24 * 60 * 60 * 1000
const days = (Date.UTC(2050, 0, 1) - first) / day

/** The same numbers from 0 up to 1 in every run (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** As many different days as there are to be pairs, each in one spelling, always the same. */
export const dates = ({ training, heldOut }: { readonly training: number; readonly heldOut: number }): Dates => {
  const next = random(1)
  const order = Array.from({ length: days }, (_, index) => ({ index, at: next() })).sort((a, b) => a.at - b.at)
  const pairs = order.slice(0, training + heldOut).map(({ index }): DatePair => {
    const date = new Date(first + index * day)
    const spell = spellings[Math.floor(next() * spellings.length)]
    const iso = date.toISOString().slice(0, 10)
    // Some locales part their words with a space that does not break.
    return [(spell?.(date) ?? iso).replace(/\s/g, " "), iso]
  })
  return { training: pairs.slice(0, training), heldOut: pairs.slice(training) }
}
