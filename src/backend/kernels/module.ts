/** The kernels for whole sequences. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { type Bytes, type Kernel, kernelsIn, memoryOf } from "./loading.js"
import * as builds from "./sequence.wasm.js"

export interface Kernels {
  readonly prepare: Kernel
  readonly layRecord: Kernel
  readonly layForward: Kernel
  readonly layBackward: Kernel
  readonly layInput: Kernel
  readonly forward: Kernel
  readonly backward: Kernel
  readonly inputGradient: Kernel
  readonly activateAll: Kernel
  readonly pack: Kernel
  readonly multiply: Kernel
}

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

const loaded = new WeakMap<object, Kernels>()

/** Gets the kernels ready for a backend. Compiling is asynchronous: browsers refuse large modules otherwise. */
export const loadKernels = async (backend: BackendWasm): Promise<void> => {
  const memory = memoryOf(backend)
  const kernel = memory === undefined || loaded.has(backend) ? undefined : await kernelsIn(builds, memory)
  if (kernel === undefined) return
  loaded.set(backend, {
    prepare: kernel("prepare"),
    layRecord: kernel("layRecord"),
    layForward: kernel("layForward"),
    layBackward: kernel("layBackward"),
    layInput: kernel("layInput"),
    forward: kernel("forward"),
    backward: kernel("backward"),
    inputGradient: kernel("inputGradient"),
    activateAll: kernel("activateAll"),
    pack: kernel("pack"),
    multiply: kernel("multiply"),
  })
}

export const kernelsOf = (backend: object): Kernels | undefined => loaded.get(backend)
