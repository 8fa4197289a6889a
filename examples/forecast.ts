/**
 * A forecast with two outputs: from two weeks of Seattle's weather, how warm the next three days will be, and whether it
 * will rain on each. Three years to learn from, the fourth to be tested with.
 *
 *     npx tsx examples/forecast.ts
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import { adam, dense, dropout, earlyStopping, gru, input, model, reshape, tensor } from "shapeproof"
import { type Day, degrees, featuresOf, weather } from "./data/weather.js"

const seen = 14
const ahead = 3
const features = 6

const build = () => {
  const past = input({ shape: [seen, features] })
  const read = dropout({ rate: 0.2 })(gru({ units: 32 })(past)) // ["B", 32]
  const warmth = reshape({ targetShape: [ahead, 2] })(dense({ units: ahead * 2 })(read)) // ["B", 3, 2]
  const rain = dense({ units: ahead, activation: "sigmoid" })(read) // ["B", 3]
  return model({ inputs: past, outputs: { warmth, rain }, name: "forecast" })
}

/** Every row of `seen` days, and the days that follow it. */
const samplesOf = (days: readonly Day[]) => {
  const starts = Array.from({ length: days.length - seen - ahead + 1 }, (_, start) => start)
  const past = starts.map(start => days.slice(start, start + seen))
  const next = starts.map(start => days.slice(start + seen, start + seen + ahead))
  const count = starts.length
  return {
    count,
    past,
    next,
    x: tensor(past.flat().flatMap(featuresOf), [count, seen, features]),
    y: {
      warmth: tensor(
        next.flat().flatMap(({ warmest, coldest }) => [degrees.small(warmest), degrees.small(coldest)]),
        [count, ahead, 2],
      ),
      rain: tensor(next.flat().map(rained), [count, ahead]),
    },
  }
}
const rained = ({ rain }: Day) => Number(rain > 0)

export interface Options {
  readonly epochs?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async ({ epochs = 30, verbose = 1, print = console.log }: Options = {}) => {
  const days = weather()
  const [training, heldOut] = [days.filter(isEarly), days.filter(day => !isEarly(day))].map(samplesOf)
  if (!training || !heldOut) throw new Error("There is no weather.")
  const network = build()
  network.summary({ print })

  const trainable = network.compile({
    optimizer: adam({ learningRate: 0.003 }),
    loss: { warmth: "meanAbsoluteError", rain: "binaryCrossentropy" },
  })
  const { history } = await trainable.fit(training.x, training.y, {
    epochs,
    batchSize: 64,
    seed: 1,
    verbose,
    validationSplit: 0.15,
    callbacks: earlyStopping({ patience: 6, restoreBestWeights: true }),
  })

  const { warmth, rain } = network.predict(heldOut.x)
  const foretold = { warmth: Array.from(warmth.dataSync(), degrees.celsius), rain: Array.from(rain.dataSync()) }
  /** How far off the warmest of a day is in the mean, and how often it is right about rain: ours, and "as today". */
  const scores = Array.from({ length: ahead }, (_, day) => {
    const rows = heldOut.next.map((next, row) => ({ real: next[day], today: heldOut.past[row]?.at(-1), row }))
    const mean = (score: (real: Day, today: Day, row: number) => number) =>
      rows.reduce((sum, { real, today, row }) => sum + (real && today ? score(real, today, row) : 0), 0) / rows.length
    return {
      off: mean((real, _, row) => Math.abs((foretold.warmth[(row * ahead + day) * 2] ?? 0) - real.warmest)),
      offAsToday: mean((real, today) => Math.abs(today.warmest - real.warmest)),
      right: mean((real, _, row) => Number((foretold.rain[row * ahead + day] ?? 0) > 0.5 === rained(real) > 0)),
      rightAsToday: mean((real, today) => Number(rained(today) === rained(real))),
    }
  })
  print(`\nOn ${heldOut.count} days of a year that it never saw, and as if every day were like the last one known:`)
  for (const [day, { off, offAsToday, right, rightAsToday }] of scores.entries())
    print(
      `  ${day + 1} ${day === 0 ? "day " : "days"} ahead: ${off.toFixed(1)} degrees off, not ${offAsToday.toFixed(1)}; ` +
        `rain right on ${(100 * right).toFixed(0)} %, not ${(100 * rightAsToday).toFixed(0)} %`,
    )
  return { losses: history.loss, scores }
}

const isEarly = ({ date }: Day) => date < "2015"

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { epochs: { type: "string", default: "30" } } })
  await run({ epochs: Number(values.epochs) })
}
