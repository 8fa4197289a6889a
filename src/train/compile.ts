import * as tf from "@tensorflow/tfjs"
import type { PortList } from "../core/calling.js"
import { ShapeError } from "../core/error.js"
import { dataOf, extended, type ModelInstance } from "../core/modelInstance.js"
import { type Check, flag, integer, natural, positive, print, rate } from "../core/options.js"
import { batchSizeOf } from "../core/predict.js"
import type { Bindings } from "../ops/bind.js"
import { show } from "../ops/shape.js"
import { measured } from "./evaluate.js"
import { fitData } from "./fit.js"
import { fitBatches } from "./fitDataset.js"
import { isLossSettings } from "./lossOptions.js"
import { isMetric, type MetricGiven, metricOf } from "./metricOptions.js"
import { lossNames, metricNames } from "./names.js"
import { nameOf, truths } from "./targetPorts.js"
import type { Loss } from "./targets.js"
import type { FitDatasetOptions, FitOptions } from "./trainable.js"
import { type Batch, Trainer } from "./trainer.js"

/** Twin of `Model.compile`: the same model, with the methods of `TrainableModel`. */
export const compile = (model: ModelInstance, given: unknown): ModelInstance => {
  const options = typeof given === "object" && given !== null ? given : {}
  const { outputPorts, inputPorts, network } = model
  const lossOfOutput = lossesOf(outputPorts, "loss" in options ? options.loss : undefined)
  const metrics = metricsOf("metrics" in options ? options.metrics : undefined)
  const optimizer = "optimizer" in options ? options.optimizer : undefined
  const trainer = new Trainer(network, optimizer, lossOfOutput, outputPorts.names, metrics)

  const batchOf = (call: string, x: unknown, y: unknown, many: "" | "s" = ""): Batch => {
    const bound: Bindings = new Map()
    const xs = dataOf(`${call}: x${many}`, inputPorts, x, bound)
    const ys = truths(`${call}: y${many}`, outputPorts, lossOfOutput, y, bound)
    return { xs, ys }
  }

  const trainable = {
    fit: async (
      x: unknown,
      y: unknown,
      options: FitOptions & { validationData?: readonly [unknown, unknown] } = {},
    ) => {
      checked("fit", options, fitChecks)
      const data = { ...batchOf("fit", x, y), weights: weightsOf(options) }
      const { validationData } = options
      const validation = validationData && batchOf("validationData", ...validationData)
      return fitData(trainer, data, validation, batchSizeOf("fit", inputPorts, options.batchSize), options)
    },
    fitDataset: async (batches: unknown, options: FitDatasetOptions = {}) => {
      checked("fitDataset", options, datasetChecks)
      return fitBatches(trainer, batches, ({ xs, ys }) => batchOf("fitDataset", xs, ys, "s"), options)
    },
    trainOnBatch: async (x: unknown, y: unknown) => {
      const sums = trainer.step(batchOf("trainOnBatch", x, y))
      const values = await Promise.all(sums.map(sum => sum.data<"float32">()))
      for (const sum of sums) sum.dispose()
      return trainer.numbers(values)
    },
    evaluate: async (x: unknown, y: unknown, { batchSize }: { batchSize?: number } = {}) =>
      measured(trainer, batchOf("evaluate", x, y), batchSizeOf("evaluate", inputPorts, batchSize)),
  }
  return extended(model, trainable)
}

const refuse = (sentence: string, code: "option" | "loss", expected: string, received: string): never => {
  throw new ShapeError(sentence, { code, layer: "compile", expected, received })
}

/** The loss of each output, in the order of the outputs. */
const lossesOf = ({ ports, names, single }: PortList, given: unknown): readonly Loss[] => {
  const losses =
    isLoss(given) ? ports.map(() => given)
    : single ? [given]
    : Array.isArray(given) ? given
    : typeof given === "object" && given !== null ? (names ?? []).map(name => Reflect.get(given, name))
    : []
  if (losses.length !== ports.length) {
    const received = Array.isArray(given) ? String(given.length) : print(given)
    refuse(
      `compile: loss must be one for all outputs, or one for each of ${ports.length}, got ${received}`,
      "loss",
      `${ports.length}`,
      received,
    )
  }
  return losses.map((loss, index) => {
    if (!isLoss(loss)) {
      return refuse(
        `compile: loss must be one of ${lossNames.join(", ")}, one of losses, or a function, got ${print(loss)}`,
        "loss",
        lossNames.join(", "),
        print(loss),
      )
    }
    const shape = ports[index]?.shape ?? []
    const name = typeof loss === "function" ? undefined : nameOf(loss)
    if (name === "ctc" && shape.length !== 3) {
      const received = show(shape)
      refuse(`loss: ctc needs an output of rank 3 [batch, time, classes], got ${received}`, "loss", "rank 3", received)
    }
    if (name === "sparseCategoricalCrossentropy" && shape.length < 2) {
      refuse(
        `loss: ${name} needs an output of rank 2 or more [batch, ..., classes]`,
        "loss",
        "rank 2 or more",
        "rank 1",
      )
    }
    return loss
  })
}

const isLoss = (loss: unknown): loss is Loss =>
  typeof loss === "function" || lossNames.some(name => name === loss) || isLossSettings(loss)

const metricsOf = (given: unknown = []): readonly MetricGiven[] => {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  const names = new Set<string>()
  return list.map(metric => {
    if (!isMetric(metric)) {
      return refuse(
        `compile: metrics must be among ${metricNames.join(", ")}, or one of metrics, got ${print(metric)}`,
        "option",
        metricNames.join(", "),
        print(metric),
      )
    }
    const { name } = metricOf(metric)
    if (names.has(name)) {
      const sentence = `compile: two metrics are named ${name}; give one of them a name`
      refuse(sentence, "option", "a name for each metric", name)
    }
    names.add(name)
    return metric
  })
}

const epochChecks: Readonly<Record<string, Check>> = {
  epochs: natural,
  initialEpoch: natural,
  verbose: (value, option) =>
    value === 0 || value === 1 ? undefined : `${option} must be 0 or 1, got ${print(value)}`,
  callbacks: (value, option) =>
    typeof value === "object" && value !== null ?
      undefined
    : `${option} must be an object with hooks, or a list of them, got ${print(value)}`,
}
const fitChecks: Readonly<Record<string, Check>> = {
  ...epochChecks,
  batchSize: positive,
  validationSplit: rate,
  shuffle: flag,
  seed: integer,
  sampleWeight: (value, option) =>
    value instanceof tf.Tensor && value.rank === 1 ?
      undefined
    : `${option} must be a tensor [N], got ${value instanceof tf.Tensor ? `rank ${value.rank}` : print(value)}`,
  validationData: (value, option) =>
    Array.isArray(value) && value.length === 2 ? undefined : `${option} must be a pair [x, y], got ${print(value)}`,
}
const datasetChecks: Readonly<Record<string, Check>> = { ...epochChecks, batchesPerEpoch: positive }

const checked = (call: string, options: object, checks: Readonly<Record<string, Check>>): void => {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    const check = checks[name]
    const sentence =
      check ? check(value, name) : `there is no option ${name}; there are ${Object.keys(checks).join(", ")}`
    if (sentence) refuse(`${call}: ${sentence}`, "option", sentence.replace(/, got .*$/, ""), print(value))
  }
}

const weightsOf = ({ sampleWeight }: FitOptions): tf.Tensor | undefined => {
  const given: unknown = sampleWeight
  return given instanceof tf.Tensor ? given : undefined
}
