/** TypeScript for the cases: shapes as types, options as literals, inner layers as calls. */
import { isLayer } from "../../src/core/instance.js"
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type Found, kindOf, kindsIn, type Options } from "./find.js"

/** `7`, `"T"`, `number` */
export const dimType = (dim: RuntimeDim): string =>
  dim === null ? "number"
  : typeof dim === "string" ? JSON.stringify(dim)
  : String(dim)

/** `["B", 7, number]` */
export const shapeType = (shape: RuntimeShape): string => `[${shape.map(dimType).join(", ")}]`

/** How one value is written. The default writes it as a literal. */
export type Writer = (value: unknown, option: string, found: Found) => string | undefined
const literally: Writer = () => undefined

/** A value as TypeScript writes it. */
export const valueText = (
  value: unknown,
  option: string,
  found: Found,
  all: readonly Found[],
  writer: Writer = literally,
): string => {
  if (isLayer(value)) {
    const inner = kindOf(value, all)
    return callText(inner, value.options, all, writer)
  }
  return (
    writer(value, option, found) ??
    (Array.isArray(value) ? `[${value.map(element => valueText(element, option, found, all)).join(", ")}]`
    : typeof value === "object" && value !== null ?
      `{ ${Object.entries(value)
        .map(([key, own]) => `${key}: ${valueText(own, key, found, all)}`)
        .join(", ")} }`
    : typeof value === "string" ? JSON.stringify(value)
    : String(value))
  )
}

/** `lstm({ units: 4, returnState: true })` */
export const callText = (found: Found, options: Options, all: readonly Found[], writer?: Writer): string => {
  const entries = Object.entries(options).map(([key, value]) => `${key}: ${valueText(value, key, found, all, writer)}`)
  return entries.length === 0 ? `${found.name}()` : `${found.name}({ ${entries.join(", ")} })`
}

/** What every program begins with. */
export const head = (found: Found, all: readonly Found[]): readonly string[] => [
  kindsIn(found, all)
    .map(({ name, from }) => `import { ${name} } from "${from}"`)
    .join("; "),
  `import type { IntTensor, Params, StringTensor, SymbolicIntTensor, SymbolicStringTensor, SymbolicTensor, Tensor } from "shapeproof"`,
  `import type { rule } from "../src/core/layer.js"`,
  `import type { countOf } from "../types/rule.js"`,
]

/** The tensors that cases are made with, and the tensor of float32 of the same kind. */
export const tensorKinds = {
  SymbolicTensor: "SymbolicTensor",
  SymbolicIntTensor: "SymbolicTensor",
  SymbolicStringTensor: "SymbolicTensor",
  Tensor: "Tensor",
  IntTensor: "Tensor",
  StringTensor: "Tensor",
} as const
export type TensorKind = keyof typeof tensorKinds
/** The tensor of int32 of the same kind. */
export const integerKinds = {
  SymbolicTensor: "SymbolicIntTensor",
  SymbolicIntTensor: "SymbolicIntTensor",
  SymbolicStringTensor: "SymbolicIntTensor",
  Tensor: "IntTensor",
  IntTensor: "IntTensor",
  StringTensor: "IntTensor",
} as const
/** Those of a layer that takes text, and of one that takes numbers: first the one that most cases are made with. */
export const kindsFor = (takes: "either" | "numbers" | "text" = "numbers"): readonly TensorKind[] =>
  takes === "text" ?
    ["SymbolicStringTensor", "StringTensor"]
  : ["SymbolicTensor", "Tensor", "Tensor", "SymbolicIntTensor", "IntTensor"]

/** The tensors of a call: `x` or `[x, y]`, and the states. */
export const argumentText = (
  found: Found,
  inputs: readonly string[],
  states: readonly string[] | undefined,
): string => {
  const x = found.spec.list ? `[${inputs.join(", ")}]` : (inputs[0] ?? "")
  return states ? `${x}, { initialState: [${states.join(", ")}] }` : x
}
