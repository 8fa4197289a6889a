/** What there is to do, as the attributes of a kernel say it. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { asWasm } from "../wasm.js"
import { type Kernels, kernelsOf } from "./module.js"

/** The options of the kernels, one bit each. */
export const options = { backwards: 1, sequences: 2, zeroOutput: 4, masked: 8, dropped: 16, keeps: 32 }

export interface Sizes {
  readonly batch: number
  readonly steps: number
  readonly features: number
  readonly units: number
  readonly kind: number
  readonly gates: number
  readonly has: (option: number) => boolean
  /** What `prepare` takes, for so many samples. */
  readonly prepared: (samples: number) => number[]
}

export interface Work {
  readonly wasm: BackendWasm
  readonly kernels: Kernels
  readonly sizes: Sizes
}

const gatesOf = (kind: number) => [1, 4, 3, 3][kind] ?? 0

const number = (attrs: tf.NamedAttrMap | undefined, name: string) => Number(attrs?.[name])

const sizesOf = (attrs: tf.NamedAttrMap | undefined): Sizes => {
  const [kind, steps, batch] = [number(attrs, "kind"), number(attrs, "steps"), number(attrs, "batch")]
  const [features, units, bits] = [number(attrs, "features"), number(attrs, "units"), number(attrs, "options")]
  const activations = [number(attrs, "activation"), number(attrs, "recurrentActivation")]
  return {
    batch,
    steps,
    features,
    units,
    kind,
    gates: gatesOf(kind),
    has: option => (bits & option) !== 0,
    prepared: samples => [kind, steps, samples, features, units, ...activations, bits],
  }
}

export const workOf = (backend: object, attrs: tf.NamedAttrMap | undefined): Work => {
  const wasm = asWasm(backend)
  const kernels = kernelsOf(wasm)
  if (kernels === undefined) throw new Error("shapeproof: the kernels for sequences are not loaded")
  return { wasm, kernels, sizes: sizesOf(attrs) }
}
