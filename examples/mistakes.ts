/**
 * Networks that are wired wrongly. Each stands under the sentence that the compiler prints on it: delete a
 * `@ts-expect-error`, and the argument below turns red with these words. A program that does not ask the compiler (plain
 * JavaScript, or shapes that only the data knows) gets the same sentence at run time: this one catches and compares them.
 *
 *     npx tsx examples/mistakes.ts   # 2 s
 */
import { readFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import {
  add,
  concatenate,
  dense,
  dot,
  flatten,
  gru,
  input,
  lstm,
  repeatVector,
  reshape,
  sequential,
  ShapeError,
  tensor,
} from "shapeproof"

const sentence = input({ shape: ["T", 71] })
const answer = input({ shape: ["Ty", 94] })
const week = input({ shape: [7, 12] })
const day = input({ shape: [12] })

const [, h, c] = lstm({ units: 256, returnState: true })(sentence)

const classifier = sequential(week, flatten(), dense({ units: 5, activation: "softmax" }))
const oneWeek = tensor(new Float32Array(7 * 12), [1, 7, 12])
const twoStates = tensor(new Float32Array(2 * 8), [2, 8])
const weeks = tensor(new Float32Array(32 * 7 * 12), [32, 7, 12])
const classes = tensor(new Int32Array(32), [32])
const oneHot = tensor(new Float32Array(32 * 5), [32, 5])
const withClasses = classifier.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" })
const withOneHot = classifier.compile({ optimizer: "adam", loss: "categoricalCrossentropy" })

/** What is meant, and how it is done wrongly. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  // @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, 64]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  "two lstm in a row": () => lstm({ units: 32 })(lstm({ units: 64 })(sentence)),

  // @ts-expect-error repeatVector(3) needs a rank-2 input [batch, features], got [B, 7, 12]; leave returnSequences out on the recurrent layer before it
  "a vector repeated": () => repeatVector({ n: 3 })(week),

  // @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, 84]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  "flatten, then lstm": () => week.pipe(flatten(), lstm({ units: 32 })),

  // @ts-expect-error lstm(128): initialState h must be [B, 128], got [B, 256]; the layer that gives the states needs the same units
  "a decoder of another width": () => lstm({ units: 128 })(answer, { initialState: [h, c] }),

  // @ts-expect-error gru(256) takes 1 state [h], got 2
  "the states of an lstm for a gru": () => gru({ units: 256 })(answer, { initialState: [h, c] }),

  // @ts-expect-error lstm(256) takes 2 states [h, c], got 1
  "one state for an lstm": () => lstm({ units: 256 })(answer, { initialState: [h] }),

  // @ts-expect-error lstm(8): initialState h must be [1, 8], got [2, 8]; the layer that gives the states needs the same units
  "the states of other samples": () => lstm({ units: 8 })(oneWeek, { initialState: [twoStates, twoStates] }),

  // @ts-expect-error add: element 1 is [B, 7, 5], but [B, 7, 12] came before it; axis 2 (5) must be the same, or 1
  "a sum of two widths": () => add()([week, dense({ units: 5 })(week)]),

  // @ts-expect-error concatenate(axis -1): element 1 is [B, 6, 12], but [B, 7, 12] came before it; axis 1 must be 7, not 6: only axis 2 may differ
  "two times, side by side": () => concatenate()([week, input({ shape: [6, 12] })]),

  // @ts-expect-error dot(axes [2, 2]): axis 2 of element 1 [B, Ty, 94] is 94, but axis 2 of element 0 [B, T, 71] is 71; the axes that are summed over must be equal
  "a dot product over two widths": () => dot({ axes: [2, 2] })([sentence, answer]),

  // @ts-expect-error axes must be integers other than 0, the batch, got 0
  "a dot product over the batch": () => dot({ axes: 0 }),

  // @ts-expect-error dense(5) needs an input of rank 2 or more [batch, ..., features], got [3]; add a batch axis
  "dense on one sample": () => dense({ units: 5 })(tensor([1, 2, 3])),

  // @ts-expect-error units must be a positive integer, got -1
  "no units": () => dense({ units: -1 }),

  // @ts-expect-error reshape([3, 5]) makes 15 values a sample, but [B, 12] has 12; -1 for one axis makes it as large as is left
  "twelve features as three times five": () => reshape({ targetShape: [3, 5] })(day),

  // @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, 64]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  "in a row of layers": () => sequential(week, lstm({ units: 64 }), lstm({ units: 32 })),

  // @ts-expect-error tensor: row 1 has shape [1], but row 0 has [3]
  "rows of two lengths": () => tensor([[1, 2, 3], [4]]),

  // @ts-expect-error predict: x must be [B, 7, 12], got [7, 12]: the batch axis is missing; one sample is [1, 7, 12]
  "a prediction for one sample": () => classifier.predict(tensor(new Float32Array(84), [7, 12])),

  // @ts-expect-error fit: y must be [B], got [32, 5]: rank 1 is needed, not 2; for one-hot labels use the loss categoricalCrossentropy
  "one-hot labels for integers": () => withClasses.fit(weeks, oneHot),

  // @ts-expect-error fit: y must be [B, 5], got [32]: rank 2 is needed, not 1; for integer labels use the loss sparseCategoricalCrossentropy
  "integer labels for one-hot": () => withOneHot.fit(weeks, classes),

  // @ts-expect-error fit: y must be [B, 5], got [32, 6]: axis 1 must be 5, not 6
  "six classes for five": () => withOneHot.fit(weeks, tensor(new Float32Array(192), [32, 6])),

  // @ts-expect-error fit: y must be [B], got [31]: axis 0 must be 32, as B is in x, not 31
  "labels for other samples": () => withClasses.fit(weeks, tensor(new Int32Array(31), [31])),
}

/** The sentences above the mistakes in this very file: a test holds that the compiler prints them. */
const written = () =>
  [...readFileSync(fileURLToPath(import.meta.url), "utf8").matchAll(/^ *\/\/ @ts-expect-error (.+)$/gm)].map(
    ([, said]) => said,
  )

export interface Told {
  readonly mistake: string
  /** What the compiler prints. */
  readonly compiler: string | undefined
  /** What is thrown. */
  readonly thrown: string
}

export const run = async (print: (line: string) => void = console.log) => {
  const sentences = written()
  const told: Told[] = []
  for (const [mistake, wrong] of Object.entries(mistakes)) {
    const compiler = sentences[told.length]
    const thrown = await messageOf(wrong)
    told.push({ mistake, compiler, thrown })
    print(
      `${mistake}:\n  ${thrown === compiler ? "compiler and run time" : `compiler: ${compiler}\n  run time`}: ${thrown}`,
    )
  }
  print(`${told.filter(({ compiler, thrown }) => thrown === compiler).length} of ${told.length} in the same words`)
  return told
}

const messageOf = async (wrong: () => unknown): Promise<string> => {
  try {
    await wrong()
  } catch (error) {
    if (error instanceof ShapeError) return error.message
    throw error
  }
  return "nothing"
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await run()
