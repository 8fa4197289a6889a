/** What calls cost that are refused: users live in them. `t` gives a tensor of a written shape. */
const tensors = "declare const t: <const S extends readonly (number | string)[]>(shape: S) => SymbolicTensor<S>"
const state = 'declare const state: <const U extends number>(units: U) => SymbolicTensor<["B", U]>'
const net = 'declare const net: Model<SymbolicTensor<["B", 7, 12]>, SymbolicTensor<["B", 5]>>'
const refused = (budget, line, before = "") => ({ budget, before: `${tensors}\n${before}`, line, errors: 1 })

export const refusals = {
  "refused: an option": refused(50, i => `dense({ units: -${i + 10} })`),
  "refused: initialState": refused(
    750,
    i => `lstm({ units: ${i + 10} })(t(["B", 7, ${i + 11}]), { initialState: [state(${i + 10}), state(${i + 11})] })`,
    state,
  ),
  "refused: in bidirectional": refused(
    500,
    i => `bidirectional({ layer: lstm({ units: ${i + 10} }) })(t([${i + 20}, 7]))`,
  ),
  "refused: in timeDistributed": refused(
    500,
    i => `timeDistributed({ layer: lstm({ units: ${i + 10} }) })(t(["B", ${i + 20}, 7]))`,
  ),
  "refused: reshape": refused(
    1500,
    i => `reshape({ targetShape: [${i + 20}, ${i + 121}] })(t(["B", ${i + 120}, ${i + 20}]))`,
  ),
  "refused: reshape -1": refused(2000, i => `reshape({ targetShape: [${i + 20}, -1] })(t(["B", ${i + 169}, 7]))`),
  "refused: in sequential": refused(
    600,
    i => `sequential(t(["B", ${i + 20}, 7]), lstm({ units: ${i + 10} }), lstm({ units: ${i + 11} }))`,
  ),
  "refused: in pipe": refused(
    600,
    i => `t(["B", ${i + 20}, 7]).pipe(lstm({ units: ${i + 10} }), lstm({ units: ${i + 11} }))`,
  ),
  "refused: a row called": refused(
    600,
    i => `row(t([${i + 20}, 7, 9, 10]))`,
    "const row = sequential(dense({ units: 9 }), lstm({ units: 11 }))",
  ),
  "refused: a model called": refused(500, i => `net(t(["B", ${i + 20}, 12]))`, net),
  "refused: predict": refused(
    500,
    i => `net.predict(d([${i + 20}, 8, 12]))`,
    `${net}\ndeclare const d: <const S extends readonly number[]>(shape: S) => Tensor<S>`,
  ),
  "refused: layerNormalization": refused(300, i => `layerNormalization()(t(["B", ${i + 20}, "T"]))`),
}
