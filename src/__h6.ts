import type { SymbolicTensor } from "./core/tensor.js"
import type { Dim } from "../types/dim.js"
import { dense } from "./layers/dense.js"
import { dot, type DotOptions } from "./layers/dot.js"
import { softmax } from "./layers/softmax.js"
export const pre = <I extends [Dim, ...Dim[]], D extends Dim>(x: SymbolicTensor<[...I, D]>) => dense({ units: 5 })(x)
declare const x: SymbolicTensor<["B", 7, 12]>
export const p: never = pre(x)
export const q: never = softmax({ axis: [1, 1.5] })
export const r: never = dot({ axes: [1, 0] })
export const r2: never = dot({ axes: [-1, 2] })
