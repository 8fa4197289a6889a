/** Four years of weather in Seattle, a line a day (NOAA, 2012 to 2015), from the package `vega-datasets`. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"

export interface Day {
  readonly date: string
  /** The warmest and the coldest of the day, in degrees Celsius. */
  readonly warmest: number
  readonly coldest: number
  /** In mm. */
  readonly rain: number
  /** In m/s. */
  readonly wind: number
}

const require = createRequire(import.meta.url)
const file = `${dirname(require.resolve("vega-datasets"))}/../data/seattle-weather.csv`

/** 1461 days, one after another. */
export const weather = (): readonly Day[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map(line => {
      const [date = "", rain, warmest, coldest, wind] = line.split(",")
      return { date, warmest: Number(warmest), coldest: Number(coldest), rain: Number(rain), wind: Number(wind) }
    })

/** What a network sees of a day: numbers about as large as 1, and the season as a place on a circle. */
export const featuresOf = ({ date, warmest, coldest, rain, wind }: Day): readonly number[] => {
  const angle = (2 * Math.PI * (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`))) / (365.25 * 864e5)
  return [degrees.small(warmest), degrees.small(coldest), Math.log1p(rain), wind / 5, Math.sin(angle), Math.cos(angle)]
}

/** Degrees as numbers about as large as 1, and back. */
export const degrees = {
  small: (celsius: number) => (celsius - 12) / 8,
  celsius: (small: number) => 8 * small + 12,
}
