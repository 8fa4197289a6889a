import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { Callback, Logs, TrainingControl } from "../../src/train/callbacks.js"
import { type Output, progressBar } from "../../src/train/progress.js"
import { randomSeed, shuffled } from "../../src/train/shuffle.js"

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout", "setInterval"] }))
afterEach(() => void vi.useRealTimers())

const fake = (terminal: Partial<Output>) => {
  const written: string[] = []
  return { written, stream: { ...terminal, write: (text: string) => written.push(text) } }
}

/** One epoch whose steps take some milliseconds each. */
const epoch = async (callback: Callback, steps: number, duration: number, logs: Logs, stepsPerEpoch?: number) => {
  const training: TrainingControl = {
    epochs: 10,
    stepsPerEpoch,
    stopTraining: () => undefined,
    getWeights: async () => [],
    setWeights: () => undefined,
    getLearningRate: () => 0.1,
    setLearningRate: () => undefined,
    save: async () => undefined,
  }
  await callback.onEpochBegin?.(1, {}, training)
  for (let batch = 0; batch < steps; batch++) {
    vi.advanceTimersByTime(duration)
    await callback.onBatchEnd?.(batch, logs, training)
  }
  await callback.onEpochEnd?.(1, { ...logs, val_loss: 0.00012345 }, training)
}

/** What is left of a terminal's text without colors, line by line as they were drawn. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const drawn = (written: readonly string[]) => written.map(text => text.replace(/\u001b\[[\d;]*[a-zA-Z]|\r/g, ""))

describe("in a terminal", () => {
  test("a bar that goes on, with the time left, and at the end the time taken", async () => {
    const { written, stream } = fake({ isTTY: true, columns: 100 })
    await epoch(progressBar(stream), 4, 1500, { loss: 0.52, accuracy: 0.8125 }, 4)
    expect(drawn(written)).toEqual([
      "Epoch 2/10\n",
      "1/4 ━━━━━─────────────── 5s 1.5s/step - loss: 0.5200 - accuracy: 0.8125",
      "2/4 ━━━━━━━━━━────────── 3s 1.5s/step - loss: 0.5200 - accuracy: 0.8125",
      "3/4 ━━━━━━━━━━━━━━━───── 2s 1.5s/step - loss: 0.5200 - accuracy: 0.8125",
      "4/4 ━━━━━━━━━━━━━━━━━━━━ 0s 1.5s/step - loss: 0.5200 - accuracy: 0.8125",
      "4/4 ━━━━━━━━━━━━━━━━━━━━ 6s 1.5s/step - loss: 0.5200 - accuracy: 0.8125 - val_loss: 1.2345e-4\n",
    ])
    expect(written.slice(1).every(text => text.startsWith("\r") && text.includes("\u001b[K"))).toBe(true)
  })

  test("is drawn ten times a second at most", async () => {
    const { written, stream } = fake({ isTTY: true })
    await epoch(progressBar(stream), 1000, 2, { loss: 1 }, 1000)
    expect(written.length).toBeGreaterThan(15)
    expect(written.length).toBeLessThanOrEqual(23)
    expect(drawn(written).at(-1)).toContain("1000/1000 ━━━━━━━━━━━━━━━━━━━━ 2s 2ms/step - loss: 1.0000")
  })

  test("keeps within the line while it moves", async () => {
    const { written, stream } = fake({ isTTY: true, columns: 50 })
    await epoch(progressBar(stream), 3, 200, { loss: 0.5, accuracy: 0.25, precision: 0.125 }, 3)
    for (const text of drawn(written).slice(0, -1)) expect(text.length).toBeLessThan(50)
    expect(drawn(written).at(-1)).toContain("precision: 0.1250")
  })

  test("counts when nobody knows how many steps there are", async () => {
    const { written, stream } = fake({ isTTY: true })
    await epoch(progressBar(stream), 2, 61_000, { loss: Number.NaN })
    expect(drawn(written)[2]).toBe("2 steps 2:02 61.0s/step - loss: NaN")
  })
})

test("elsewhere a line an epoch, without control characters, and nothing asks for the numbers of a batch", async () => {
  const { written, stream } = fake({})
  const callback = progressBar(stream)
  expect(callback.onBatchEnd).toBeUndefined()
  await epoch(callback, 3, 1500, { loss: 0.52 }, 3)
  expect(written).toEqual(["Epoch 2/10 - 5s - loss: 0.5200 - val_loss: 1.2345e-4\n"])
})

test("no timer is left, so that the process can end", async () => {
  await epoch(progressBar(fake({ isTTY: true }).stream), 3, 50, { loss: 1 }, 30)
  expect(vi.getTimerCount()).toBe(0)
})

describe("in a browser it is silent", () => {
  afterEach(() => vi.unstubAllGlobals())
  test.each([
    ["without process", undefined],
    ["with an imitated process", { env: {} }],
  ])("%s", (_, process) => {
    vi.stubGlobal("process", process)
    expect(progressBar()).toEqual({})
  })
})

describe("orders of samples", () => {
  test("hold every number once, and differ between seeds alone", () => {
    expect([...shuffled(1000, 7)].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index))
    expect(shuffled(1000, 7)).toEqual(shuffled(1000, 7))
    expect(shuffled(1000, 8)).not.toEqual(shuffled(1000, 7))
    expect(shuffled(1000)).not.toEqual(shuffled(1000))
    expect([...shuffled(1)]).toEqual([0])
    expect(shuffled(0).length).toBe(0)
  })

  test("are alike likely", () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffled(3, seed).join("")
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })

  test("seeds are 32 bits", () => {
    const seed = randomSeed()
    expect(seed >>> 0).toBe(seed)
  })
})
