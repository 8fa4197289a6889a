/** Layers that read what they need from data: as Keras reads it, kept in files, and refused where it does not fit. */
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  categoryEncoding,
  discretization,
  input,
  loadModel,
  model,
  normalization,
  ShapeError,
  tensor,
  textVectorization,
} from "shapeproof"
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"

const untyped = (value: unknown): any => value
interface TextRecord {
  kind: "TextVectorization"
  options: object
  texts: string[]
  vocabulary: string[]
  output: number[]
}
interface Record {
  kind: "Discretization" | "Normalization"
  options: object
  batches: { shape: number[]; values: number[] }[]
  bounds?: number[]
  output: number[]
}
const all: (Record | TextRecord)[] = JSON.parse(readFileSync(new URL("fixtures/adapt.json", import.meta.url), "utf8"))
const [records, texts] = [
  all.filter((record): record is Record => record.kind !== "TextVectorization"),
  all.filter((record): record is TextRecord => record.kind === "TextVectorization"),
]
const made = { Discretization: untyped(discretization), Normalization: untyped(normalization) }
const apart = (found: ArrayLike<number>, wanted: readonly number[]) =>
  Math.max(Math.abs(found.length - wanted.length), ...wanted.map((value, at) => Math.abs(value - (found[at] ?? 1e9))))

test.each(records)("$kind with $options reads what Keras reads", async ({ kind, options, batches, bounds, output }) => {
  const layer = made[kind](options)
  const data = batches.map(({ shape, values }) => tf.tensor(values, shape))
  layer.adapt(data.length === 1 ? data[0] : data)
  expect(apart(layer(data[0]).dataSync(), output)).toBeLessThan(2e-5)
  if (bounds) expect(apart(layer.built.getConfig().binBoundaries, bounds)).toBeLessThan(2e-5)
  // Read again, it forgets what it read before.
  layer.adapt(data.map(one => one.mul(2)))
  layer.adapt(data)
  expect(apart(layer(data[0]).dataSync(), output)).toBeLessThan(2e-5)
  const [, ...shape] = batches[0]?.shape ?? []
  const x = input({ shape: untyped(shape) })
  const net = model({ inputs: untyped(x), outputs: layer(x) })
  const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
  await net.save(path)
  const loaded = await untyped(loadModel)(path, { inputs: ["B", ...shape], outputs: ["B", ...shape] })
  expect(apart(loaded.predict(data[0]).dataSync(), output)).toBeLessThan(2e-5)
})

const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
test.each(texts)(
  "texts, with $options, are read as Keras reads them",
  ({ options, texts: given, vocabulary, output }) => {
    const named = Object.entries(options).map(([name, value]) => [
      camel(name),
      name === "output_mode" ? camel(value) : value,
    ])
    const layer = textVectorization(untyped(Object.fromEntries(named)))
    layer.adapt(given)
    expect(layer.getVocabulary()).toEqual(vocabulary)
    expect(apart(layer(tensor(given)).dataSync(), output)).toBeLessThan(2e-5)
  },
)

const refused = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof ShapeError ? error.message : `${error}`
  }
  return "accepted"
}

test("data that does not fit is refused, and so is a layer that has read none", () => {
  expect(refused(() => normalization({ axis: 2 }).adapt(tensor([[1, 2]])))).toBe(
    "normalization(axis 2) got [1, 2], which has no axis 2",
  )
  expect(refused(() => normalization().adapt(untyped([1, 2])))).toBe(
    "normalization(axis -1): adapt takes a tensor with data, or a list of them, got [1, 2]",
  )
  expect(refused(() => discretization({ numBins: 3, name: "bins" })(tensor([1])))).toMatch(
    /bins has no bounds: call adapt with data, or give it binBoundaries/,
  )
})

test("categories that are not there are nothing, and integers need no float", () => {
  const one = categoryEncoding({ numTokens: 3, outputMode: "oneHot" })
  expect(one(tensor([0, 2, 5], [3], "int32")).arraySync()).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 0, 0],
  ])
  const count = categoryEncoding({ numTokens: 3, outputMode: "count" })
  expect(count(tensor([[0, 2, 2]], [1, 3], "int32")).arraySync()).toEqual([[1, 0, 2]])
  const bins = discretization({ binBoundaries: [0, 1] })(tensor([-1, 0, 0.5, 1, 7]))
  expect(bins.dtype).toBe("int32")
  expect(bins.arraySync()).toEqual([0, 1, 1, 2, 2])
})

test("tfjs's own encoding changes the shape that a model asks it about", () => {
  const x = tf.input({ shape: [4] })
  const plain = tf.layers.categoryEncoding({ numTokens: 9 })
  const y = plain.apply(x)
  if (!(y instanceof tf.SymbolicTensor)) throw new Error("expected a tensor of a graph")
  const net = tf.model({ inputs: x, outputs: y })
  expect(() => net.predict(tf.zeros([2, 4]))).toThrow("to have shape [null,9] but got array with shape [2,4]")
  const own = input({ shape: [4] })
  const ours = model({ inputs: own, outputs: categoryEncoding({ numTokens: 9 })(own) })
  expect(ours.predict(tensor([[0, 1, 1, 8]])).arraySync()).toEqual([[1, 1, 0, 0, 0, 0, 0, 0, 1]])
})
