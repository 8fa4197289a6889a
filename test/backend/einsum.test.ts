import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { difference, on, random, randomTensor, withoutRepairs } from "./both.js"

const equations = [
  "ij->ij",
  "ij->ji",
  "ijk->ik",
  "ijk->",
  "i,i->",
  "i,j->ij",
  "ij,ij->ij",
  "ij,ji->ij",
  "ij,jk->ik",
  "ij,jk->ki",
  "ji,jk->ik",
  "ij,kj->",
  "bij,bjk->bik",
  "bhqd,bhkd->bhqk",
  "bqhd,bkhd->bhqk",
  "bhqk,bkhd->bqhd",
  "abc,cd->abd",
  "abc,bcd->da",
  "abc,ab->c",
  "ijl,kml->imk",
  "ab,cd->ac",
]

const tensorsOf = (equation: string, dtype: "float32" | "int32" = "float32") => {
  const sizes = new Map<string, number>()
  const sizeOf = (letter: string) => {
    const size = sizes.get(letter) ?? 1 + random(7)
    sizes.set(letter, size)
    return size
  }
  const [terms = ""] = equation.split("->")
  return terms.split(",").map(term => randomTensor(Array.from(term, sizeOf), dtype))
}

/** By the definition: the sum over all letters. tfjs's cpu backend is no measure, it fails where a letter is summed alone. */
const byDefinition = (equation: string, tensors: tf.Tensor[]) => {
  const [before = "", out = ""] = equation.split("->")
  const terms = before.split(",")
  const sizes = new Map(
    terms.flatMap((term, index) =>
      Array.from(term, (letter, axis) => [letter, tensors[index]?.shape[axis] ?? 1] as const),
    ),
  )
  const shapeOf = (letters: string) => Array.from(letters, letter => sizes.get(letter) ?? 1)
  const placeOf = (letters: string, at: Map<string, number>) =>
    Array.from(letters).reduce((place, letter) => place * (sizes.get(letter) ?? 1) + (at.get(letter) ?? 0), 0)
  const values = tensors.map(tensor => tensor.dataSync())
  const sums = Array<number>(tf.util.sizeFromShape(shapeOf(out))).fill(0)
  const letters = [...sizes.keys()]
  for (let index = 0; index < tf.util.sizeFromShape(shapeOf(letters.join(""))); index++) {
    const at = new Map<string, number>()
    let rest = index
    for (const letter of letters) {
      const size = sizes.get(letter) ?? 1
      at.set(letter, rest % size)
      rest = Math.floor(rest / size)
    }
    const product = terms.reduce((all, term, each) => all * (values[each]?.[placeOf(term, at)] ?? 0), 1)
    const place = placeOf(out, at)
    sums[place] = (sums[place] ?? 0) + product
  }
  return { shape: shapeOf(out), sums }
}

test.each(equations)("einsum %s is what it is defined as", async equation => {
  await useBackend("wasm")
  for (let round = 0; round < 5; round++) {
    const tensors = tensorsOf(equation)
    const { shape, sums } = byDefinition(equation, tensors)
    const found = tf.einsum(equation, ...tensors)
    expect(found.shape).toEqual(shape)
    expect(difference(found.dataSync(), sums)).toBeLessThan(1e-5)
  }
})

test("fault: wasm has no einsum", async () => {
  const [a, b] = [tf.ones([2, 3]), tf.ones([3, 4])]
  const compute = () => tf.einsum("ij,jk->ik", a, b)
  await expect(withoutRepairs(() => on("wasm", compute))).rejects.toThrow(/Einsum/)
  expect(Array.from(await on("wasm", compute))).toEqual(Array(8).fill(3))
})

test("sizes that do not fit are refused, and nothing is left behind", async () => {
  await useBackend("wasm")
  expect(() => tf.einsum("ij,jk->ik", tf.ones([2, 3]), tf.ones([4, 5]))).toThrow(
    "einsum: the axis j is 3 in one tensor and 4 in another",
  )
  expect(() => tf.einsum("ij,jk->ik", tf.ones([2, 3]), tf.ones([3]))).toThrow(
    "einsum: a term of 2 axes for a tensor [3]",
  )
  const all = equations.map(equation => [equation, tensorsOf(equation)] as const)
  const before = [tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]
  for (const [equation, tensors] of all) tf.einsum(equation, ...tensors).dispose()
  expect([tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]).toEqual(before)
})
