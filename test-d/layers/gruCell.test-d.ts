import { type GRUCell, gruCell, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const cell = gruCell({ units: 4 })
expectType<GRUCell<4>>(cell)
expectType<216>({} as Params<typeof cell, ["B", 12]>)
const before = gruCell({ units: 4, resetAfter: false })
expectType<204>({} as Params<typeof before, ["B", 12]>)

const [output, h] = cell(input({ shape: [12] }))
expectType<SymbolicTensor<["B", 4]>>(output)
expectType<SymbolicTensor<["B", 4]>>(h)

// @ts-expect-error gruCell(4) takes one step [batch, features], got [B, 7, 5, 12]
cell(input({ shape: [7, 5, 12] }))
