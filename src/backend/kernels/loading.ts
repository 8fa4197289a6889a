/** Compiled kernels, working in the memory of tfjs's wasm backend, so that no tensor is copied. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"

/** A function of the kernels: numbers and addresses to a number or an address. */
export type Kernel = (...values: number[]) => number

/** A module as scripts/build-kernels.mjs writes it, in base64. */
export interface Builds {
  /** For every platform with SIMD. */
  readonly plain: string
  /** For those that multiply and add in one instruction. */
  readonly relaxed: string
}

const decoded = (base64: string) => Uint8Array.from(atob(base64), character => character.charCodeAt(0))

/** Of which later compilers say what kind of buffer is behind them, and TypeScript 5.4 cannot. */
export type Bytes = ReturnType<typeof decoded>

/** The first build that the platform takes: undefined where it has no SIMD at all. */
export const buildFor = ({ relaxed, plain }: Builds, validate: (bytes: Bytes) => boolean): Bytes | undefined =>
  [relaxed, plain].map(decoded).find(validate)

/** One of the functions that a module exports. */
export const kernelOf = (exports: WebAssembly.Exports, name: string): Kernel => {
  const found: unknown = exports[name]
  if (typeof found !== "function") throw new Error(`shapeproof: the kernels have no function ${name}`)
  // An address above 2 GB comes back as a negative number.
  return (...values) => Number(found(...values)) >>> 0
}

/** Makes kernels work in a memory, and gives each by its name; undefined where the platform cannot. */
export const kernelsIn = async (
  builds: Builds,
  memory: WebAssembly.Memory,
): Promise<((name: string) => Kernel) | undefined> => {
  const bytes = buildFor(builds, WebAssembly.validate)
  if (bytes === undefined) return undefined
  try {
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
    return name => kernelOf(instance.exports, name)
  } catch (error) {
    // A memory shared with threads takes other kernels than these.
    if (error instanceof WebAssembly.LinkError) return undefined
    throw error
  }
}

/** The memory that tensors of a backend lie in. */
export const memoryOf = (backend: BackendWasm): WebAssembly.Memory | undefined => {
  const compiled: unknown = Reflect.get(backend.wasm, "asm")
  const memory: unknown =
    typeof compiled === "object" && compiled !== null ? Reflect.get(compiled, "memory") : undefined
  return memory instanceof WebAssembly.Memory ? memory : undefined
}
