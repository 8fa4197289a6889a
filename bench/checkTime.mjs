/**
 * How long a program with a small model takes to check, beside the same program against tfjs's own types: parsing and checking
 * of everything but the standard library, on 5.9, both in turn in one process.
 */
import { mkdirSync, writeFileSync } from "node:fs"

const programs = {
  ours: `import { dense, input, lstm, model } from "shapeproof"

const x = input({ shape: [7, 12] })
const sequence = lstm({ units: 9, returnSequences: true })(x)
const last = lstm({ units: 8 })(sequence)
export const net = model({ inputs: x, outputs: dense({ units: 5, activation: "softmax" })(last) })
`,
  tfjs: `import * as tf from "@tensorflow/tfjs"

const x = tf.input({ shape: [7, 12] })
const sequence = tf.layers.lstm({ units: 9, returnSequences: true }).apply(x)
const last = tf.layers.lstm({ units: 8 }).apply(sequence)
const y = tf.layers.dense({ units: 5, activation: "softmax" }).apply(last)
export const net = tf.model({ inputs: x, outputs: y as tf.SymbolicTensor })
`,
}

const runs = 9
const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]

/** The medians, in milliseconds. */
export const checkTimes = (ts, folder) => {
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
    noEmit: true,
    skipLibCheck: true,
  }
  const standard = new Map()
  const check = file => {
    const host = ts.createCompilerHost(options)
    const read = host.getSourceFile
    host.getSourceFile = (name, ...rest) => {
      if (!/typescript59\/lib\/lib\./.test(name)) return read(name, ...rest)
      if (!standard.has(name)) standard.set(name, read(name, ...rest))
      return standard.get(name)
    }
    const start = performance.now()
    const program = ts.createProgram([file], options, host)
    const errors = ts.getPreEmitDiagnostics(program)
    const time = performance.now() - start
    if (errors.length > 0) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(errors[0].messageText, "\n")}`)
    return time
  }
  mkdirSync(folder, { recursive: true })
  const files = Object.entries(programs).map(([name, text]) => {
    const file = `${folder}${name}.ts`
    writeFileSync(file, text)
    return [name, file]
  })
  for (const [, file] of files) check(file)
  const times = { ours: [], tfjs: [] }
  for (let run = 0; run < runs; run++) for (const [name, file] of files) times[name].push(check(file))
  return { ours: median(times.ours), tfjs: median(times.tfjs) }
}
