import * as tf from "@tensorflow/tfjs"
import type { PortList } from "../core/calling.js"
import { ShapeError } from "../core/error.js"
import { dataOf, extended, type ModelInstance } from "../core/modelInstance.js"
import { checked } from "../core/checked.js"
import { meant, noOption } from "../core/near.js"
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

const compileOptions: readonly string[] = ["optimizer", "loss", "metrics"]

/** Twin of `Model.compile`: the same model, with the methods of `TrainableModel`. */
export const compile = (model: ModelInstance, given: unknown): ModelInstance => {
  const options = typeof given === "object" && given !== null ? given : {}
  const other = Object.keys(options).find(name => !compileOptions.includes(name))
  if (other !== undefined) {
    refuse(noOption("compile", other, compileOptions), "option", compileOptions.join(", "), other)
  }
  const { outputPorts, inputPorts, network } = model
  const lossOfOutput = lossesOf(outputPorts, "loss" in options ? options.loss : undefined)
  const metrics = metricsOf("metrics" in options ? options.metrics : undefined)
  const optimizer = "optimizer" in options ? options.optimizer : undefined
  const trainer = new Trainer(network, optimizer, lossOfOutput, outputPorts.names, metrics)

  const batchOf = (call: string, x: unknown, y: unknown, many: "" | "s" = ""): Batch => {
    const bound: Bindings = new Map()
    const xs = dataOf(`${call}: x${many}`, inputPorts, x, bound)
    const ys = truths(`${call}: y${many}`, outputPorts, lossOfOutput, y, bound)
    const [first] = xs
    if (first?.shape[0] === 0) {
      const sentence = `${call}: x${many} must hold a sample or more, got ${show(first.shape)}`
      throw new ShapeError(sentence, { code: "data", layer: call, expected: "a sample", received: show(first.shape) })
    }
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
      checkWeights(data)
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
    evaluate: async (x: unknown, y: unknown, options: { batchSize?: number } = {}) => {
      checked("evaluate", options, { batchSize: positive })
      return measured(trainer, batchOf("evaluate", x, y), batchSizeOf("evaluate", inputPorts, options.batchSize))
    },
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
        `compile: loss must be one of ${lossNames.join(", ")}, one of losses, or a function, got ${print(loss)}${meant(loss, lossNames)}`,
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
  callbacks: (value, option) => {
    const wrong = [value].flat().find(one => typeof one !== "object" || one === null || Array.isArray(one))
    return wrong === undefined && value !== undefined ?
        undefined
      : `${option} must be an object with hooks, or a list of them, got ${print(value)}`
  },
}
const fitChecks: Readonly<Record<string, Check>> = {
  ...epochChecks,
  batchSize: positive,
  validationSplit: rate,
  shuffle: flag,
  seed: integer,
  sampleWeight: (value, option) =>
    value instanceof tf.Tensor && value.rank === 1 && value.dtype !== "string" ?
      undefined
    : `${option} must be a tensor [N] of numbers, got ${value instanceof tf.Tensor ? `${value.dtype} ${show(value.shape)}` : print(value)}`,
  validationData: (value, option) =>
    Array.isArray(value) && value.length === 2 ? undefined : `${option} must be a pair [x, y], got ${print(value)}`,
}
const datasetChecks: Readonly<Record<string, Check>> = { ...epochChecks, batchesPerEpoch: positive }

const checkWeights = ({ xs: [first], weights }: Batch): void => {
  const count = first?.shape[0] ?? 0
  if (!weights || weights.shape[0] === count) return
  const received = show(weights.shape)
  refuse(`fit: sampleWeight must be [${count}], one for each sample, got ${received}`, "option", `[${count}]`, received)
}

const weightsOf = ({ sampleWeight }: FitOptions): tf.Tensor | undefined => {
  const given: unknown = sampleWeight
  return given instanceof tf.Tensor ? given : undefined
}
