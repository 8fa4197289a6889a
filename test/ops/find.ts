/** Every op of the library, found by what it is: a function with an `op`. */
import type { OpKind } from "../../src/core/op.js"
import type { ErasedOp } from "../../src/core/opSpec.js"

export interface FoundOp {
  readonly name: string
  readonly spec: ErasedOp
  call(...given: readonly unknown[]): unknown
}

const isOp = (value: unknown): value is OpKind & ((...given: readonly unknown[]) => unknown) =>
  typeof value === "function" && "op" in value

export const opsIn = (modules: Readonly<Record<string, object>>): readonly FoundOp[] =>
  Object.values(modules)
    .flatMap(module => Object.entries(module))
    .flatMap(([name, value]: [string, unknown]) => (isOp(value) ? [{ name, spec: value.op, call: value }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
