/** What callbacks have in common that watch whether a number gets better. */
import { optionsOf } from "../core/checked.js"
import { noOption } from "../core/near.js"
import { type Check, oneOf, print } from "../core/options.js"
import type { Logs } from "./callbacks.js"
import { directions } from "./names.js"
import { refuseOption } from "./settled.js"

export interface Monitored {
  /** The loss or metric that is to get better. */
  readonly monitor: string
  /** Whether less or more is better; "auto" knows it for losses and for our metrics. */
  readonly mode: "auto" | "min" | "max"
  /** How much it must change to count as better. */
  readonly minDelta: number
}

export const modes = oneOf(["auto", "min", "max"])
export const zeroOrOne: Check = (value, name) =>
  value === 0 || value === 1 ? undefined : `${name} must be 0 or 1, got ${print(value)}`

/** Refuses the options that a callback does not have, and values that they cannot have; `undefined` is left out. */
export const checkedOptions = (callback: string, checks: Readonly<Record<string, Check>>, given: object): void => {
  for (const [option, value] of Object.entries(optionsOf(callback, given))) {
    if (value === undefined) continue
    const check = Object.hasOwn(checks, option) ? checks[option] : undefined
    const sentence = check ? check(value, option) : noOption(callback, option, Object.keys(checks))
    if (sentence !== undefined) refuseOption(callback, sentence, value)
  }
}

/** The direction of a monitored name, which may begin with `val_` and the name of an output. */
const directionOf = (callback: string, monitor: string): "min" | "max" => {
  const name = monitor.replace(/^val_/, "")
  const isNamed = (metric: string) => name === metric || name.endsWith(`_${metric}`)
  const known = Object.entries({ loss: "min" as const, ...directions }).find(([metric]) => isNamed(metric))
  if (known) return known[1]
  const sentence = `mode must be min or max, since nobody knows which way ${monitor} gets better, got "auto"`
  return refuseOption(callback, sentence, "auto")
}

/** Reads a number from the logs, and compares it with another. */
export const monitorOf = (callback: string, { monitor, mode, minDelta }: Monitored) => {
  const direction = mode === "auto" ? directionOf(callback, monitor) : mode
  const delta = Math.abs(minDelta)
  let isWarned = false
  return {
    /** In float32, as Keras compares. */
    isBetter: (value: number, other: number | undefined): boolean =>
      other === undefined ? true
      : direction === "min" ? Math.fround(value + delta) < Math.fround(other)
      : Math.fround(value - delta) > Math.fround(other),
    /** The number; what is not there is said once a training. */
    watched: (logs: Logs): number | undefined => {
      const value = logs[monitor]
      if (value === undefined && !isWarned) {
        isWarned = true
        console.warn(`${callback}: there is no ${monitor} to monitor; there are ${Object.keys(logs).join(", ")}`)
      }
      return value
    },
    begin: () => {
      isWarned = false
    },
  }
}
