/** Times: of the clock, of the main thread, and of all threads; medians of runs that take turns. */
import { existsSync, readFileSync } from "node:fs"

/**
 * Milliseconds that the main thread computed, where Linux counts them: other programs beside this one do not lengthen
 * them, and it is what one waits for where each thread has a core. Elsewhere the clock.
 */
const own =
  existsSync("/proc/self/schedstat") ?
    () => Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6
  : () => performance.now()

export const timed = async run => {
  const [main, clock, cpu] = [own(), performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(cpu)
  return { clock: performance.now() - clock, main: own() - main, all: (user + system) / 1000 }
}

export const median = values => [...values].sort((a, b) => a - b)[values.length >> 1]

/** The middle of each kind of time. */
const middle = times =>
  Object.fromEntries(["clock", "main", "all"].map(kind => [kind, median(times.map(time => time[kind]))]))

/**
 * Runs several things in turn, round by round, and gives the medians of each. What is short is repeated, so that a run
 * takes some milliseconds.
 * @param things by name: a function, or `{ run, use }` with what is to be done before it
 */
export const inTurn = async (things, { rounds = 7, warm = 2, least = 10 } = {}) => {
  const entries = Object.entries(things)
  const repeats = new Map()
  const times = new Map(entries.map(([name]) => [name, []]))
  for (let round = 0; round < rounds + warm; round++) {
    for (const [name, { run, use, once }] of entries) {
      await use?.()
      const count = repeats.get(name) ?? 1
      const time = await timed(async () => {
        for (let index = 0; index < count; index++) await run()
      })
      if (round < warm) repeats.set(name, once ? 1 : Math.min(Math.max(Math.ceil(least / (time.main / count)), 1), 100))
      else times.get(name).push(Object.fromEntries(Object.entries(time).map(([kind, value]) => [kind, value / count])))
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, middle(times.get(name))]))
}
