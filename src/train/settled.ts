/** Options of what is plain data: losses, metrics, optimizers, schedules and callbacks. */
import { raise, refuse } from "../core/error.js"
import { noOption } from "../core/near.js"
import { type Check, print } from "../core/options.js"

/** A check for each option. */
export type Checks<options> = Readonly<Record<keyof options, Check>>

export const refuseOption = (name: string, sentence: string, value: unknown): never =>
  raise(name, refuse(sentence, sentence.replace(/, got .*$/, ""), print(value), { code: "option" }))

/** The options over the defaults; those that are `undefined` count as left out. */
export const settled = <options extends object>(
  name: string,
  checks: Checks<options>,
  defaults: Required<options>,
  given: options,
): Required<options> => {
  const table: Readonly<Record<string, Check>> = checks
  if (typeof given !== "object" || given === null) {
    return refuseOption(name, `${name} takes an object of options, got ${print(given)}`, given)
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  for (const [option, value] of Object.entries(options)) {
    const known = Object.hasOwn(table, option) ? table[option] : undefined
    const sentence = known ? known(value, option) : noOption(name, option, Object.keys(table))
    if (sentence !== undefined) refuseOption(name, sentence, value)
  }
  const all: Required<options> = { ...defaults, ...options }
  for (const option of Object.keys(table))
    if (Reflect.get(all, option) === undefined) refuseOption(name, `${name} needs the option ${option}`, undefined)
  return all
}
