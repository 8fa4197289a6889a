/** The compiled kernels, working in the memory of tfjs's wasm backend, so that no tensor is copied. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { plain, relaxed } from "./sequence.wasm.js"

/** A function of the kernels: numbers and addresses to a number or an address. */
type Kernel = (...values: number[]) => number

const names = [
  "prepare",
  "layRecord",
  "layForward",
  "layBackward",
  "layInput",
  "forward",
  "backward",
  "inputGradient",
  "activateAll",
  "pack",
  "multiply",
] as const

export type Kernels = Record<(typeof names)[number], Kernel>

const decoded = (base64: string) => Uint8Array.from(atob(base64), character => character.charCodeAt(0))

/** Of which later compilers say what kind of buffer is behind them, and TypeScript 5.4 cannot. */
type Bytes = ReturnType<typeof decoded>

/** The first build that the platform takes: undefined where it has no SIMD at all. */
export const buildFor = (validate: (bytes: Bytes) => boolean): Bytes | undefined =>
  [relaxed, plain].map(decoded).find(validate)

const importSection = 2
const unshared = [0x02, 0x00, 0x01]
const shared = [0x02, 0x03, 0x01, 0x80, 0x80, 0x04]

/** The same module for a memory shared with other threads: WebAssembly has it in the type of what is imported. */
export const sharing = (bytes: Uint8Array): Bytes => {
  let start = 8
  while (bytes[start] !== importSection) start += 2 + (bytes[start + 1] ?? 0)
  const end = start + 2 + (bytes[start + 1] ?? 0)
  const kind = bytes.slice(end - unshared.length, end)
  if (kind.join() !== unshared.join()) throw new Error("shapeproof: the kernels import another memory than expected")
  const out = Uint8Array.from([...bytes.slice(0, end - unshared.length), ...shared, ...bytes.slice(end)])
  out[start + 1] = (bytes[start + 1] ?? 0) + shared.length - unshared.length
  return out
}

const kernelOf = (exports: WebAssembly.Exports, name: string): Kernel => {
  const found: unknown = exports[name]
  if (typeof found !== "function") throw new Error(`shapeproof: the kernels have no function ${name}`)
  // An address above 2 GB comes back as a negative number.
  return (...values) => Number(found(...values)) >>> 0
}

/** Makes the kernels work in a memory; undefined where the platform cannot. */
export const kernelsIn = async (memory: WebAssembly.Memory): Promise<Kernels | undefined> => {
  const bytes = buildFor(WebAssembly.validate)
  if (bytes === undefined) return undefined
  try {
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
    const get = (name: (typeof names)[number]) => kernelOf(instance.exports, name)
    return {
      prepare: get("prepare"),
      layRecord: get("layRecord"),
      layForward: get("layForward"),
      layBackward: get("layBackward"),
      layInput: get("layInput"),
      forward: get("forward"),
      backward: get("backward"),
      inputGradient: get("inputGradient"),
      activateAll: get("activateAll"),
      pack: get("pack"),
      multiply: get("multiply"),
    }
  } catch (error) {
    // A memory shared with threads takes other kernels than these.
    if (error instanceof WebAssembly.LinkError) return undefined
    throw error
  }
}

const loaded = new WeakMap<object, Kernels>()

const memoryOf = (backend: BackendWasm): WebAssembly.Memory | undefined => {
  const compiled: unknown = Reflect.get(backend.wasm, "asm")
  const memory: unknown =
    typeof compiled === "object" && compiled !== null ? Reflect.get(compiled, "memory") : undefined
  return memory instanceof WebAssembly.Memory ? memory : undefined
}

/** Gets the kernels ready for a backend. Compiling is asynchronous: browsers refuse large modules otherwise. */
export const loadKernels = async (backend: BackendWasm): Promise<void> => {
  const memory = memoryOf(backend)
  const kernels = memory === undefined || loaded.has(backend) ? undefined : await kernelsIn(memory)
  if (kernels !== undefined) loaded.set(backend, kernels)
}

export const kernelsOf = (backend: object): Kernels | undefined => loaded.get(backend)
