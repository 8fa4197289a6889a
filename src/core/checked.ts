/** The options of a call, checked where no compiler was. */
import { raise, refuse } from "./error.js"
import { noSuchOption } from "./near.js"
import { type Check, print } from "./options.js"

const refuseOption = (call: string, sentence: string, received: string): never =>
  raise(call, refuse(sentence, sentence.replace(/, got .*$/, ""), received, { code: "option" }))

/** Refuses what is no object. */
export const optionsOf = (call: string, given: unknown): object =>
  typeof given === "object" && given !== null ?
    given
  : refuseOption(call, `${call} takes an object of options, got ${print(given)}`, print(given))

/** Refuses options that a call does not have, and values that they cannot have; `undefined` counts as left out. */
export const checked = (call: string, given: unknown, checks: Readonly<Record<string, Check>>): void => {
  for (const [name, value] of Object.entries(optionsOf(call, given))) {
    if (value === undefined) continue
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    const sentence = check ? check(value, name) : noSuchOption(name, Object.keys(checks))
    if (sentence !== undefined) refuseOption(call, `${call}: ${sentence}`, print(value))
  }
}
