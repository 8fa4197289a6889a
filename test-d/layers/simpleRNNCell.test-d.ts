import { input, type Params, type SimpleRNNCell, simpleRNNCell, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const cell = simpleRNNCell({ units: 4 })
expectType<SimpleRNNCell<4>>(cell)
expectType<68>({} as Params<typeof cell, ["B", 12]>)

const [output, h] = cell(input({ shape: [12] }))
expectType<SymbolicTensor<["B", 4]>>(output)

const [, other] = simpleRNNCell({ units: 5 })(input({ shape: [12] }))
cell(input({ shape: [12] }), { initialState: [h] })
// @ts-expect-error simpleRNNCell(4): initialState h must be [B, 4], got [B, 5]; the layer that gives the states needs the same units
cell(input({ shape: [12] }), { initialState: [other] })
