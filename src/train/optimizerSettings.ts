/** The settings of what was given as an optimizer. */
import { oneOf } from "../core/options.js"
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamW,
  lion,
  nadam,
  optimizerNames,
  type OptimizerSettings,
  rmsprop,
  sgd,
} from "./optimizers.js"
import { refuseOption } from "./settled.js"

const made = { sgd, adam, adamW, adamax, nadam, lion, adagrad, adadelta, rmsprop }
const classNames = ["SGD", "Adam", "AdamW", "Adamax", "Nadam", "Lion", "Adagrad", "Adadelta", "RMSProp"] as const

/** Whether something has the form of settings; `settingsOf` checks the options. */
const isSettings = (given: unknown): given is OptimizerSettings =>
  typeof given === "object" &&
  given !== null &&
  "kind" in given &&
  given.kind === "optimizer" &&
  "className" in given &&
  classNames.some(name => name === given.className) &&
  "config" in given

/**
 * The settings of an optimizer: Keras's of a name, or those that were given, checked again in case they are handmade.
 * @throws ShapeError when there is no such optimizer, or an option has a value that it cannot have
 */
export const settingsOf = (optimizer: unknown): OptimizerSettings => {
  const name = optimizerNames.find(name => name === optimizer)
  if (name !== undefined) return made[name]()
  if (!isSettings(optimizer)) {
    const sentence = oneOf(optimizerNames)(optimizer, "optimizer") ?? "optimizer must be one of them"
    return refuseOption("optimizer", sentence, optimizer)
  }
  switch (optimizer.className) {
    case "SGD":
      return sgd(optimizer.config)
    case "Adam":
      return adam(optimizer.config)
    case "AdamW":
      return adamW(optimizer.config)
    case "Nadam":
      return nadam(optimizer.config)
    case "Lion":
      return lion(optimizer.config)
    case "Adamax":
      return adamax(optimizer.config)
    case "Adagrad":
      return adagrad(optimizer.config)
    case "Adadelta":
      return adadelta(optimizer.config)
    case "RMSProp":
      return rmsprop(optimizer.config)
  }
}
