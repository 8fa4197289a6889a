/** What rows of layers, blocks inside blocks and counting weights cost; and the import of the library alone. */
const times = (n, f) => Array.from({ length: n }, (_, i) => f(i)).join(", ")
const dense = i => `dense({ units: ${i + 10} })`
const first = "input({ shape: [7, 12] })"
const counted = n => `{} as unknown as Params<typeof net>\nconst net = sequential(${first}, ${times(n, dense)})`

export const rows = {
  "dense, in pipe to 2000": { budget: 115, whole: n => `${first}.pipe(${times(n, dense)})`, sizes: [500, 2000] },
  "sequential of 2 in sequential": {
    budget: 330,
    whole: n => `sequential(${first}, ${times(n, i => `sequential(${dense(2 * i)}, ${dense(2 * i + 1)})`)})`,
    sizes: [100, 500],
  },
  "model of 1 in model": {
    budget: 400,
    before: `const x0 = ${first}\nconst net0 = model({ inputs: x0, outputs: dense({ units: 9 })(x0) })`,
    line: i =>
      `const x${i + 1} = ${first}, net${i + 1} = model({ inputs: x${i + 1}, outputs: ${dense(i)}(net${i}(x${i + 1})) })`,
    sizes: [100, 500],
  },
  "Params, dense in a chain": {
    budget: 700,
    before: `const x0 = ${first}`,
    line: i =>
      `const d${i} = ${dense(i)}, x${i + 1} = d${i}(x${i}); export type Count${i} = Params<typeof d${i}, typeof x${i}.shape>`,
    sizes: [100, 500],
  },
  "Params, dense in sequential": { budget: 1000, whole: counted, sizes: [100, 500] },
  "the library imported": {
    budget: 1000,
    text: n =>
      n === 0 ? "export {}\n" : (
        'import * as library from "shapeproof"\nimport * as ops from "shapeproof/ops"\nexport const all = { ...library, ...ops }\n'
      ),
    sizes: [0, 1],
  },
}
