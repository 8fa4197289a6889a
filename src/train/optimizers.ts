/** Optimizers as plain data, with Keras's defaults and the option names of `tf.train`. */
import {
  type AdadeltaOptions,
  type AdagradOptions,
  type AdamaxOptions,
  type AdamOptions,
  type LionOptions,
  type RmspropOptions,
  type SgdOptions,
  adadeltaChecks,
  adagradChecks,
  adamaxChecks,
  adamChecks,
  common,
  lionChecks,
  optimizerSettled,
  rmspropChecks,
  sgdChecks,
} from "./optimizerOptions.js"

interface Settings<className extends string, options> {
  readonly kind: "optimizer"
  /** Its class in tfjs. */
  readonly className: className
  readonly config: Readonly<Required<options>>
}

export const optimizerNames = [
  "sgd",
  "adam",
  "adamW",
  "adamax",
  "nadam",
  "lion",
  "adagrad",
  "adadelta",
  "rmsprop",
] as const
type OptimizerName = (typeof optimizerNames)[number]

/** An optimizer with all its options: what `adam({ ... })` gives. */
export type OptimizerSettings =
  | Settings<"SGD", SgdOptions>
  | Settings<"Adam" | "AdamW", AdamOptions>
  | Settings<"Adamax" | "Nadam", AdamaxOptions>
  | Settings<"Lion", LionOptions>
  | Settings<"Adagrad", AdagradOptions>
  | Settings<"Adadelta", AdadeltaOptions>
  | Settings<"RMSProp", RmspropOptions>

/** How training changes the weights: a name, for Keras's defaults, or one of the functions of that name. */
export type Optimizer = OptimizerName | OptimizerSettings

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
  config: optimizerSettled("sgd", sgdChecks, { ...common, learningRate: 0.01, momentum: 0, nesterov: false }, options),
})

const adamaxDefaults = { ...common, learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }
const adamDefaults = { ...adamaxDefaults, amsgrad: false }

/**
 * Steps by the mean of the gradients over the root of the mean of their squares (Kingma and Ba 2014, arXiv:1412.6980).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adam/
 */
export const adam = (options: AdamOptions = {}): Settings<"Adam", AdamOptions> => ({
  kind: "optimizer",
  className: "Adam",
  config: optimizerSettled("adam", adamChecks, adamDefaults, options),
})

/**
 * Adam with weights that decay by themselves, and not through the loss (Loshchilov and Hutter 2017, arXiv:1711.05101).
 * @param options.learningRate @default 0.001
 * @param options.weightDecay @default 0.004
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adamw/
 */
export const adamW = (options: AdamOptions = {}): Settings<"AdamW", AdamOptions> => ({
  kind: "optimizer",
  className: "AdamW",
  config: optimizerSettled("adamW", adamChecks, { ...adamDefaults, weightDecay: 0.004 }, options),
})

/**
 * Adam with Nesterov's momentum (Dozat 2015).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/Nadam/
 */
export const nadam = (options: AdamaxOptions = {}): Settings<"Nadam", AdamaxOptions> => ({
  kind: "optimizer",
  className: "Nadam",
  config: optimizerSettled("nadam", adamaxChecks, adamaxDefaults, options),
})

/**
 * Steps of one size, in the direction of the mean of the gradients (Chen et al. 2023, arXiv:2302.06675).
 * @param options.learningRate a third to a tenth of adam's @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/lion/
 */
export const lion = (options: LionOptions = {}): Settings<"Lion", LionOptions> => ({
  kind: "optimizer",
  className: "Lion",
  config: optimizerSettled("lion", lionChecks, { ...common, learningRate: 0.001, beta1: 0.9, beta2: 0.99 }, options),
})

/**
 * Adam with the greatest gradient in place of the mean of squares (Kingma and Ba 2014, section 7).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/adamax/
 */
export const adamax = (options: AdamaxOptions = {}): Settings<"Adamax", AdamaxOptions> => ({
  kind: "optimizer",
  className: "Adamax",
  config: optimizerSettled("adamax", adamaxChecks, adamaxDefaults, options),
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
  config: optimizerSettled(
    "adagrad",
    adagradChecks,
    { ...common, learningRate: 0.001, initialAccumulatorValue: 0.1, epsilon: 1e-7 },
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
  config: optimizerSettled(
    "adadelta",
    adadeltaChecks,
    { ...common, learningRate: 0.001, rho: 0.95, epsilon: 1e-7 },
    options,
  ),
})

const rmspropDefaults = { ...common, learningRate: 0.001, decay: 0.9, momentum: 0, epsilon: 1e-7, centered: false }

/**
 * Steps over the root of the mean of squares (Hinton 2012).
 * @param options.learningRate @default 0.001
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/optimizers/rmsprop/
 */
export const rmsprop = (options: RmspropOptions = {}): Settings<"RMSProp", RmspropOptions> => ({
  kind: "optimizer",
  className: "RMSProp",
  config: optimizerSettled("rmsprop", rmspropChecks, rmspropDefaults, options),
})
