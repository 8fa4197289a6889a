import { input } from "./core/input.js"
import type { SymbolicTensor, AnyTensor } from "./core/tensor.js"
import type { Dim } from "../types/dim.js"
import { add } from "./layers/add.js"
import { concatenate } from "./layers/concatenate.js"
import { dense } from "./layers/dense.js"
import { dot } from "./layers/dot.js"
import { flatten } from "./layers/flatten.js"
import { permute } from "./layers/permute.js"
import { repeatVector } from "./layers/repeatVector.js"
import { reshape } from "./layers/reshape.js"
import { softmax } from "./layers/softmax.js"
import { activation } from "./layers/activation.js"
import { multiply } from "./layers/multiply.js"
import { average } from "./layers/average.js"
type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false
declare function is<B>(): <A>(a: A, ok: Eq<A, B>) => void
type G<S> = SymbolicTensor<S>
const x = input({ shape: [7, 12] })
const xt = input({ shape: ["T", 12] })
const ids = input({ shape: [7, 12], dtype: "int32" })
declare const n: number
declare const dyn: G<["B", number, 12]>
declare const any: AnyTensor
declare const un: G<readonly Dim[]>
declare const uni: G<["B", 5]> | G<["B", 7, 5]>
is<G<["B", 7, 24]>>()(concatenate()([x, x]), true)
is<G<["B", "T+7", 12]>>()(concatenate({ axis: 1 })([x, xt]), true)
is<G<["B", "T+7", 12]>>()(concatenate({ axis: -2 })([x, xt]), true)
is<G<["B", 7, number]>>()(concatenate()([x, x] as G<["B", 7, 12]>[]), true)
is<G<["B", 7, 24]>>()(concatenate()([dyn, x]), true)
is<G<[number, number, number]>>()(concatenate({ axis: n })([dyn, x]), true)
is<G<readonly Dim[]>>()(concatenate()([un, x]), true)
is<G<["2*B", 7, 12]>>()(concatenate({ axis: 0 })([x, x]), true)
is<G<["B", 7, 36]>>()(concatenate()([x, x, x]), true)
is<G<["B", 7, 12]>>()(concatenate()([x]), true)
is<G<["B", 84]>>()(flatten()(x), true)
is<G<["B", "12*T"]>>()(flatten()(xt), true)
is<G<["B", number]>>()(flatten()(dyn), true)
is<G<["B", 5] | ["B", 35]>>()(flatten()(uni), true)
flatten()(ids)
is<G<["B", 4, 21]>>()(reshape({ targetShape: [4, 21] })(x), true)
is<G<["B", 4, 21]>>()(reshape({ targetShape: [4, -1] })(x), true)
is<G<["B", "T", 3, 4]>>()(reshape({ targetShape: ["T", 3, 4] })(xt), true)
is<G<["B", "2*T", 6]>>()(reshape({ targetShape: [-1, 6] })(xt), true)
is<G<["B", number, 5]>>()(reshape({ targetShape: [-1, 5] })(xt), true)
is<G<["B", number, 5]>>()(reshape({ targetShape: [-1, 5] })(dyn), true)
is<G<["B", 3, 5]>>()(reshape({ targetShape: [3, 5] })(dyn), true)
is<G<["B", number, 12]>>()(reshape({ targetShape: ["S", 12] })(x), true)
is<G<["B", number, 12]>>()(reshape({ targetShape: [n, 12] })(x), true)
is<G<["B", 12, 7]>>()(permute({ dims: [2, 1] })(x), true)
is<G<["B", number, number]>>()(permute({ dims: [n, n] })(x), true)
is<G<["B", 3, "T"]>>()(repeatVector({ n: 3 })(input({ shape: ["T"] })), true)
is<G<["B", 7, 12]>>()(softmax({ axis: [1, 2] })(x), true)
is<G<["B", 7, 12]>>()(activation({ activation: "relu" })(x), true)
is<G<["B", 7, 12]>>()(multiply()([x, input({ shape: [12] })]), true)
is<G<["B", 7, "T"]>>()(dot({ axes: 2 })([x, xt]), true)
is<G<["B", 7, "T"]>>()(dot({ axes: [-1, 2] })([x, xt]), true)
is<G<["B", 1]>>()(dot({ axes: -1 })([input({ shape: [5] }), input({ shape: [5] })]), true)
is<G<["B", 7]>>()(dot({ axes: [2, 1] })([x, input({ shape: [12] })]), true)
// errors
concatenate()([x, input({ shape: [6, 12] })])
concatenate()([x, x, input({ shape: [12] })])
concatenate({ axis: 3 })([x, x])
concatenate({ axis: -4 })([x, x])
concatenate({ axis: 1.5 })
concatenate()([])
concatenate()(x)
concatenate({ axis: 1 })([x, input({ shape: ["T", 11] })])
reshape({ targetShape: [4, 20] })(x)
reshape({ targetShape: [5, -1] })(x)
reshape({ targetShape: [-1, 6, -1] })
reshape({ targetShape: [0, 6] })
reshape({ targetShape: [-2, 6] })
reshape({ targetShape: ["T", "S", 6] })
reshape({ targetShape: ["T", 6] })(xt)
permute({ dims: [2, 2] })
permute({ dims: [1, 3] })
permute({ dims: [2, 1] })(input({ shape: [3] }))
repeatVector({ n: 3 })(x)
repeatVector({ n: 0 })
softmax({ axis: 3 })(x)
softmax({ axis: [1, -4] })(x)
softmax({ axis: [1, 1.5] })
dot({ axes: 0 })
dot({ axes: [1, 2, 3] })
dot({ axes: [1, 0] })
dot({ axes: 2 })([x, input({ shape: [5, 13] })])
dot({ axes: -3 })([x, x])
dot({ axes: 3 })([x, x])
dot({ axes: 1 })([x, x, x])
dot({ axes: [1, 2] })([x, input({ shape: [9] })])
activation({ activation: "rleu" })
add()([x, input({ shape: [6, 12] })])
// generic
export const block = <B extends Dim, T extends Dim, D extends number>(x: G<[B, T, 64]>, y: G<[B, T, D]>) => {
  const a = concatenate()([x, x])
  const b = concatenate()([x, y])
  const c = flatten()(x)
  const d = softmax()(dot({ axes: 2 })([x, x]))
  const e = permute({ dims: [2, 1] })(y)
  const f = add()([x, dense({ units: 64 })(b)])
  const g = concatenate({ axis: 1 })([x, x])
  const h = dot({ axes: [2, 1] })([d, y])
  return { a, b, c, d, e, f, g, h }
}
const r = block(x as never as G<["B", 7, 64]>, input({ shape: [7, 5] }))
is<G<["B", 7, 128]>>()(r.a, true)
is<G<["B", 7, 69]>>()(r.b, true)
is<G<["B", 448]>>()(r.c, true)
is<G<["B", 7, 7]>>()(r.d, true)
is<G<["B", 5, 7]>>()(r.e, true)
is<G<["B", 7, 64]>>()(r.f, true)
is<G<["B", 14, 64]>>()(r.g, true)
is<G<["B", 7, 5]>>()(r.h, true)
export const pre = <I extends readonly [Dim, ...Dim[]], D extends Dim>(x: G<[...I, D]>) => softmax()(concatenate()([x, x]))
const p = pre(x)
is<G<["B", 7, 24]>>()(p, true)
softmax()(any); flatten()(any); reshape({ targetShape: [3] })(any); permute({ dims: [1] })(any); repeatVector({ n: 4 })(any); concatenate()([any]); dot({ axes: 1 })([any, any])
