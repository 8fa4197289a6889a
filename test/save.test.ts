import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
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

test("what cannot be loaded says why, before and after the file was read", async () => {
  const [path, saved] = [folder(), net()]
  await saved.save(path)
  const good = { inputs: ["B", 5, 3], outputs: ["B", 2] }
  const load = (from: unknown, expected: unknown) => untyped(loadModel)(from, expected)
  const wants = 'loadModel needs the shapes that the file has: { inputs: ["B", 7, 12], outputs: ["B", 5] }, got no '
  const cases: readonly (readonly [unknown, unknown, string])[] = [
    [5, good, "path must be the name of a folder, or an address, got 5"],
    [path, undefined, `${wants}inputs`],
    [path, { inputs: ["B", 5, 3] }, `${wants}outputs`],
    [path, { ...good, inputs: 5 }, "loadModel: inputs: a shape must be a list of axes, got 5"],
    [
      path,
      { ...good, inputs: ["B", {}, 3] },
      "loadModel: inputs: an axis must be an integer, a symbol or null, got an object",
    ],
    [
      path,
      { ...good, inputs: ["B", "5+", 3] },
      "loadModel: inputs: an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got 5+",
    ],
    [
      path,
      {
        ...good,
        inputs: [
          ["B", 5, 3],
          ["B", 5, 3],
        ],
      },
      "loadModel: the file has 1 inputs, but 2 expected",
    ],
    [
      path,
      { ...good, inputs: ["B", 5] },
      "loadModel: inputs must be [B, 5], but the file has [B, 5, 3]: rank 2 is needed, not 3",
    ],
    [`${path}/none`, good, `${join(path, "none", "model.json")} cannot be read: ENOENT`],
  ]
  for (const [from, expected, sentence] of cases) {
    await expect(load(from, expected)).rejects.toThrow(sentence)
    await expect(load(from, expected)).rejects.toBeInstanceOf(ShapeError)
  }
  const broken = folder()
  mkdirSync(broken)
  const file = join(broken, "model.json")
  for (const text of ["{ not json", "{}", "5"]) {
    writeFileSync(file, text)
    await expect(load(broken, good)).rejects.toThrow(`${file} holds no model with modelTopology and weightsManifest`)
  }
  writeFileSync(file, readFileSync(join(path, "model.json")))
  await expect(load(broken, good)).rejects.toThrow(`${join(broken, "weights.bin")} cannot be read: ENOENT`)
  writeFileSync(join(broken, "weights.bin"), "abc")
  await expect(load(broken, good)).rejects.toThrow(`${broken} has 3 bytes of weights, not 552`)
  await expect(saved.loadWeights(untyped(undefined))).rejects.toThrow("path must be the name of a folder")
  await expect(saved.save(untyped(5))).rejects.toThrow("path must be the name of a folder")
})
