import { arithmetic } from "./arithmetic.mjs"
import { patterns } from "./patterns.mjs"
import { refusals } from "./refusals.mjs"
import { rows } from "./rows.mjs"
import { windows } from "./windows.mjs"

const times = (n, f) => Array.from({ length: n }, (_, i) => f(i))

const row = n => times(n, i => `dense({ units: ${i + 10} })`).join(", ")

/** A tensor of a written shape: costs nothing but its own literal. */
const tensors = "declare const t: <const S extends readonly number[]>(shape: S) => SymbolicTensor<S>"

/** Ops, on tensors that were declared, as they come from other lines. */
const ops = 'import * as ops from "shapeproof/ops"'
const twoOf = (i, a, b) => `declare const a${i}: SymbolicTensor<${a}>, b${i}: SymbolicTensor<${b}>;`

/**
 * What each budget is measured on: `line(i)` is one use, of sizes that no other use has, so that nothing is cached.
 * `budget` is the most that one use may cost, in instantiations.
 */
export const programs = {
  "dense, in a chain": {
    budget: 115,
    before: "const x0 = input({ shape: [7, 12] })",
    line: i => `const x${i + 1} = dense({ units: ${i + 10} })(x${i})`,
    sizes: [100, 1000],
  },
  "dense, in sequential": {
    budget: 115,
    whole: n => `sequential(input({ shape: [7, 12] }), ${row(n)})`,
    sizes: [100, 500],
  },
  "dense, in sequential to 2000": {
    budget: 115,
    whole: n => `sequential(input({ shape: [7, 12] }), ${row(n)})`,
    sizes: [500, 2000],
  },
  "dense, in pipe": { budget: 115, whole: n => `input({ shape: [7, 12] }).pipe(${row(n)})`, sizes: [100, 500] },
  "lstm with states": {
    budget: 250,
    line: i => `lstm({ units: ${i + 10}, returnSequences: true, returnState: true })(input({ shape: [7, ${i + 11}] }))`,
  },
  "lstm with initialState": {
    budget: 600,
    before: 'declare const state: <const U extends number>(units: U) => SymbolicTensor<["B", U]>',
    line: i =>
      `lstm({ units: ${i + 10}, returnSequences: true })(input({ shape: [7, ${i + 11}] }), { initialState: [state(${i + 10}), state(${i + 10})] })`,
  },
  "bidirectional(lstm)": {
    budget: 500,
    line: i =>
      `bidirectional({ layer: lstm({ units: ${i + 10}, returnSequences: true }) })(input({ shape: [7, ${i + 11}] }))`,
  },
  "rnn(lstmCell)": {
    budget: 500,
    line: i => `rnn({ cell: lstmCell({ units: ${i + 10} }), returnSequences: true })(input({ shape: [7, ${i + 11}] }))`,
  },
  "rnn(stackedRNNCells), 2": {
    budget: 800,
    line: i =>
      `rnn({ cell: stackedRNNCells({ cells: [lstmCell({ units: ${i + 10} }), gruCell({ units: ${i + 110} })] }) })(input({ shape: [7, ${i + 11}] }))`,
  },
  convLstm2d: {
    budget: 900,
    line: i => `convLstm2d({ filters: ${i + 10}, kernelSize: 3 })(input({ shape: [5, ${i + 40}, ${i + 340}, 3] }))`,
  },
  "timeDistributed(dense)": {
    budget: 500,
    line: i => `timeDistributed({ layer: dense({ units: ${i + 10} }) })(input({ shape: [7, ${i + 11}] }))`,
  },
  "flatten, 4 axes": { budget: 900, line: i => `flatten()(input({ shape: [${i + 20}, ${i + 120}, 64] }))` },
  reshape: {
    budget: 1000,
    line: i => `reshape({ targetShape: [${i + 20}, ${i + 120}] })(input({ shape: [${i + 120}, ${i + 20}] }))`,
  },
  "reshape -1": {
    budget: 1500,
    line: i => `reshape({ targetShape: [${i + 20}, -1] })(input({ shape: [${i + 120}, ${i + 20}] }))`,
  },
  "concatenate, 2": {
    budget: 300,
    before: tensors,
    line: i => `concatenate()([t([7, ${i + 20}]), t([7, ${i + 120}])])`,
  },
  "add, 2": { budget: 100, before: tensors, line: i => `add()([t([7, ${i + 20}]), t([7, ${i + 20}])])` },
  "refused: dense": {
    budget: 200,
    before: tensors,
    line: i => `dense({ units: ${i + 10} })(t([${i + 20}]))`,
    errors: 1,
  },
  "refused: lstm behind lstm": {
    budget: 500,
    before: tensors,
    line: i => `lstm({ units: ${i + 10} })(t([${i + 20}, 7]))`,
    errors: 1,
  },
  "refused: concatenate": {
    budget: 900,
    before: tensors,
    line: i => `concatenate()([t([7, ${i + 20}]), t([8, ${i + 120}])])`,
    errors: 1,
  },
  "refused: add": {
    budget: 900,
    before: tensors,
    line: i => `add()([t([7, ${i + 20}]), t([7, ${i + 120}])])`,
    errors: 1,
  },
  predict: {
    budget: 900,
    before: `declare const net: Model<SymbolicTensor<["B", 7, 12]>, SymbolicTensor<["B", 5]>>\ndeclare const d: <const S extends readonly number[]>(shape: S) => Tensor<S>`,
    line: i => `net.predict(d([${i + 20}, 7, 12]))`,
  },
  ...patterns,
  "ops.add": {
    budget: 100,
    before: ops,
    line: i => `${twoOf(i, `[7, ${i + 20}]`, `[7, ${i + 20}]`)} ops.add(a${i}, b${i})`,
  },
  "ops.matMul": {
    budget: 120,
    before: ops,
    line: i => `${twoOf(i, `[7, ${i + 20}]`, `[${i + 20}, ${i + 200}]`)} ops.matMul(a${i}, b${i})`,
  },
  "ops.reshape": {
    budget: 1000,
    before: ops,
    line: i => `${twoOf(i, `[${i + 120}, ${i + 20}]`, "[]")} ops.reshape(a${i}, [${i + 20}, ${i + 120}])`,
  },
  "refused: ops.matMul": {
    budget: 500,
    before: ops,
    line: i => `${twoOf(i, `[7, ${i + 20}]`, `[${i + 21}, ${i + 200}]`)} ops.matMul(a${i}, b${i})`,
    errors: 1,
  },
  multiHeadAttention: {
    budget: 500,
    before: tensors,
    line: i =>
      `multiHeadAttention({ numHeads: 4, keyDim: ${i + 10} })([t([7, ${i + 20}, ${i + 120}]), t([7, 9, ${i + 120}])])`,
  },
  "einsumDense, 3 letters": {
    budget: 900,
    before: tensors,
    line: i =>
      `einsumDense({ equation: "abc,cd->abd", outputShape: [null, ${i + 10}] })(t([7, ${i + 20}, ${i + 120}]))`,
  },
  groupNormalization: {
    budget: 400,
    before: tensors,
    line: i => `groupNormalization({ groups: 4 })(t([7, ${i + 20}, ${4 * i + 40}]))`,
  },
  spectralNormalization: {
    budget: 300,
    before: tensors,
    line: i => `spectralNormalization({ layer: dense({ units: ${i + 10} }) })(t([7, ${i + 20}]))`,
  },
  normalization: { budget: 300, before: tensors, line: i => `normalization()(t([7, ${i + 20}]))` },
  ...windows,
  ...rows,
  ...refusals,
  ...arithmetic,
}

const head = names => `import { ${names} } from "shapeproof"\n`
const imports = [
  "adaptiveAveragePooling3d",
  "add",
  "bidirectional",
  "concatenate",
  "conv1dTranspose",
  "conv2d",
  "conv3d",
  "convLstm2d",
  "dense",
  "einsumDense",
  "flatten",
  "groupNormalization",
  "gruCell",
  "input",
  "layerNormalization",
  "lstm",
  "lstmCell",
  "maxPooling2d",
  "maxPooling3d",
  "type Model",
  "model",
  "multiHeadAttention",
  "normalization",
  "type Params",
  "prelu",
  "randomCrop",
  "reshape",
  "rmsNormalization",
  "rnn",
  "separableConv1d",
  "sequential",
  "spectralNormalization",
  "stackedRNNCells",
  "type SymbolicTensor",
  "type Tensor",
  "timeDistributed",
].join(", ")

/** The program with `n` uses. */
export const programOf = ({ before = "", line, whole, text }, n) =>
  text?.(n) ??
  `${head(imports)}${before}\n${whole ? `export const all = ${whole(n)}` : times(n, line).join("\n")}\nexport {}\n`
