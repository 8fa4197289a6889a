/** What a program without types may hand to a model, to data, to the functions that write, and what a file may hold. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as tf from "@tensorflow/tfjs"
import * as api from "shapeproof"
import { dataset } from "shapeproof/data"
import { beamSearch, greedy, sample } from "shapeproof/generate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"

const { ShapeError } = api
const untyped = (value: unknown): any => value

const odd: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  -1,
  0,
  1.5,
  "3",
  "",
  true,
  {},
  [],
  [null],
  [[1, 2], [3]],
  () => 1,
  5n,
  Symbol("s"),
  new Date(0),
  Object.create(null),
  Promise.resolve(1),
  new Float32Array(3),
  new Map(),
]
const shown = (value: unknown): string =>
  value instanceof tf.Tensor ? `${value.dtype} [${value.shape}]`
  : Array.isArray(value) ? `[${value.map(shown).join(", ")}]`
  : typeof value === "object" && value !== null ? `{${Object.keys(value).slice(0, 3).join()}}`
  : typeof value === "string" ? value.slice(0, 40)
  : typeof value === "number" || value === null ? `${value}`
  : typeof value

type Calls = readonly (readonly [string, () => unknown])[]
const each = (what: string, values: readonly unknown[], call: (value: unknown) => unknown): Calls =>
  values.map(value => [`${what} ${shown(value)}`, () => call(value)])

const answers = async (calls: Calls): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const [what, call] of calls) {
    try {
      const got = await call()
      wrong.push(`${what}: accepted ${typeof got}`)
    } catch (error) {
      if (
        error instanceof ShapeError &&
        error.message.length > 10 &&
        !/undefined|\[object/.test(error.message.replace("got undefined", ""))
      )
        continue
      wrong.push(
        `${what}: ${
          error instanceof Error ?
            `${error.constructor.name} ${error.message.slice(0, 120)} @ ${error.stack
              ?.split("\n")
              .find(l => l.includes("/src/"))
              ?.replace(/.*src\//, "")
              .trim()}`
          : String(error)
        }`,
      )
    }
  }
  return wrong
}

const net = () => {
  const x = api.input({ shape: [4] })
  return api.model({ inputs: x, outputs: api.dense({ units: 3, activation: "softmax" })(x) })
}
const trained = () => net().compile({ optimizer: "sgd", loss: "categoricalCrossentropy" })
const x = () =>
  api.tensor([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ])
const y = () =>
  api.tensor([
    [1, 0, 0],
    [0, 1, 0],
  ])
const wrongX = () => [
  tf.zeros([4]),
  tf.zeros([2, 5]),
  tf.zeros([2, 4, 1]),
  tf.zeros([0, 5]),
  tf.fill([2, 4], 1).toFloat().dispose(),
  tf.tensor(["a"]),
  [tf.zeros([2, 4])],
  { a: tf.zeros([2, 4]) },
  api.input({ shape: [4] }),
  tf.input({ shape: [4] }),
]

beforeAll(() => useBackend("wasm"))

test("input, tensor, model, sequential", async () => {
  const wrong = await answers([
    ...each("input", odd, value => api.input(untyped(value))),
    ...each(
      "input shape",
      odd.filter(v => !(Array.isArray(v) && v.length === 0) && !(Array.isArray(v) && v[0] === null)),
      value => api.input(untyped({ shape: value })),
    ),
    ...each(
      "input axis",
      odd.filter(v => v !== null),
      value => api.input(untyped({ shape: [value] })),
    ),
    ...each(
      "input name",
      odd.filter(v => v !== undefined && v !== "3"),
      value => api.input(untyped({ shape: [3], name: value })),
    ),
    ...each("input option", ["shap", "dtpe"], value => api.input(untyped({ shape: [3], [String(value)]: 3 }))),
    ...each(
      "tensor",
      odd.filter(
        v =>
          ![Number.NaN, -1, 0, 1.5, "3", "", true].includes(untyped(v)) &&
          !(v instanceof Float32Array) &&
          !(Array.isArray(v) && v.length === 0),
      ),
      value => api.tensor(untyped(value)),
    ),
    ...each(
      "tensor shape",
      odd.filter(v => v !== undefined),
      value => api.tensor(untyped([1, 2]), untyped(value)),
    ),
    ...each("model", odd, value => api.model(untyped(value))),
    ...each("model inputs", odd, value => api.model(untyped({ inputs: value, outputs: api.input({ shape: [3] }) }))),
    ...each("model outputs", odd, value => api.model(untyped({ inputs: api.input({ shape: [3] }), outputs: value }))),
    ...each("model option", ["input", "output"], value => {
      const i = api.input({ shape: [3] })
      return api.model(untyped({ inputs: i, outputs: i, [String(value)]: i }))
    }),
    ...each(
      "model name",
      odd.filter(v => v !== undefined && v !== "3"),
      value => {
        const i = api.input({ shape: [3] })
        return api.model(untyped({ inputs: i, outputs: i, name: value }))
      },
    ),
    ...each("sequential", odd, value => api.sequential(untyped(value))),
    ...each(
      "sequential second",
      odd.filter(v => v !== undefined),
      value => api.sequential(api.input({ shape: [3] }), untyped(value)),
    ),
  ])
  expect(wrong).toEqual([])
})

test("predict and calling a model", async () => {
  const one = net()
  const wrong = await answers([
    ...each("predict", [...odd, ...wrongX()], value => one.predict(untyped(value))),
    ...each(
      "predict options",
      odd.filter(v => v !== undefined && !(typeof v === "object" && v !== null)),
      value => one.predict(untyped(x()), untyped(value)),
    ),
    ...each(
      "predict batchSize",
      odd.filter(v => v !== undefined),
      value => one.predict(untyped(x()), untyped({ batchSize: value })),
    ),
    ...each("predict option", ["batchsize", "verbose"], value =>
      one.predict(untyped(x()), untyped({ [String(value)]: 2 })),
    ),
    ...each("call", [...odd, ...wrongX().slice(0, -2)], value => untyped(one)(value)),
    ...each("setWeights", odd, value => one.setWeights(untyped(value))),
    ...each(
      "summary",
      odd.filter(v => v !== undefined && !(typeof v === "object" && v !== null)),
      value => one.summary(untyped(value)),
    ),
    ...each(
      "save",
      odd.filter(v => v !== "3"),
      value => one.save(untyped(value)),
    ),
    ...each("loadWeights", odd, value => one.loadWeights(untyped(value))),
  ])
  expect(wrong).toEqual([])
  const none = one.predict(untyped(tf.zeros([0, 4])))
  expect(untyped(none).shape).toEqual([0, 3])
})

test("compile", async () => {
  const compile = (options: unknown) => net().compile(untyped(options))
  const good = { optimizer: "sgd", loss: "categoricalCrossentropy" }
  const wrong = await answers([
    ...each("compile", odd, compile),
    ...each("optimizer", [...odd, "adamm", "SGD", tf.zeros([1])], optimizer => compile({ ...good, optimizer })),
    ...each(
      "loss",
      [
        ...odd.filter(v => typeof v !== "function"),
        "mse",
        "crossentropy",
        ["categoricalCrossentropy", "categoricalCrossentropy"],
      ],
      loss => compile({ ...good, loss }),
    ),
    ...each(
      "metrics",
      [
        ...odd.filter(v => v !== undefined && !(Array.isArray(v) && v.length === 0)),
        ["acc"],
        ["accurracy"],
        [undefined],
      ],
      metrics => compile({ ...good, metrics }),
    ),
    ...each("option", ["metric", "optimiser", "losses"], option => compile({ ...good, [String(option)]: "accuracy" })),
    ...each(
      "sgd",
      odd.filter(v => v !== undefined && !(typeof v === "object" && v !== null && Object.keys(v).length === 0)),
      value => untyped(api).optimizers?.sgd?.(value) ?? compile({ ...good, optimizer: untyped(value) }),
    ),
  ])
  expect(wrong).toEqual([])
})

test("fit, evaluate, trainOnBatch, fitDataset", async () => {
  const one = trained()
  const xs = [...odd, ...wrongX(), tf.zeros([3, 4])]
  const ys = [
    ...odd,
    tf.zeros([2]),
    tf.zeros([2, 4]),
    tf.zeros([3, 3]),
    tf.zeros([2, 3, 1]),
    tf.tensor(["a", "b"]),
    [tf.zeros([2, 3])],
    api.input({ shape: [3] }),
  ]
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)
  /** What is right of the odd. */
  const fine: Readonly<Record<string, (value: unknown) => boolean>> = {
    epochs: v => v === 0,
    seed: v => v === 0 || v === -1,
    validationSplit: v => v === 0,
    shuffle: v => v === true,
    callbacks: v => isObject(v) || (Array.isArray(v) && v.length === 0),
  }
  const noObject = odd.filter(v => v !== undefined && !(typeof v === "object" && v !== null))
  const wrong = await answers([
    ...(["fit", "evaluate", "trainOnBatch"] as const).flatMap(method => [
      ...each(`${method} x`, xs, value => untyped(one)[method](value, y())),
      ...each(`${method} y`, ys, value => untyped(one)[method](x(), value)),
      ...each(`${method} empty`, [0], () => untyped(one)[method](tf.zeros([0, 4]), tf.zeros([0, 3]))),
    ]),
    ...each("fit options", noObject, value => untyped(one).fit(x(), y(), value)),
    ...each("evaluate options", noObject, value => untyped(one).evaluate(x(), y(), value)),
    ...[
      "epochs",
      "batchSize",
      "validationSplit",
      "shuffle",
      "seed",
      "sampleWeight",
      "validationData",
      "callbacks",
    ].flatMap(name =>
      each(
        `fit ${name}`,
        odd.filter(v => v !== undefined && !fine[name]?.(v)),
        value => untyped(one).fit(x(), y(), { [name]: value }),
      ),
    ),
    ...each("fit option", ["epoch", "batchsize"], name => untyped(one).fit(x(), y(), { [String(name)]: 1 })),
    ...each("evaluate option", ["batchsize", "sampleWeight"], name =>
      untyped(one).evaluate(x(), y(), { [String(name)]: 1 }),
    ),
    ...each(
      "evaluate batchSize",
      odd.filter(v => v !== undefined),
      batchSize => untyped(one).evaluate(x(), y(), { batchSize }),
    ),
    ...each("sampleWeight", [tf.zeros([3]), tf.zeros([2, 1]), tf.tensor(["a", "b"])], sampleWeight =>
      untyped(one).fit(x(), y(), { sampleWeight }),
    ),
    ...each("validationData", [[x()], [x(), x()], [y(), y()], [1, 2]], validationData =>
      untyped(one).fit(x(), y(), { validationData }),
    ),
    ...each(
      "fitDataset",
      odd.filter(v => !(Array.isArray(v) && v.length === 0) && !(v instanceof Map)),
      value => untyped(one).fitDataset(value),
    ),
    ...each(
      "fitDataset of",
      [...odd, { xs: tf.zeros([2, 4]) }, { xs: tf.zeros([2, 5]), ys: tf.zeros([2, 3]) }],
      value => untyped(one).fitDataset([value]),
    ),
  ])
  expect(wrong).toEqual([])
})

test("datasets", async () => {
  const ten = dataset(Array.from({ length: 10 }, (_, n) => ({ xs: [n, n], ys: n })))
  const drain = async (stream: any) => {
    for await (const _ of stream) void _
  }
  const wrong = await answers([
    ...each(
      "dataset",
      odd.filter(v => !(v instanceof Float32Array) && !(Array.isArray(v) && v.length === 0)),
      value => drain(dataset(untyped(value)).batch(2)),
    ),
    ...(["batch", "padBatch", "shuffle", "take", "skip", "repeat", "map", "filter", "bucket", "prefetch"] as const)
      .filter(name => name in ten)
      .flatMap(name =>
        each(
          name,
          odd.filter(
            v =>
              !(typeof v === "function" && ["map", "filter"].includes(name)) &&
              !(name === "shuffle" && (v === undefined || (typeof v === "object" && v !== null))),
          ),
          value => {
            const next = untyped(ten)[name](value)
            return drain("batch" in next ? next.batch(2) : next)
          },
        ),
      ),
    ...each(
      "batch options",
      odd.filter(v => v !== undefined && !(typeof v === "object" && v !== null)),
      value => drain(untyped(ten).batch(2, value)),
    ),
    ...each("batch option", ["dropremainder"], value => drain(untyped(ten).batch(2, { [String(value)]: true }))),
    ...each(
      "samples",
      [
        [{ xs: [1] }, { xs: [1, 2] }],
        [{ xs: 1, ys: 1 }, { xs: 1 }],
        [
          { xs: "a", ys: 1 },
          { xs: 1, ys: 1 },
        ],
        [{ xs: null }],
        [{ xs: {} }],
        [1, null],
      ],
      value => drain(dataset(untyped(value)).batch(2)),
    ),
  ])
  expect(wrong).toEqual([])
})

test("writing", async () => {
  const tokens = api.input({ shape: ["T"], dtype: "int32" })
  const decoder = api.model({
    inputs: tokens,
    outputs: api.dense({ units: 5, activation: "softmax" })(api.embedding({ inputDim: 5, outputDim: 4 })(tokens)),
  })
  const good = { begin: 1, end: 2, maxLength: 3 }
  const wrong = await answers(
    Object.entries({ greedy, beamSearch, sample }).flatMap(([name, write]) => [
      ...each(`${name} decoder`, [...odd, api.dense({ units: 5 })], value => untyped(write)(value, good)),
      ...each(`${name} options`, odd, value => untyped(write)(decoder, value)),
      ...["begin", "end", "maxLength", "from", "fromLogits"].flatMap(option =>
        each(
          `${name} ${option}`,
          odd.filter(
            v =>
              v !== undefined &&
              !(option === "end" && v === 0) &&
              !(option === "begin" && (v === 0 || (Array.isArray(v) && Array.isArray(v[0])))) &&
              !(option === "fromLogits" && v === true) &&
              !(option === "from" && Array.isArray(v) && v.length === 0),
          ),
          value => untyped(write)(decoder, { ...good, [option]: value }),
        ),
      ),
      ...["begin", "maxLength"].map((option): Calls[number] => [
        `${name} no ${option}`,
        () => untyped(write)(decoder, { ...good, [option]: undefined }),
      ]),
      ...each(`${name} option`, ["maxlength", "lenght", "beams"], option =>
        untyped(write)(decoder, { ...good, [String(option)]: 2 }),
      ),
    ]),
  )
  expect(wrong).toEqual([])
})

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shapeproof-"))
})
afterAll(() => rm(folder, { recursive: true }))

test("files", async () => {
  const shapes = { inputs: ["B", 4], outputs: ["B", 3] } as const
  await net().save(join(folder, "good"))
  const text = await readFile(join(folder, "good", "model.json"), "utf8")
  const bytes = await readFile(join(folder, "good", "weights.bin"))
  let count = 0
  const broken = async (json: string, weights: Uint8Array = bytes) => {
    const path = join(folder, `broken${count++}`)
    await mkdir(path)
    await writeFile(join(path, "model.json"), json)
    await writeFile(join(path, "weights.bin"), weights)
    return api.loadModel(path, shapes)
  }
  const changed = (change: (json: any) => void) => {
    const json = JSON.parse(text)
    change(json)
    return JSON.stringify(json)
  }
  const wrong = await answers([
    ...each("loadModel path", odd, value => api.loadModel(untyped(value), shapes)),
    ...each("loadModel shapes", odd, value => api.loadModel(join(folder, "good"), untyped(value))),
    ...each(
      "file",
      [
        "",
        "{",
        "null",
        "[]",
        "5",
        "{}",
        '{"modelTopology":null,"weightsManifest":null}',
        '{"modelTopology":{},"weightsManifest":[]}',
        '{"modelTopology":{"node":[]},"weightsManifest":[],"format":"graph-model"}',
        text.slice(0, 300),
      ],
      value => broken(String(value)),
    ),
    ["a layer that does not exist", () => broken(text.replaceAll('"Dense"', '"Denze"'))],
    [
      "no layers",
      () =>
        broken(
          changed(json => {
            const { modelTopology } = json
            const { config } = modelTopology.model_config ?? modelTopology
            config.layers = []
          }),
        ),
    ],
    [
      "no weights in the manifest",
      () =>
        broken(
          changed(json => {
            json.weightsManifest = []
          }),
        ),
    ],
    ["weights of another name", () => broken(text.replaceAll("/kernel", "/colonel"))],
    [
      "weights of another shape",
      () =>
        broken(
          changed(json => {
            json.weightsManifest[0].weights[0].shape = [3, 4]
          }),
        ),
    ],
    [
      "weights of another dtype",
      () =>
        broken(
          changed(json => {
            json.weightsManifest[0].weights[0].dtype = "float23"
          }),
        ),
    ],
    ["units of text", () => broken(text.replaceAll('"units":3', '"units":"three"'))],
    ["an unknown activation", () => broken(text.replaceAll('"softmax"', '"softmaxx"'))],
    ["too few bytes", () => broken(text, bytes.subarray(0, 10))],
    ["weights of a path that is not there", () => broken(text.replaceAll("weights.bin", "waits.bin"))],
    ...each(
      "loadWeights",
      [
        "{}",
        text.replaceAll("/kernel", "/colonel"),
        changed(json => {
          json.weightsManifest[0].weights[0].shape = [3, 4]
        }),
      ],
      async value => {
        await broken(String(value)).catch(() => undefined)
        return net().loadWeights(join(folder, `broken${count - 1}`))
      },
    ),
    ["localstorage", () => api.loadModel("localstorage://none", shapes)],
    ["another protocol", () => api.loadModel("ftp://none", shapes)],
  ])
  expect(wrong).toEqual([])
})
