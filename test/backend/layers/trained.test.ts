/** Layers in a model of this library: it learns on wasm and on cpu alike, and is read again as it was written. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as tf from "@tensorflow/tfjs"
import * as sp from "shapeproof"
import { describe, expect, test } from "vitest"

type Features = sp.SymbolicTensor<["B", 6]>
type Sequence = sp.SymbolicTensor<["B", 4, 6]>
type Image = sp.SymbolicTensor<["B", 4, 5, 6]>

/** What stands in the middle of a model, by what comes in. */
const ofFeatures: Record<string, () => (x: Features) => sp.AnySymbolic> = {
  activityRegularization: () => sp.activityRegularization({ l1: 0.001, l2: 0.001 }),
  alphaDropout: () => sp.alphaDropout({ rate: 0.2, seed: 3 }),
  gaussianDropout: () => sp.gaussianDropout({ rate: 0.2, seed: 3 }),
  gaussianNoise: () => sp.gaussianNoise({ stddev: 0.1, seed: 3 }),
  groupNormalization: () => sp.groupNormalization({ groups: 3 }),
  prelu: () => sp.prelu({ alphaInitializer: sp.initializers.constant({ value: 0.2 }) }),
  rmsNormalization: () => sp.rmsNormalization(),
  "spectralNormalization of dense": () => sp.spectralNormalization({ layer: sp.dense({ units: 5 }) }),
}
const ofSequences: Record<string, () => (x: Sequence) => sp.AnySymbolic> = {
  "groupNormalization over axis 1": () => sp.groupNormalization({ groups: 2, axis: 1 }),
  einsumDense: () => sp.einsumDense({ equation: "abc,cde->abde", outputShape: [null, 2, 3], biasAxes: "be" }),
  "einsumDense with an ellipsis": () => sp.einsumDense({ equation: "...x,xy->...y", outputShape: 4, biasAxes: "y" }),
  "prelu with a shared axis": () => sp.prelu({ sharedAxes: [1] }),
  "rmsNormalization over two axes": () => sp.rmsNormalization({ axis: [-2, -1] }),
  spatialDropout1d: () => sp.spatialDropout1d({ rate: 0.2, seed: 3 }),
}
const ofImages: Record<string, () => (x: Image) => sp.AnySymbolic> = {
  "groupNormalization of images": () => sp.groupNormalization({ groups: -1 }),
  randomBrightness: () => sp.randomBrightness({ factor: 0.1, valueRange: [-2, 2], seed: 3 }),
  randomContrast: () => sp.randomContrast({ factor: 0.1, valueRange: [-2, 2], seed: 3 }),
  randomCrop: () => sp.randomCrop({ height: 3, width: 3, seed: 3 }),
  randomFlip: () => sp.randomFlip({ mode: "horizontal", seed: 3 }),
  randomRotation: () => sp.randomRotation({ factor: 0.05, seed: 3 }),
  randomTranslation: () => sp.randomTranslation({ heightFactor: 0.1, widthFactor: 0.1, seed: 3 }),
  randomZoom: () => sp.randomZoom({ heightFactor: 0.1, fillMode: "constant", seed: 3 }),
  "spectralNormalization of a convolution": () =>
    sp.spectralNormalization({ layer: sp.conv2d({ filters: 3, kernelSize: 2 }), powerIterations: 2 }),
  spatialDropout2d: () => sp.spatialDropout2d({ rate: 0.2, seed: 3 }),
}

const untyped = (value: unknown): any => value

/** Dense layers, what is tried, and dense layers. */
const netOf = (shape: readonly number[], middle: (x: any) => unknown) => {
  const x = sp.input({ shape: [...shape] })
  const seeded = (seed: number) => sp.initializers.glorotUniform({ seed })
  const before = sp.dense({ units: 6, kernelInitializer: seeded(1) })(untyped(x))
  const flat: unknown = untyped(sp.flatten())(untyped(sp.reshape({ targetShape: [-1, 1] }))(middle(before)))
  const y = sp.dense({ units: 2, kernelInitializer: seeded(2) })(untyped(flat))
  return sp.model({ inputs: untyped(x), outputs: untyped(y) })
}

const volumes = {
  name: "spatialDropout3d",
  layer: () => sp.spatialDropout3d({ rate: 0.2, seed: 3 }),
  shape: [2, 3, 4, 6],
}

describe.each([
  ...Object.entries(ofFeatures).map(([name, layer]) => ({ name, layer, shape: [6] })),
  ...Object.entries(ofSequences).map(([name, layer]) => ({ name, layer, shape: [4, 6] })),
  ...Object.entries(ofImages).map(([name, layer]) => ({ name, layer, shape: [4, 5, 6] })),
  volumes,
])("$name", ({ layer, shape }) => {
  test("learns alike on wasm and on cpu", async () => {
    const runs = []
    let weights: sp.AnyData[] | undefined
    for (const backend of ["wasm", "cpu"] as const) {
      await sp.useBackend(backend)
      const net = netOf(shape, layer())
      if (weights) net.setWeights(weights)
      weights = net.getWeights().map(weight => untyped(sp.tensor)(Array.from(weight.dataSync()), weight.shape))
      const trained = net.compile({ optimizer: sp.adam({ learningRate: 0.02 }), loss: "meanSquaredError" })
      const x = untyped(tf.randomUniform([8, ...shape], -1, 1, "float32", 4))
      const y = untyped(tf.randomUniform([8, 2], -1, 1, "float32", 5))
      const { history } = await trained.fit(x, y, { epochs: 15, batchSize: 8, verbose: 0, shuffle: false })
      runs.push(history.loss)
    }
    const [wasm = [], cpu = []] = runs
    expect(wasm.at(-1)).toBeLessThan((wasm[0] ?? 0) * 0.9)
    for (const [step, loss] of wasm.entries()) expect(Math.abs(loss - (cpu[step] ?? 0))).toBeLessThan(1e-3)
  })
  test("is read again as it was written", async () => {
    await sp.useBackend("wasm")
    const net = netOf(shape, layer())
    const x = untyped(tf.randomUniform([3, ...shape], -1, 1, "float32", 6))
    const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
    await net.save(path)
    const loaded = await untyped(sp.loadModel)(path, { inputs: ["B", ...shape], outputs: ["B", 2] })
    expect(loaded.predict(x).arraySync()).toEqual(untyped(net.predict(x)).arraySync())
  })
})
