import { dense, gruCell, input, lstmCell, type Params, stackedRNNCells, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const cell = stackedRNNCells({ cells: [lstmCell({ units: 32 }), gruCell({ units: 8 })] })
expectType<6768>({} as Params<typeof cell, ["B", 12]>)

// The last cell's output, and the states of all, in the order of the cells
const [output, h, c, state] = cell(input({ shape: [12] }))
expectType<SymbolicTensor<["B", 8]>>(output)
expectType<SymbolicTensor<["B", 32]>>(h)
expectType<SymbolicTensor<["B", 32]>>(c)
expectType<SymbolicTensor<["B", 8]>>(state)
cell(input({ shape: [12] }), { initialState: [h, c, state] })

// Refusals
// @ts-expect-error stackedRNNCells(lstmCell(32), gruCell(8)): initialState cells[1] h must be [B, 8], got [B, 32]; the layer that gives the states needs the same units
cell(input({ shape: [12] }), { initialState: [h, c, c] })
// @ts-expect-error stackedRNNCells(lstmCell(32), gruCell(8)) takes 3 states [cells[0] h, cells[0] c, cells[1] h], got 2
cell(input({ shape: [12] }), { initialState: [h, c] })
// @ts-expect-error in stackedRNNCells, cells[0]: lstmCell(32) takes one step [batch, features], got [B, 7, 12]; rnn({ cell }) runs it over the time axis
cell(input({ shape: [7, 12] }))
// @ts-expect-error cells must be a list of one cell or more, such as lstmCell({ units })
stackedRNNCells({ cells: [lstmCell({ units: 32 }), dense({ units: 8 })] })
