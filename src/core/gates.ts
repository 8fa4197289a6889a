/** How many weights the recurrent layers and cells have. */
import { product, type RuntimeDim, sum } from "../ops/dim.js"
import { lastOf, type RuntimeShape } from "../ops/shape.js"

/** For each gate a kernel for the input, one for the state, and `biases` times a bias. */
export type gateCount<gates, In, units, biases> = product<gates, product<units, sum<sum<lastOf<In>, units>, biases>>>
export const gateCount = (gates: number, input: RuntimeShape, units: number, biases: number): RuntimeDim =>
  product(gates, product(units, sum(sum(lastOf(input), units), biases)))

export type biasOf<bias> = bias extends false ? 0 : 1
export const biasOf = ({ useBias }: { readonly useBias?: boolean }) => (useBias === false ? 0 : 1)

/** A GRU has one bias more when the reset comes after the product. */
export type gruBiasesOf<bias, reset> =
  bias extends false ? 0
  : reset extends false ? 1
  : 2
export const gruBiasesOf = ({ useBias, resetAfter }: { readonly useBias?: boolean; readonly resetAfter?: boolean }) =>
  useBias === false ? 0
  : resetAfter === false ? 1
  : 2
