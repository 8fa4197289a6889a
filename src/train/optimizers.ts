/** Optimizers as plain data, with Keras's defaults and the option names of `tf.train`. */
import { oneOf } from "../core/options.js"
import {
  type AdadeltaOptions,
  type AdagradOptions,
  type AdamOptions,
  type RmspropOptions,
  type SgdOptions,
  adadeltaChecks,
  adagradChecks,
  adamChecks,
  rmspropChecks,
  sgdChecks,
} from "./optimizerOptions.js"
import { refuseOption, settled } from "./settled.js"

interface Settings<className extends string, options> {
  readonly kind: "optimizer"
  /** Its class in tfjs. */
  readonly className: className
  readonly config: Readonly<Required<options>>
}

/** An optimizer with all its options: what `adam({ ... })` gives. */
export type OptimizerSettings =
  | Settings<"SGD", SgdOptions>
  | Settings<"Adam" | "Adamax", AdamOptions>
  | Settings<"Adagrad", AdagradOptions>
  | Settings<"Adadelta", AdadeltaOptions>
  | Settings<"RMSProp", RmspropOptions>

/** How training changes the weights: a name, for Keras's defaults, or one of the functions of that name. */
export type Optimizer = "sgd" | "adam" | "adamax" | "adagrad" | "adadelta" | "rmsprop" | OptimizerSettings

/**
 * Steepest descent: `w -= learningRate * g`; with momentum `v = momentum * v - learningRate * g`, `w += v`.
 * @param options.learningRate @default 0.01
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/sgd/
 * @example sgd({ learningRate: 0.1, momentum: 0.9 }).className // => "SGD"
 */
export const sgd = (options: SgdOptions = {}): Settings<"SGD", SgdOptions> => ({
  kind: "optimizer",
  className: "SGD",
  config: settled("sgd", sgdChecks, { learningRate: 0.01, momentum: 0, nesterov: false }, options),
})

const adamDefaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

/**
 * Steps by the mean of the gradients over the root of the mean of their squares (Kingma and Ba 2014, arXiv:1412.6980).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adam/
 */
export const adam = (options: AdamOptions = {}): Settings<"Adam", AdamOptions> => ({
  kind: "optimizer",
  className: "Adam",
  config: settled("adam", adamChecks, adamDefaults, options),
})

/**
 * Adam with the greatest gradient in place of the mean of squares (Kingma and Ba 2014, section 7).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adamax/
 */
export const adamax = (options: AdamOptions = {}): Settings<"Adamax", AdamOptions> => ({
  kind: "optimizer",
  className: "Adamax",
  config: settled("adamax", adamChecks, adamDefaults, options),
})

/**
 * Steps get smaller with the sum of squares of all gradients so far (Duchi et al. 2011).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adagrad/
 */
export const adagrad = (options: AdagradOptions = {}): Settings<"Adagrad", AdagradOptions> => ({
  kind: "optimizer",
  className: "Adagrad",
  config: settled(
    "adagrad",
    adagradChecks,
    { learningRate: 0.001, initialAccumulatorValue: 0.1, epsilon: 1e-7 },
    options,
  ),
})

/**
 * Steps of the size of the last ones, over the root of the mean of squares (Zeiler 2012, arXiv:1212.5701).
 * @param options.learningRate 1 is the paper's @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adadelta/
 */
export const adadelta = (options: AdadeltaOptions = {}): Settings<"Adadelta", AdadeltaOptions> => ({
  kind: "optimizer",
  className: "Adadelta",
  config: settled("adadelta", adadeltaChecks, { learningRate: 0.001, rho: 0.95, epsilon: 1e-7 }, options),
})

const rmspropDefaults = { learningRate: 0.001, decay: 0.9, momentum: 0, epsilon: 1e-7, centered: false }

/**
 * Steps over the root of the mean of squares (Hinton 2012).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/rmsprop/
 */
export const rmsprop = (options: RmspropOptions = {}): Settings<"RMSProp", RmspropOptions> => ({
  kind: "optimizer",
  className: "RMSProp",
  config: settled("rmsprop", rmspropChecks, rmspropDefaults, options),
})

const made = { sgd, adam, adamax, adagrad, adadelta, rmsprop }
const names = ["sgd", "adam", "adamax", "adagrad", "adadelta", "rmsprop"] as const
const classNames = ["SGD", "Adam", "Adamax", "Adagrad", "Adadelta", "RMSProp"] as const

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
  const name = names.find(name => name === optimizer)
  if (name !== undefined) return made[name]()
  if (!isSettings(optimizer)) {
    const sentence = oneOf(names)(optimizer, "optimizer") ?? "optimizer must be one of them"
    return refuseOption("optimizer", sentence, optimizer)
  }
  switch (optimizer.className) {
    case "SGD":
      return sgd(optimizer.config)
    case "Adam":
      return adam(optimizer.config)
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
