/** What is not known is wide, not wrong; what is known beside it stays checked. */
import { add, dense, input, lstm, model, options, type SymbolicTensor, type Tensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })

// An option that is a number, and null for an axis
declare const units: number
expectType<SymbolicTensor<["B", 7, number]>>(dense({ units })(x))
expectType<SymbolicTensor<["B", number, 4]>>(dense({ units: 4 })(input({ shape: [null, 12] })))

// The known axes beside it stay checked
// @ts-expect-error add: element 1 is [B, 6, 12], but [B, 7, ?] came before it; axis 1 (6) must be the same, or 1
add()([dense({ units })(x), input({ shape: [6, 12] })])

// A tensor that is any gives a tensor, of a rank that nobody knows
declare const anything: any
const behind = dense({ units: 4 })(anything)
// @ts-expect-error Property 'shapes' does not exist on type
behind.shapes
const again = lstm({ units: 4 })(behind)
// @ts-expect-error Property 'shapes' does not exist on type
again.shapes

// A model of it gives the tensors of its outputs
const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })
expectType<SymbolicTensor<["B", 7, 5]> | Tensor<["B", 7, 5]>>(net(anything))
expectType<Tensor<["B", 7, 5]>>(net.predict(anything))
const two = model({ inputs: [x, x], outputs: { same: x, wide: net(x) } })
expectType<SymbolicTensor<["B", 7, 12]> | Tensor<["B", 7, 12]>>(two([anything, x]).same)

// Data from elsewhere, whose rank the compiler does not know
declare const loaded: Tensor<number[]>
lstm({ units: 4 })(dense({ units: 4 })(loaded))

// A union of shapes gives a union of shapes
declare const either: SymbolicTensor<["B", 12] | ["B", 7, 12]>
expectType<SymbolicTensor<["B", 4] | ["B", 7, 4]>>(dense({ units: 4 })(either))

// A flag that is only a boolean gives both
declare const flag: boolean
expectType<SymbolicTensor<["B", 4] | ["B", 7, 4]>>(lstm({ units: 4, returnSequences: flag })(x))

// A config that stands apart: number by itself, and a literal with options() or as const
const wide = { units: 4 }
const kept = options({ units: 4, returnSequences: true })
expectType<SymbolicTensor<["B", 7, number]>>(dense(wide)(x))
expectType<SymbolicTensor<["B", 7, 4]>>(lstm(kept)(x))
class Setting {
  readonly units = 4
  readonly layer = options({ units: 5 })
}
const setting = new Setting()
expectType<SymbolicTensor<["B", 7, 4]>>(dense({ units: setting.units })(x))
expectType<SymbolicTensor<["B", 7, 5]>>(dense(setting.layer)(x))
