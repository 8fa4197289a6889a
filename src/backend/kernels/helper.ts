/**
 * Another thread of Node that runs the kernels in a memory of its own. The samples of a batch do not depend on each
 * other, so that a helper takes some of them through the whole sequence and nobody waits for anybody between.
 */
import { buildFor, type Bytes, kernelOf } from "./loading.js"
import { type Kernels, sharing } from "./module.js"
import * as builds from "./sequence.wasm.js"

const pageBytes = 65536
const mostPages = 32768

/** Places in the control: the turn that was given, the turn that is done, whether the thread runs, who took the turn, whether it failed. */
const [given, done, ready, taken, failed, callsFrom] = [0, 1, 2, 3, 4, 8]

/** Runs lists of calls: each the name of a kernel by its place in the list of names, how many arguments, and those. */
const program = `
const { names, bytes, memory, control } = require("node:worker_threads").workerData
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
let turn = 0
Atomics.store(control, ${ready}, 1)
for (;;) {
  Atomics.wait(control, ${given}, turn)
  turn = Atomics.load(control, ${given})
  const before = (turn - 1) | 0
  if (Atomics.compareExchange(control, ${taken}, before, turn) !== before) continue
  try {
    for (let place = ${callsFrom}; control[place] >= 0; ) {
      const name = names[control[place++]]
      const count = control[place++]
      exports[name](...control.subarray(place, (place += count)))
    }
  } catch {
    Atomics.store(control, ${failed}, 1)
  }
  Atomics.store(control, ${done}, turn)
  Atomics.notify(control, ${done})
}
`

/** How long a thread may take to begin, in milliseconds, before its work is done here. */
const patience = 1000
/** How often so long it may take for work that it has begun: far longer than any takes, so that it must have died. */
const longest = 100

type Name = keyof Kernels
export type Call = readonly [Name, ...number[]]

interface Block {
  readonly start: number
  readonly end: number
  /** False once nobody needs it. */
  readonly isNeeded: () => boolean
}

const names: readonly Name[] = [
  "prepare",
  "layRecord",
  "layForward",
  "layBackward",
  "layInput",
  "forward",
  "backward",
  "inputGradient",
  "activateAll",
]

export class Helper {
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })
  readonly #control = new Int32Array(new SharedArrayBuffer(1024))
  readonly #worker: import("node:worker_threads").Worker
  #blocks: Block[] = []
  #turn = 0
  #calls: readonly Call[] = []
  #isLost = false

  constructor(
    threads: typeof import("node:worker_threads"),
    private readonly build: Bytes,
  ) {
    const workerData = { names, bytes: build, memory: this.#memory, control: this.#control }
    this.#worker = new threads.Worker(program, { eval: true, workerData })
    // One that cannot start is never ready, and does no harm.
    this.#worker.on("error", () => {})
    // The process ends when the rest of it does.
    this.#worker.unref()
  }

  /** False while the thread starts, and once it failed to do its work. */
  get isReady(): boolean {
    return !this.#isLost && Atomics.load(this.#control, ready) === 1
  }

  /** Ends the thread, whatever it is at. What it has not begun is done here. */
  async end(): Promise<void> {
    await this.#worker.terminate()
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
    this.#control.set([...words, -1], callsFrom)
    this.#calls = calls
    this.#turn = (this.#turn + 1) | 0
    Atomics.store(this.#control, given, this.#turn)
    Atomics.notify(this.#control, given)
  }

  /** Waits until the calls are done. A thread that does not begin, or fails, is not asked again: they are run here. */
  finish(): void {
    const control = this.#control
    const before = (this.#turn - 1) | 0
    let waited = 0
    for (let turn = Atomics.load(control, done); turn !== this.#turn; turn = Atomics.load(control, done)) {
      if (Atomics.wait(control, done, turn, patience) !== "timed-out") continue
      const isTaken = Atomics.compareExchange(control, taken, before, this.#turn) !== before
      if (isTaken && ++waited < longest) continue
      this.#runHere()
      Atomics.store(control, done, this.#turn)
    }
    if (Atomics.exchange(control, failed, 0) === 1) this.#runHere()
  }

  #runHere(): void {
    this.#isLost = true
    const module = new WebAssembly.Module(this.build)
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
    for (const [name, ...values] of this.#calls) kernelOf(exports, name)(...values)
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
