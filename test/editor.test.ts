/** What a user sees in an editor, on the two compilers that have a language service in JavaScript. */
import { createRequire } from "node:module"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import type { Compiler } from "./conformance/compiler.js"
import { open } from "./editor/service.js"

const load = createRequire(import.meta.url)
const compilers = [load("typescript59"), ts].map((compiler: Compiler) => ({
  version: compiler.versionMajorMinor,
  compiler,
}))

const program = `
import { adam, bidirectional, dense, input, lstm, model, sequential, tensor, timeDistributed } from "shapeproof"
const source = input({ shape: ["Tx", 71] })
const target = input({ shape: ["Ty", 94] })
const encoder = lstm({ units: 256, returnState: true })
const [, h, c] = encoder(source)
const decoder = lstm({ units: 256, returnSequences: true, returnState: true })
const [sequence] = decoder(target, { initialState: [h, c] })
const letters = dense({ units: 94, activation: "softmax" })
const output = letters(sequence)
const seq2seq = model({ inputs: [source, target], outputs: output })
const trainable = seq2seq.compile({ optimizer: adam(), loss: "categoricalCrossentropy" })
const both = bidirectional({ layer: lstm({ units: 32, returnSequences: true }) })
const steps = timeDistributed({ layer: dense({ units: 5 }) })
const row = sequential(source, lstm({ units: 8 }), dense({ units: 5 }))
const names = tensor([[1, 2, 3], [4, 5, 6]])
const probabilities = row.predict(tensor(new Float32Array(2 * 9 * 71), [2, 9, 71]))
const wide = dense({ units: 3, useBias: false })
const unfinished = dense({ units: 3,  })
const called = dense({ units: 4 })(source)
`

/** What is hovered most, and what is shown. */
const hovers: Readonly<Record<string, string>> = {
  "source =": 'const source: SymbolicTensor<["B", "Tx", 71]>',
  "encoder =": "const encoder: LSTM<256, false, true>",
  "h, c]": 'const h: SymbolicTensor<["B", 256]>',
  "sequence] =": 'const sequence: SymbolicTensor<["B", "Ty", 256]>',
  "letters =": "const letters: Dense<94>",
  "output =": 'const output: SymbolicTensor<["B", "Ty", 94]>',
  "seq2seq =":
    'const seq2seq: Model<[SymbolicTensor<["B", "Tx", 71]>, SymbolicTensor<["B", "Ty", 94]>], SymbolicTensor<["B", "Ty", 94]>>',
  "both =": 'const both: Bidirectional<LSTM<32, true, false>, "concat">',
  "steps =": "const steps: TimeDistributed<Dense<5>>",
  "row =": 'const row: SequentialModel<SymbolicTensor<["B", "Tx", 71]>, [LSTM<8, false, false>, Dense<5>]>',
  "names =": "const names: Tensor<[2, 3]>",
  "probabilities =": "const probabilities: Tensor<[2, 5]>",
  "wide =": "const wide: DenseWith<3, false>",
}

/** A row of constants, each a layer on the one before. */
const chain = (length: number) =>
  [
    'import { dense, input } from "shapeproof"',
    "const x0 = input({ shape: [7, 12] })",
    ...Array.from({ length }, (_, at) => `const x${at + 1} = dense({ units: ${at + 10} })(x${at})`),
  ].join("\n")

describe.each(compilers)("TypeScript $version", ({ compiler }) => {
  const editor = open(compiler, program)

  test.each(Object.entries(hovers))("hover %s", (at, shown) => expect(editor.hover(at)).toBe(shown))

  test("the program is right", () => expect(editor.errors()).toEqual([]))

  test("an options object offers its options, and only those", () => {
    const offered = editor.completions("const unfinished = dense({ units: 3, ")
    expect(offered).toEqual(expect.arrayContaining(["activation", "kernelInitializer", "name", "useBias"]))
    expect(offered.length).toBeLessThan(15)
  })

  test("an option with a few values offers them", () =>
    expect(editor.completions('loss: "')).toEqual(
      expect.arrayContaining(["categoricalCrossentropy", "meanSquaredError"]),
    ))

  test("the signature of a layer, and of its call, stay short", () => {
    expect(editor.signature("const unfinished = dense(")).toBe("dense(options: DenseOptions<3, true>): Dense<3>")
    expect(editor.signature("const called = dense({ units: 4 })(")).toBe(
      '(x: SymbolicTensor<["B", "Tx", 71]>): SymbolicTensor<["B", "Tx", 4]>',
    )
  })

  test("a definition is found in the file of its layer", () => {
    expect(editor.definition("lstm({ units: 8 })")).toBe("src/layers/lstm.ts")
    expect(editor.definition("dense({ units: 4 })")).toBe("src/layers/dense.ts")
  })

  // Each constant takes 21 frames of the compiler's stack, none of them ours: Node's default holds 220 to 240 of them.
  test("a cold hover, 200 constants deep", () =>
    expect(open(compiler, chain(200)).hover("x200 =")).toBe('const x200: SymbolicTensor<["B", 7, 209]>'))

  test("a hover 1000 constants deep, once the errors were asked for as an editor does", () => {
    const long = open(compiler, chain(1000))
    expect(long.errors()).toEqual([])
    expect(long.hover("x1000 =")).toBe('const x1000: SymbolicTensor<["B", 7, 1009]>')
  })
})
