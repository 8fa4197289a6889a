/**
 * Another thread of Node that runs the kernels in a memory of its own. The samples of a batch do not depend on each
 * other, so that a helper takes some of them through the whole sequence and nobody waits for anybody between.
 */
import { buildFor } from "./loading.js"
import { type Kernels, sharing } from "./module.js"
import * as builds from "./sequence.wasm.js"

const pageBytes = 65536
const mostPages = 32768

/** Runs lists of calls: each the name of a kernel by its place in the list of names, how many arguments, and those. */
const program = `
const { names, bytes, memory, control } = require("node:worker_threads").workerData
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
let turn = 0
Atomics.store(control, 2, 1)
for (;;) {
  Atomics.wait(control, 0, turn)
  turn = Atomics.load(control, 0)
  for (let place = 4; control[place] >= 0; ) {
    const name = names[control[place++]]
    const count = control[place++]
    exports[name](...control.subarray(place, (place += count)))
  }
  Atomics.store(control, 1, turn)
  Atomics.notify(control, 1)
}
`

type Name = keyof Kernels
export type Call = readonly [Name, ...number[]]

interface Block {
  readonly start: number
  readonly end: number
  /** False once nobody needs it. */
  readonly isNeeded: () => boolean
}

const names = ["prepare", "layRecord", "layForward", "layBackward", "layInput", "forward", "backward", "inputGradient"]

export class Helper {
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })
  readonly #control = new Int32Array(new SharedArrayBuffer(1024))
  #blocks: Block[] = []
  #turn = 0

  constructor(threads: typeof import("node:worker_threads"), bytes: Uint8Array) {
    const workerData = { names, bytes, memory: this.#memory, control: this.#control }
    const worker = new threads.Worker(program, { eval: true, workerData })
    // One that cannot start is never ready, and does no harm.
    worker.on("error", () => {})
    // The process ends when the rest of it does.
    worker.unref()
  }

  /** False while the thread starts. */
  get isReady(): boolean {
    return Atomics.load(this.#control, 2) === 1
  }

  /** Memory for as long as `isNeeded` says. */
  allocate(bytes: number, isNeeded: () => boolean): number {
    this.#blocks = this.#blocks.filter(block => block.isNeeded())
    const size = Math.ceil(bytes / 64) * 64
    let start = 64
    for (const block of this.#blocks) {
      if (block.start - start >= size) break
      start = block.end
    }
    const lacking = Math.ceil((start + size - this.#memory.buffer.byteLength) / pageBytes)
    if (lacking > 0) this.#memory.grow(lacking)
    this.#blocks = [...this.#blocks, { start, end: start + size, isNeeded }].sort((a, b) => a.start - b.start)
    return start
  }

  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, count)
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, count)
  }

  start(calls: readonly Call[]): void {
    // Where the other part failed, nobody has waited yet.
    this.finish()
    const words = calls.flatMap(([name, ...values]) => [names.indexOf(name), values.length, ...values])
    this.#control.set([...words, -1], 4)
    this.#turn = (this.#turn + 1) | 0
    Atomics.store(this.#control, 0, this.#turn)
    Atomics.notify(this.#control, 0)
  }

  finish(): void {
    for (let done = Atomics.load(this.#control, 1); done !== this.#turn; done = Atomics.load(this.#control, 1))
      Atomics.wait(this.#control, 1, done)
  }
}

/** At most so many threads in all; more than two have not been measured. */
const mostThreads = 4

const made: Helper[] = []
let isMade = false

/** How many threads a platform may use: all cores that Node reports, or SHAPEPROOF_THREADS. */
const threadCount = (cores: number): number => {
  const chosen = Number(process.env["SHAPEPROOF_THREADS"] || cores)
  return Math.max(1, Math.min(mostThreads, Number.isInteger(chosen) ? chosen : cores))
}

const makeHelpers = (): void => {
  const builtin = typeof process === "undefined" ? undefined : process.getBuiltinModule
  const bytes = builtin === undefined ? undefined : buildFor(builds, WebAssembly.validate)
  if (builtin === undefined || bytes === undefined) return
  const count = threadCount(builtin("node:os").availableParallelism()) - 1
  try {
    for (let index = 0; index < count; index++) made.push(new Helper(builtin("node:worker_threads"), sharing(bytes)))
  } catch (error) {
    // A system that gives no address space for another memory has the helpers made so far.
    if (!(error instanceof RangeError)) throw error
  }
}

/** Helpers that are ready: none in a browser, whose main thread may not wait, and none while they start. */
export const helpers = (): readonly Helper[] => {
  if (!isMade) makeHelpers()
  isMade = true
  return made.filter(({ isReady }) => isReady)
}
