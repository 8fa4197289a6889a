/** Models whose input is text: trained, kept in files, and refused where it does not fit. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  adam,
  dense,
  embedding,
  globalAveragePooling1d,
  input,
  loadModel,
  model,
  sequential,
  ShapeError,
  tensor,
  textVectorization,
  useBackend,
} from "shapeproof"
import { afterAll, describe, expect, test } from "vitest"

const untyped = (value: unknown): any => value
const texts = ["good film", "a good story", "bad film", "such a bad, bad story", "good good", "bad"]
const labels = [[1], [1], [0], [0], [1], [0]]
const refused = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof ShapeError ? error.message : `${error}`
  }
  return "accepted"
}
const folder = () => join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
afterAll(() => useBackend("wasm"))

describe.each(["wasm", "cpu"] as const)("on %s", backend => {
  test.each([{ shape: [] }, { shape: [1] }] as const)(
    "a model of text $shape trains, and is kept",
    async ({ shape }) => {
      await useBackend(backend)
      const text = textVectorization({ outputSequenceLength: 5 })
      text.adapt(texts)
      const x = input({ shape: untyped(shape), dtype: "string" })
      const words = untyped(text)(x)
      const size = text.getVocabulary().length
      const net = model({
        inputs: untyped(x),
        outputs: words.pipe(
          embedding({ inputDim: size, outputDim: 4 }),
          globalAveragePooling1d(),
          dense({ units: 1, activation: "sigmoid" }),
        ),
      })
      const data = tensor(untyped(shape.length === 0 ? texts : texts.map(one => [one])))
      const trained = untyped(net.compile({ optimizer: adam({ learningRate: 0.1 }), loss: "binaryCrossentropy" }))
      const { history } = await trained.fit(data, tensor(labels), { epochs: 30, batchSize: 2, verbose: 0 })
      expect(history.loss.at(-1)).toBeLessThan(0.1)
      const found = untyped(net).predict(data).arraySync()
      expect(found.map(([value]: number[]) => [Math.round(value ?? 0)])).toEqual(labels)
      const path = folder()
      await net.save(path)
      const loaded = untyped(await untyped(loadModel)(path, { inputs: ["B", ...shape], outputs: ["B", 1] }))
      expect(loaded.predict(data).arraySync()).toEqual(found)
    },
  )

  test("vectors of words train too", async () => {
    await useBackend(backend)
    for (const outputMode of ["multiHot", "count", "tfIdf"] as const) {
      const text = textVectorization({ outputMode })
      text.adapt([tensor(texts.slice(0, 2)), tensor(texts.slice(2))])
      const net = sequential(input({ shape: [], dtype: "string" }), text, dense({ units: 1, activation: "sigmoid" }))
      const trained = net.compile({ optimizer: adam({ learningRate: 0.2 }), loss: "binaryCrossentropy" })
      const { history } = await trained.fit(tensor(texts), tensor(labels), { epochs: 30, verbose: 0 })
      expect(history.loss.at(-1)).toBeLessThan(0.1)
      expect(net.predict(tensor(["bad", "good"])).shape).toEqual([2, 1])
    }
  })
})

test("texts are read anew, in Keras's order", () => {
  const text = textVectorization({ maxTokens: 5 })
  text.adapt(["x x", "y"])
  text.adapt(["b b a", "c a", "Z"])
  expect(text.getVocabulary()).toEqual(["", "[UNK]", "b", "a", "z"])
  expect(text(tensor(["a c, B", ""])).arraySync()).toEqual([
    [3, 1, 2],
    [0, 0, 0],
  ])
})

test("what is no text is refused, and so is a layer that has read none", () => {
  const text = textVectorization({ name: "words" })
  expect(refused(() => text.adapt(untyped([1, 2])))).toBe(
    "textVectorization: adapt takes a list of texts, or tensors of text, got [1, 2]",
  )
  expect(refused(() => text.adapt(untyped(tensor([1]))))).toMatch(/adapt takes a list of texts, or tensors of text/)
  expect(refused(() => text(untyped(tensor([1]))))).toBe(
    'textVectorization takes one tensor of text, got numbers; begin with input({ shape: [], dtype: "string" })',
  )
  expect(refused(() => text(tensor(["a"])))).toMatch(
    /words has no words: call adapt with texts, or give it a vocabulary/,
  )
  expect(refused(() => textVectorization({ vocabulary: ["a"] }).adapt(["b"]))).toMatch(/there is nothing to adapt/)
  expect(refused(() => dense({ units: 1 })(untyped(tensor(["a"]))))).toBe(
    "dense(1) takes one tensor, got text; bring it to numbers first",
  )
})
