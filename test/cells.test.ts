/** Cells, stacks of them, and `rnn`, which runs them: held equal to the recurrent layers, whose values are Keras's. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as tf from "@tensorflow/tfjs"
import {
  bidirectional,
  dense,
  gru,
  gruCell,
  input,
  loadModel,
  lstm,
  lstmCell,
  masking,
  model,
  rnn,
  simpleRNN,
  simpleRNNCell,
  stackedRNNCells,
  tensor,
} from "shapeproof"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin((at + 1) * (seed + 1)))
/** Two sequences of five steps, of which one is padded. */
const data = () => {
  const values = numbers(30, 2)
  values.fill(0, 24)
  return tensor(values, [2, 5, 3])
}
const close = (found: unknown, expected: unknown) => {
  const [a, b] = [found, expected].map(one => [one].flat(9).map(Number))
  expect(a?.length).toBe(b?.length)
  for (const [at, value] of (b ?? []).entries()) expect(a?.[at]).toBeCloseTo(value, 5)
}
const x = () => input({ shape: [5, 3] })
const start = { recurrentInitializer: "glorotUniform" } as const

const pairs = {
  lstm: {
    layer: (goBackwards: boolean) =>
      lstm({ units: 4, returnSequences: true, returnState: true, goBackwards, ...start }),
    cell: () => lstmCell({ units: 4, ...start }),
  },
  gru: {
    layer: (goBackwards: boolean) => gru({ units: 4, returnSequences: true, returnState: true, goBackwards, ...start }),
    cell: () => gruCell({ units: 4, ...start }),
  },
  simpleRNN: {
    layer: (goBackwards: boolean) =>
      simpleRNN({ units: 4, returnSequences: true, returnState: true, goBackwards, ...start }),
    cell: () => simpleRNNCell({ units: 4, ...start }),
  },
}
const names = ["lstm", "gru", "simpleRNN"] as const

describe.each(["wasm", "cpu"] as const)("on %s", backend => {
  beforeAll(() => useBackend(backend))
  afterAll(() => useBackend("wasm"))

  test.each(names.flatMap(name => [false, true].map(backwards => ({ name, backwards }))))(
    "rnn over the cell of $name is $name, backwards: $backwards",
    ({ name, backwards }) => {
      const [one, other] = [x(), x()]
      const layer = model({ inputs: one, outputs: [...pairs[name].layer(backwards)(masking()(one))] })
      const cell = pairs[name].cell()
      const run = rnn({ cell, returnSequences: true, returnState: true, goBackwards: backwards })
      const own = model({ inputs: other, outputs: [...run(masking()(other))] })
      own.setWeights(layer.getWeights())
      const wanted = layer.predict(data())
      const found = own.predict(data())
      expect(found.length).toBe(wanted.length)
      for (const [at, output] of wanted.entries()) close(found[at]?.arraySync(), output.arraySync())
    },
  )

  test.each([false, true])("rnn over a stack is a chain of layers, backwards: %s", backwards => {
    const options = { returnSequences: true, returnState: true, ...start } as const
    const [one, other] = [x(), x()]
    const [sequence, h, c] = lstm({ units: 4, goBackwards: backwards, ...options })(masking()(one))
    const [found, state] = gru({ units: 2, ...options })(sequence)
    const cell = stackedRNNCells({ cells: [lstmCell({ units: 4, ...start }), gruCell({ units: 2, ...start })] })
    const run = rnn({ cell, returnSequences: true, returnState: true, goBackwards: backwards })
    const chain = model({ inputs: one, outputs: [found, h, c, state] })
    const own = model({ inputs: other, outputs: [...run(masking()(other))] })
    own.setWeights(chain.getWeights())
    // A mask of a chain that runs backwards is not turned, so only whole sequences are alike.
    const full = backwards ? tensor(numbers(30, 2), [2, 5, 3]) : data()
    const wanted = chain.predict(full)
    const got = own.predict(full)
    for (const [at, output] of wanted.entries()) close(got[at]?.arraySync(), output.arraySync())
  })

  test("a stack that runs backwards over padding is what it is over the sequence turned around", () => {
    const cells = () => [simpleRNNCell({ units: 4, ...start }), gruCell({ units: 2, ...start })] as const
    const [one, other] = [x(), x()]
    const backward = model({
      inputs: one,
      outputs: rnn({ cell: stackedRNNCells({ cells: cells() }), goBackwards: true, returnSequences: true })(
        masking()(one),
      ),
    })
    const forward = model({
      inputs: other,
      outputs: rnn({ cell: stackedRNNCells({ cells: cells() }), returnSequences: true })(masking()(other)),
    })
    forward.setWeights(backward.getWeights())
    const turned = data()
      .arraySync()
      .map(steps => [...steps].reverse())
    close(backward.predict(data()).arraySync(), forward.predict(tensor(turned)).arraySync())
  })

  test("a cell called step by step gives what rnn gives, with the same weights", () => {
    const cell = stackedRNNCells({ cells: [lstmCell({ units: 4, ...start }), simpleRNNCell({ units: 2, ...start })] })
    const run = rnn({ cell, returnState: true })
    const sequence = tensor(numbers(30, 2), [2, 5, 3])
    const wanted = run(sequence)
    const steps = sequence.arraySync()
    let [output, h, c, s] = cell(
      tensor(
        steps.map(([first = []]) => first),
        [2, 3],
      ),
    )
    for (const at of [1, 2, 3, 4])
      [output, h, c, s] = cell(
        tensor(
          steps.map(all => all[at] ?? []),
          [2, 3],
        ),
        { initialState: [h, c, s] },
      )
    for (const [at, found] of [output, h, c, s].entries()) close(found.arraySync(), wanted[at]?.arraySync())
  })

  test("states come and go in the order of the cells", () => {
    const cell = stackedRNNCells({ cells: [lstmCell({ units: 4, ...start }), gruCell({ units: 2, ...start })] })
    const run = rnn({ cell, returnState: true })
    const [first, last] = [tensor(numbers(18, 2), [2, 3, 3]), tensor(numbers(12, 5), [2, 2, 3])]
    const both = tensor(
      first.arraySync().map((steps, at) => [...steps, ...(last.arraySync()[at] ?? [])]),
      [2, 5, 3],
    )
    const [, ...states] = run(first)
    expect(states.map(({ shape }) => shape)).toEqual([
      [2, 4],
      [2, 4],
      [2, 2],
    ])
    const [found] = run(last, { initialState: states })
    close(found.arraySync(), run(both)[0].arraySync())
  })

  test("a model with a stack in both directions learns, and comes back from a file", async () => {
    const sequence = x()
    const cell = stackedRNNCells({ cells: [lstmCell({ units: 4 }), gruCell({ units: 2 })] })
    const y = bidirectional({ layer: rnn({ cell }) })(sequence)
    const own = model({ inputs: sequence, outputs: dense({ units: 1 })(y) })
    const [samples, labels] = [tensor(numbers(90, 2), [6, 5, 3]), tensor(numbers(6, 3), [6, 1])]
    const trained = own.compile({ optimizer: "adam", loss: "meanSquaredError" })
    const { history } = await trained.fit(samples, labels, { epochs: 20, verbose: 0 })
    expect(history.loss.at(-1)).toBeLessThan(Number(history.loss[0]))
    const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
    await own.save(path)
    const loaded = await loadModel(path, { inputs: ["B", 5, 3], outputs: ["B", 1] })
    expect(loaded.predict(samples).arraySync()).toEqual(own.predict(samples).arraySync())
  })
})

test("one kernel goes through the whole sequence, for every cell of a stack", () => {
  const sequence = x()
  const cell = stackedRNNCells({ cells: [lstmCell({ units: 4 }), gruCell({ units: 2 })] })
  const lines: string[] = []
  model({ inputs: sequence, outputs: rnn({ cell })(sequence) }).summary({
    verbose: true,
    print: line => lines.push(line),
  })
  expect(lines.join("\n")).toContain("one kernel for the whole sequence")
})

test("plain tfjs gives the states of a stack in reversed order", () => {
  const cells = [tf.layers.lstmCell({ units: 4 }), tf.layers.gruCell({ units: 2 })]
  const outputs = tf.layers.rnn({ cell: cells, returnState: true }).apply(tf.input({ shape: [5, 3] }))
  expect([outputs].flat().map(({ shape }) => shape)).toEqual([
    [null, 2],
    [null, 2],
    [null, 4],
    [null, 4],
  ])
})
