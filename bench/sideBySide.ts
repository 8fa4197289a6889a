/** Two ways of computing the same, in one process, a round of each in turn. */
import * as tf from "@tensorflow/tfjs"
import { setRepairs } from "../src/backend/repairs.js"
import { useBackend } from "../src/backend/start.js"

type Run = () => void
export interface Row {
  name: string
  /** Floating point operations of a run. */
  flops?: number
  stockOn: "wasm" | "cpu"
  /** Makes the tensors on the backend in use. */
  prepare: (isOurs: boolean) => Run
}

const rounds = 7

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN

/** Milliseconds of the processor, which other programs do not lengthen by making this one wait. */
const timed = (run: Run, times: number) => {
  const start = process.cpuUsage()
  for (let index = 0; index < times; index++) tf.tidy(run)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / times
}

const sides = async ({ stockOn, prepare }: Row) => {
  const use = async (isOurs: boolean) => {
    setRepairs(isOurs)
    await useBackend(isOurs ? "wasm" : stockOn)
  }
  const runs = new Map<boolean, Run>()
  for (const isOurs of [true, false]) {
    await use(isOurs)
    runs.set(isOurs, prepare(isOurs))
  }
  return async (isOurs: boolean, times: number) => {
    await use(isOurs)
    return timed(runs.get(isOurs) ?? (() => {}), times)
  }
}

export const measure = async (row: Row) => {
  const time = await sides(row)
  const times = new Map<boolean, number[]>()
  const repeats = new Map<boolean, number>()
  for (const isOurs of [true, false]) {
    await time(isOurs, 1)
    repeats.set(isOurs, Math.min(Math.max(Math.round(10 / (await time(isOurs, 1))), 1), 200))
    times.set(isOurs, [])
  }
  for (let round = 0; round < rounds; round++) {
    for (const isOurs of [true, false]) times.get(isOurs)?.push(await time(isOurs, repeats.get(isOurs) ?? 1))
  }
  const [ours, stock] = [median(times.get(true) ?? []), median(times.get(false) ?? [])]
  const speed = row.flops ? `${(row.flops / ours / 1e6).toFixed(1).padStart(6)} GFLOP/s` : ""
  const columns = [
    ours.toFixed(3).padStart(9),
    stock.toFixed(3).padStart(9),
    row.stockOn.padEnd(4),
    `${(stock / ours).toFixed(1)}x`.padStart(8),
  ]
  console.log(row.name.padEnd(52), ...columns, speed)
}
