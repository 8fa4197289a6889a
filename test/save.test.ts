import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { dense, input, loadModel, lstm, model, sequential, ShapeError, tensor } from "shapeproof"
import { expect, test } from "vitest"

const untyped = (value: unknown): any => value
const folder = () => join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
const net = (units = 4) => {
  const x = input({ shape: [5, 3], name: "x" })
  const h = lstm({ units, name: "encoder" })(x)
  return model({ inputs: x, outputs: dense({ units: 2, name: "head" })(h) })
}
const samples = tensor(
  Float32Array.from({ length: 30 }, (_, i) => Math.cos(i)),
  [2, 5, 3],
)

test("weights that were saved give the same predictions in another model", async () => {
  const [path, saved, other] = [folder(), net(), net()]
  await saved.save(path)
  await other.loadWeights(path)
  expect(other.predict(samples).arraySync()).toEqual(saved.predict(samples).arraySync())
  const { format, modelTopology } = JSON.parse(readFileSync(join(path, "model.json"), "utf8"))
  expect(format).toBe("layers-model")
  expect(modelTopology.class_name).toBe("Model")
})

test("a file whose shapes differ names the weight and both shapes, and changes nothing", async () => {
  const [path, other] = [folder(), net(6)]
  await net().save(path)
  const before = other.predict(samples).arraySync()
  await expect(other.loadWeights(path)).rejects.toThrow(
    `the weight encoder/kernel is [3, 24] in the model, but [3, 16] in ${path}`,
  )
  await expect(other.loadWeights(path)).rejects.toBeInstanceOf(ShapeError)
  expect(other.predict(samples).arraySync()).toEqual(before)
})

test("loadModel reads architecture and weights", async () => {
  const [path, saved] = [folder(), net()]
  await saved.save(path)
  const loaded = await loadModel(path, { inputs: ["B", 5, 3], outputs: ["B", 2] })
  expect(loaded.predict(samples).arraySync()).toEqual(saved.predict(samples).arraySync())
  await expect(loadModel(path, { inputs: ["B", 5, 4], outputs: ["B", 2] })).rejects.toThrow(
    "loadModel: inputs must be [B, 5, 4], but the file has [B, 5, 3]: axis 2 must be 4, not 3",
  )
})

test("setWeights refuses what does not fit", () => {
  const row = sequential(input({ shape: [3] }), dense({ units: 2, name: "only" }))
  expect(() => row.setWeights([tensor([[1]])])).toThrow("has 2 weights, got 1")
  expect(() => row.setWeights([tensor([[1]]), tensor([0, 0])])).toThrow(
    "the weight only/kernel is [3, 2] in the model, but [1, 1] in what was given",
  )
  row.setWeights([
    tensor([
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
    tensor([10, 20]),
  ])
  expect(row.predict(tensor([[1, 2, 3]])).arraySync()).toEqual([[11, 22]])
  expect(() => row.predict(untyped(tensor([1])))).toThrow(ShapeError)
})
