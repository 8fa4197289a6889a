/** Recurrent layers through the kernels for whole sequences, and through the loop over the steps on cpu. */
import * as tf from "@tensorflow/tfjs"
import { expect, vi } from "vitest"
import { sequenceKernel } from "../../src/backend/kernels/sequence.js"
import { gruLayer } from "../../src/backend/layers/gru.js"
import { lstmLayer } from "../../src/backend/layers/lstm.js"
import type { Recurrent } from "../../src/backend/layers/recurrent.js"
import { simpleRNNLayer } from "../../src/backend/layers/simpleRNN.js"
import { useBackend } from "../../src/backend/start.js"
import { random, randomTensor } from "./both.js"

const flip = () => random(2) === 1
const pick = <value>(...values: [value, ...value[]]): value => values[random(values.length)] ?? values[0]

/** A mask drawn like tfjs's, but the same on each backend: each call of a sequence gives another. */
const drawn = (seed: number) => {
  let call = seed
  const draw = (ones: tf.Tensor, rate: number) => {
    call++
    const values = Array.from({ length: ones.size }, (_, index) => ((index + call) * 7) % 5 < 2)
    return tf.tensor(
      values.map(isDropped => (isDropped ? 0 : 1 / (1 - rate))),
      ones.shape,
    )
  }
  return Object.assign(draw, {
    restart: () => {
      call = seed
    },
  })
}

export interface Case {
  layer: Recurrent
  x: tf.Tensor
  states: tf.Tensor[] | undefined
  mask: tf.Tensor | undefined
  training: boolean
  restart: () => void
}

export const cells = {
  lstm: lstmLayer,
  gru: gruLayer,
  "gru, reset before": (config: Parameters<typeof gruLayer>[0]) => gruLayer({ ...config, resetAfter: false }),
  simpleRNN: simpleRNNLayer,
}
export type CellName = keyof typeof cells
export const isCell = (name: string): name is CellName => name in cells

/** Most of it zero, so that rows are gathered. Made of numbers: tfjs moves what was cast on cpu to wasm as other bits. */
export const oneHot = (batch: number, steps: number, depth: number): tf.Tensor => {
  const values = new Float32Array(batch * steps * depth)
  for (let row = 0; row < batch * steps; row++) values[row * depth + random(depth)] = 1
  return tf.tensor3d(values, [batch, steps, depth])
}

/** A layer and data for it; with `isTame`, of the activations that large sums do not blow up. */
export const sized = (
  name: CellName,
  batch: number,
  steps: number,
  features: number,
  units: number,
  isTame = false,
): Case => {
  const dropoutFunc = drawn(random(100))
  const recurrentActivation = isTame ? "sigmoid" : pick("sigmoid", "sigmoid", "hardSigmoid")
  const layer = cells[name]({
    units,
    activation: isTame ? "tanh" : pick("tanh", "tanh", "sigmoid", "relu", "linear"),
    ...(name === "simpleRNN" ? {} : { recurrentActivation }),
    useBias: random(4) > 0,
    returnSequences: flip(),
    returnState: true,
    goBackwards: flip(),
    zeroOutputForMask: flip(),
    dropout: pick(0, 0.5),
    recurrentDropout: pick(0, 0.4),
    dropoutFunc,
  })
  layer.build([batch, steps, features])
  for (const weight of layer.weights) {
    const [rows = 1, columns = 1] = weight.shape
    weight.write(randomTensor(weight.shape.map(Number)).mul(1 / Math.sqrt(Number(rows) + Number(columns))))
  }
  const x = flip() ? oneHot(batch, steps, features) : randomTensor([batch, steps, features])
  const states = layer.axesOf(x.shape)
  const masked = Array.from({ length: batch * steps }, () => random(3) > 0)
  return {
    layer,
    x,
    states: flip() ? states.map(() => randomTensor([batch, units])) : undefined,
    mask: flip() ? tf.tensor2d(masked, [batch, steps], "bool") : undefined,
    training: flip(),
    restart: dropoutFunc.restart,
  }
}

const tensorsOf = (outputs: ReturnType<tf.layers.Layer["apply"]>) =>
  (Array.isArray(outputs) ? outputs : [outputs]).filter(output => output instanceof tf.Tensor)

/** The outputs, and the gradients of their weighted sum of squares to everything that has one. */
const run = ({ layer, x, states, mask, training, restart }: Case): tf.Tensor[] => {
  restart()
  const call = (input: tf.Tensor, initialState: tf.Tensor[] | undefined) => {
    const options = { training, ...(mask ? { mask } : {}), ...(initialState ? { initialState } : {}) }
    return tensorsOf(layer.apply(input, options))
  }
  const outputs = call(x, states)
  restart()
  const loss = (input: tf.Tensor, initialState: tf.Tensor[] | undefined): tf.Scalar =>
    tf
      .addN(
        call(input, initialState).map((y, index) =>
          y
            .add(0.5)
            .square()
            .mean()
            .mul(index + 1),
        ),
      )
      .asScalar()
  const given = tf.grads((input: tf.Tensor, ...rest: tf.Tensor[]) => loss(input, states && rest))([
    x,
    ...(states ?? []),
  ])
  restart()
  const variables = layer.trainableWeights.map(weight => weight.read()).filter(weight => weight instanceof tf.Variable)
  const { grads } = tf.variableGrads(() => loss(x, states), variables)
  return [...outputs, ...given, ...Object.values(grads)]
}

/** The greatest difference relative to the greatest value, or to a tenth where sums of terms of about 1 cancel to less. */
const gap = (found: ArrayLike<number>, wanted: ArrayLike<number>): number => {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY
  const size = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 0.1)
  const apart = Array.from(found).map((value, index) => Math.abs(value - (wanted[index] ?? Number.NaN)))
  return (
    apart.reduce((most, value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.max(most, value)), 0) / size
  )
}

export const kernelCalls = () => {
  const called = vi.spyOn(tf.engine(), "runKernel")
  const count = () => called.mock.calls.filter(([name]) => name === sequenceKernel).length
  return Object.assign(count, { stop: () => called.mockRestore() })
}

const on = async (backend: "wasm" | "cpu", one: Case) => {
  await useBackend(backend)
  return tf.tidy(() => run(one).map(tensor => tensor.dataSync()))
}

/** Checks that the kernel is what runs on wasm, and that it agrees to 1e-5 of the largest value. */
export const compare = async (one: Case, meanwhile = () => {}): Promise<void> => {
  const calls = kernelCalls()
  await useBackend("wasm")
  const found = await on("wasm", one)
  expect(calls()).toBe(3)
  meanwhile()
  const wanted = await on("cpu", one)
  expect(calls()).toBe(3)
  const said = JSON.stringify([
    one.layer.getConfig(),
    one.x.shape,
    one.states !== undefined,
    one.mask !== undefined,
    one.training,
  ])
  expect(found.length).toBe(wanted.length)
  for (const [index, values] of found.entries())
    expect(gap(values, wanted[index] ?? []), `${index} of ${said}`).toBeLessThan(1e-5)
  calls.stop()
}
