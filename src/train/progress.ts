/** What training prints: a bar that moves in a terminal, and a line an epoch elsewhere. */
import colors from "picocolors"
import type { Callback, Logs } from "./callbacks.js"

/** What the bar is written to: `process.stdout` is one. */
export interface Output {
  write(text: string): unknown
  /** Whether it is a terminal, in which a line can be written over. */
  readonly isTTY?: boolean
  /** The width of the terminal. */
  readonly columns?: number
}

const width = 20
/** Between two drawings. */
const interval = 100

/** Nothing in browsers, also where `process` is only imitated. */
const standardOutput = (): Output | undefined => (typeof process === "undefined" ? undefined : process.stdout)

const number = (value: number): string =>
  value === 0 || !Number.isFinite(value) ? String(value)
  : Math.abs(value) > 1e-3 ? value.toFixed(4)
  : value.toExponential(4)

const numbers = (logs: Logs) => Object.entries(logs).map(([name, value]) => `${name}: ${number(value)}`)

/** Of a duration in milliseconds: `8s`, `2:08`, `1:02:08`. */
const clock = (duration: number): string => {
  const seconds = Math.round(duration / 1000)
  const two = (part: number) => String(part).padStart(2, "0")
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return (
    hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : minutes > 0 ? `${minutes}:${two(seconds % 60)}`
    : `${seconds}s`
  )
}

const pace = (duration: number): string =>
  duration >= 1000 ? `${(duration / 1000).toFixed(1)}s/step`
  : duration >= 1 ? `${Math.round(duration)}ms/step`
  : `${Math.round(duration * 1000)}us/step`

/** `12/40 ━━━━━━╸─────────────`, or the count alone while nobody knows how many there are. */
const barOf = (step: number, steps: number | undefined, paint: ReturnType<typeof colors.createColors>) => {
  if (steps === undefined) return { plain: `${step} steps`, painted: `${step} steps` }
  const count = `${String(step).padStart(String(steps).length)}/${steps}`
  const halves = Math.round((2 * width * Math.min(step, steps)) / Math.max(steps, 1))
  const done = "━".repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? "╸" : "")
  const left = "─".repeat(width - done.length)
  return { plain: `${count} ${done}${left}`, painted: `${count} ${paint.cyan(done)}${paint.dim(left)}` }
}

/**
 * Shows how far training is: the epoch, its steps, the time left, the loss and the metrics. It redraws as batches end,
 * at most ten times a second, and never by a timer. Where the output is no terminal it writes a line an epoch, and in
 * browsers nothing.
 * @example progressBar() // Epoch 2/10
 * //                        12/40 ━━━━━━───────────── 3s 110ms/step - loss: 0.5213 - accuracy: 0.8100
 */
export const progressBar = (stream: Output | undefined = standardOutput()): Callback => {
  if (!stream) return {}
  const isTerminal = stream.isTTY === true
  const paint = colors.createColors(isTerminal && colors.isColorSupported)
  let began = 0
  let drawn = Number.NEGATIVE_INFINITY
  let steps = 0

  /** What does not fit into the line is left out, part by part: a line that wraps cannot be written over. */
  const fitted = (parts: readonly string[], room: number): string => {
    let text = ""
    for (const part of parts) {
      if (text.length + part.length + 3 > room) break
      text += ` - ${part}`
    }
    return text
  }
  const draw = (duration: number, total: number | undefined, logs: Logs, end: string) => {
    const { plain, painted } = barOf(steps, total, paint)
    const times = ` ${clock(duration)} ${pace((performance.now() - began) / Math.max(steps, 1))}`
    const room = end === "\n" ? Number.POSITIVE_INFINITY : (stream.columns || 80) - plain.length - times.length - 1
    stream.write(`\r${painted}${times}${fitted(numbers(logs), room)}\u001b[K${end}`)
  }

  const line: Callback = {
    onEpochBegin: () => {
      began = performance.now()
    },
    onEpochEnd: (epoch, logs, { epochs }) => {
      const parts = [`Epoch ${epoch + 1}/${epochs}`, clock(performance.now() - began), ...numbers(logs)]
      stream.write(`${parts.join(" - ")}\n`)
    },
  }
  if (!isTerminal) return line
  return {
    onEpochBegin: (epoch, _, { epochs }) => {
      began = performance.now()
      drawn = Number.NEGATIVE_INFINITY
      steps = 0
      stream.write(`${paint.bold(`Epoch ${epoch + 1}/${epochs}`)}\n`)
    },
    onBatchEnd: (batch, logs, { stepsPerEpoch }) => {
      steps = batch + 1
      const now = performance.now()
      if (now - drawn < interval) return
      drawn = now
      const spent = now - began
      draw(
        stepsPerEpoch === undefined ? spent : (spent / steps) * Math.max(stepsPerEpoch - steps, 0),
        stepsPerEpoch,
        logs,
        "",
      )
    },
    onEpochEnd: (_, logs, { stepsPerEpoch }) => {
      draw(performance.now() - began, stepsPerEpoch, logs, "\n")
    },
  }
}
