/**
 * A layer states its rule twice, as a type and as a function. This finds every layer and holds them equal, to each other,
 * to what tfjs computes, and to Keras.
 */
import { existsSync, readFileSync } from "node:fs"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import { layer } from "../src/core/define.js"
import * as options from "../src/core/options.js"
import * as exported from "../src/index.js"
import type { RuntimeShape } from "../src/ops/shape.js"
import { cases } from "./conformance/cases.js"
import { compile } from "./conformance/compiler.js"
import { containment } from "./conformance/containment.js"
import { differences as ofSizes } from "./conformance/differences.js"
import { equality } from "./conformance/equality.js"
import { foundIn } from "./conformance/find.js"
import { against, type Difference, type Fixtures, hashOf, questions } from "./conformance/oracle.js"
import { graphs, reality } from "./conformance/reality.js"
import { agree } from "./conformance/report.js"
import { saved } from "./conformance/saved.js"
import { valueQuestions, values } from "./conformance/values.js"
import { wrongOptions } from "./conformance/wrong.js"

declare global {
  interface ImportMeta {
    glob(pattern: string, options: { eager: true }): Record<string, object>
  }
}

const all = foundIn(import.meta.glob("../src/layers/*.ts", { eager: true }), exported)
/** CONFORMANCE_ONLY=dense,lstm tries these alone. */
const only = process.env["CONFORMANCE_ONLY"]?.split(",")
const tried = all
  .filter(({ name }) => only?.includes(name) ?? true)
  .map(found => {
    const own = cases(found, all)
    const equal = equality(found, own, all)
    return { name: found.name, found, own, equal, wide: containment(found, own, all), wrong: wrongOptions(found, all) }
  })
const texts = tried.flatMap(({ name, equal, wide, wrong }): readonly (readonly [string, string])[] => [
  [`test/${name}.equal.ts`, equal.text],
  [`test/${name}.wide.ts`, wide.text],
  [`test/${name}.wrong.ts`, wrong.text],
])
const compiled = compile(ts, new Map(texts))
const answerFor = (file: string) => {
  const answer = compiled.get(file)
  if (!answer) throw new Error(`${file} was not compiled`)
  return answer
}

/** What Keras said of a layer. */
const fixturesOf = (name: string): Fixtures => {
  const file = new URL(`fixtures/keras/${name}.json`, import.meta.url)
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { hash: 0, shapes: [], values: [] }
}

/** What we do otherwise than Keras, and why. */
const differences: readonly Difference[] = [
  ...ofSizes,
  {
    layers: ["centerCrop", "resizing"],
    ours: /needs a rank-4 input/,
    reason: "Keras takes three axes for one image; here the first axis is the batch everywhere",
  },
  {
    layers: ["adaptiveAveragePooling2d", "adaptiveAveragePooling3d", "adaptiveMaxPooling2d", "adaptiveMaxPooling3d"],
    ours: /needs a rank-\d input/,
    reason: "Keras pools what has too few axes over one axis twice, and gives it an axis more",
  },
  {
    layers: ["add", "average", "maximum", "minimum", "multiply"],
    ours: /needs a list of two tensors or more, got 1$/,
    reason: "Keras passes a single tensor through; a list of one is a slip of the pen",
  },
  {
    layers: ["concatenate"],
    ours: /which has no axis/,
    reason: "Keras passes a single tensor through without looking at the axis",
  },
  {
    layers: ["masking"],
    ours: /needs an input of rank 2 or more/,
    reason: "Keras makes one mask of a whole batch of numbers, which no layer can use",
  },
  {
    layers: ["dot"],
    keras: /axis values (None .*!=|.*!= None)/,
    reason: "Keras compares a dynamic axis as if it were a size; here it is checked when the data arrives",
  },
  {
    layers: ["additiveAttention", "attention", "multiHeadAttention"],
    ours: /needs rank 3 \[batch, time, features\]/,
    reason: "Keras documents rank 3; of a lower rank it takes the batch for time, of a higher one no mask fits",
  },
  {
    layers: ["additiveAttention", "attention"],
    ours: /whose batch is .* as that of the query$|features, but the query has/,
    reason: "Keras broadcasts a batch, or a feature, of 1 unasked",
  },
  {
    layers: ["groupQueryAttention", "multiHeadAttention"],
    keras: /^ValueError: (The last dimension|All dimensions) of .*must be equal/,
    reason: "Keras compares a dynamic axis as if it were a size; here it is checked when the data arrives",
  },
  {
    layers: ["gruCell", "lstmCell", "simpleRNNCell", "stackedRNNCells", "rnn"],
    ours: /takes one step \[batch, features\]/,
    reason: "Keras multiplies any rank, and adds the states to rows that are not theirs",
  },
  {
    layers: ["convLstm1d", "convLstm2d", "convLstm3d"],
    keras: /^ValueError: ConvLSTM layers only support static input shapes/,
    reason: "Keras makes the states of a size that it knows; here the data says it",
  },
]

test("there are layers, and more than ten thousand configurations of them", () => {
  expect(all.length).toBeGreaterThan(100)
  const count = tried.reduce((sum, { own }) => sum + own.length, 0)
  if (!only) expect(count).toBeGreaterThan(10_000)
})

test("an option without a check and samples does not compile", () => {
  interface Two {
    readonly units: number
    readonly useBias?: boolean
  }
  const rest = { kind: "Two", title: () => "two", shape: (input: RuntimeShape) => input, params: () => 0 }
  const units = options.option(options.positive, [1])
  // @ts-expect-error useBias has no samples
  const one = () => layer<object, Two>({ ...rest, options: { units } })
  // @ts-expect-error samples of another type
  const two = () => layer<object, Two>({ ...rest, options: { units, useBias: options.option(options.flag, ["no"]) } })
  const three = () =>
    layer<object, Two>({ ...rest, options: { units, useBias: options.option(options.flag, [undefined]) } })
  expect([one, two, three].map(make => make().spec.kind)).toEqual(["Two", "Two", "Two"])
})

describe.each(tried)("$name", ({ name, found, own, equal, wide, wrong }) => {
  test("the package exports it", () => expect(found.from).toBe("shapeproof"))
  test("its rule accepts enough of what is tried", () => {
    const accepted = own.filter(({ answer }) => answer.refused === undefined)
    expect(accepted.length / own.length).toBeGreaterThan(0.4)
  })
  test("the compiler and the run time give one answer", () =>
    agree(equal.wrong(answerFor(`test/${name}.equal.ts`)), own.length))
  test("with literals widened, the true answer still fits", () =>
    agree(wide.wrong(answerFor(`test/${name}.wide.ts`)), wide.count))
  test("a wrong option is refused, in the same words", () =>
    agree(wrong.wrong(answerFor(`test/${name}.wrong.ts`)), wrong.count))
  test("on data, it has the shape and the weights that its rule says", () =>
    agree(reality(found, own, all), own.length))
  test("in a graph of tfjs, it has that shape", () => agree(graphs(found, own, all), own.length))
  test("Keras gives its shapes and its weights", () => {
    const asked = questions(found, all)
    const fixtures = fixturesOf(name)
    expect(asked.length).toBeGreaterThanOrEqual(40)
    agree(against(name, asked, fixtures.shapes, differences), asked.length)
    expect(fixtures.hash, `run \`npm run oracle\`: ${name}, its samples or its rule changed`).toBe(
      hashOf([...asked, ...valueQuestions(found, all)]),
    )
  })
  test.each(["wasm", "cpu"] as const)("Keras computes its values and its gradients, on %s", async backend => {
    await useBackend(backend)
    const asked = valueQuestions(found, all)
    const tried = backend === "wasm" ? asked : asked.filter((_, at) => at % 4 === 0)
    expect(asked.length).toBeGreaterThanOrEqual(10)
    agree(values(tried, fixturesOf(name).values), tried.length)
  })
  test("saved and loaded, it computes what it did", async () => {
    await useBackend("wasm")
    const { count, wrong } = await saved(valueQuestions(found, all))
    expect(count).toBeGreaterThan(4)
    agree(wrong, count)
  })
})
