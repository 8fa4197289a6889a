/** Keras 3's learning rate schedules as formulas. */
import type { Schedule } from "./schedules.js"

const halfWave = (part: number, alpha: number) => (1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * part)) + alpha

/** Which period a part of the first one falls into, when each is `longer` times the last, and how far it is there. */
const periodOf = (part: number, longer: number): readonly [period: number, part: number] => {
  if (longer === 1) return [Math.floor(part), part - Math.floor(part)]
  const period = Math.floor(Math.log(1 - part * (1 - longer)) / Math.log(longer))
  const before = (1 - longer ** period) / (1 - longer)
  return [period, (part - before) / longer ** period]
}

/**
 * The learning rate of a step.
 * @param step counted from 0
 */
export const rateAt = (schedule: Schedule, step: number): number => {
  switch (schedule.className) {
    case "ExponentialDecay": {
      const { initialLearningRate, decaySteps, decayRate, staircase } = schedule.config
      const times = step / decaySteps
      return initialLearningRate * decayRate ** (staircase ? Math.floor(times) : times)
    }
    case "InverseTimeDecay": {
      const { initialLearningRate, decaySteps, decayRate, staircase } = schedule.config
      const times = step / decaySteps
      return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(times) : times))
    }
    case "PolynomialDecay": {
      const { initialLearningRate, decaySteps, endLearningRate, power, cycle } = schedule.config
      const steps = cycle ? decaySteps * Math.max(Math.ceil(step / decaySteps), 1) : decaySteps
      const left = 1 - Math.min(step, steps) / steps
      return (initialLearningRate - endLearningRate) * left ** power + endLearningRate
    }
    case "CosineDecay": {
      const { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps } = schedule.config
      if (warmupTarget === null) return initialLearningRate * halfWave(Math.min(step / decaySteps, 1), alpha)
      if (step < warmupSteps) return initialLearningRate + ((warmupTarget - initialLearningRate) * step) / warmupSteps
      return warmupTarget * halfWave(Math.min((step - warmupSteps) / decaySteps, 1), alpha)
    }
    case "CosineDecayRestarts": {
      const { initialLearningRate, firstDecaySteps, tMul, mMul, alpha } = schedule.config
      const [period, part] = periodOf(step / firstDecaySteps, tMul)
      const height = mMul ** period
      return initialLearningRate * ((1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * part)) + alpha)
    }
    case "PiecewiseConstantDecay": {
      const { boundaries, values } = schedule.config
      return values[boundaries.filter(boundary => step > boundary).length] ?? Number.NaN
    }
  }
}

const classNames = [
  "ExponentialDecay",
  "InverseTimeDecay",
  "PolynomialDecay",
  "CosineDecay",
  "CosineDecayRestarts",
  "PiecewiseConstantDecay",
] as const

/** Whether something has the form of a schedule, made by `schedules`. */
export const isSchedule = (given: unknown): given is Schedule =>
  typeof given === "object" &&
  given !== null &&
  "kind" in given &&
  given.kind === "schedule" &&
  "className" in given &&
  classNames.some(name => name === given.className) &&
  "config" in given
