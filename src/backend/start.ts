/** Importing this file makes tfjs ready: its backend chosen and loaded, its faults repaired, its banner silent. */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { loadKernels } from "./kernels/module.js"
import { loadTensorKernels } from "./kernels/tensors.js"
import { quietly } from "./quiet.js"
import { setRepairs } from "./repairs.js"

/** Where tensors live and are computed: WebAssembly, the graphics card through WebGL, or plain JavaScript. */
export type BackendName = "wasm" | "webgl" | "cpu"

const backendNames: readonly BackendName[] = ["wasm", "webgl", "cpu"]
const isBackendName = (name: string): name is BackendName => backendNames.some(known => known === name)
const sentence = (error: unknown) => {
  const message = error instanceof Object && "message" in error ? `${error.message}` : `${error}`
  return message.replace(/\s*\n.*$/s, "").replace(/\.$/, "")
}

/** Those that exist here: webgl only in a browser. */
const existing = () => backendNames.filter(name => tf.findBackendFactory(name) != null)

const environment = (name: string): string | undefined =>
  typeof process === "undefined" ? undefined : process.env?.[name]

/**
 * The backend is made here and not by `setBackend`, which would print its own account of a failure and keep the reason.
 */
const load = async (name: BackendName): Promise<void> => {
  const isLoaded = () => name in tf.engine().registry
  if (!isLoaded()) {
    const backend = await quietly(async () => tf.findBackendFactory(name)())
    if (isLoaded()) backend.dispose()
    else {
      tf.removeBackend(name)
      tf.registerBackend(name, () => backend)
    }
  }
  await tf.setBackend(name)
  const backend = tf.backend()
  if (backend instanceof BackendWasm) {
    await loadKernels(backend)
    await loadTensorKernels(backend)
  }
}

let isWarned = false
const warnOnce = (failures: string[]) => {
  if (isWarned) return
  isWarned = true
  console.warn(
    `shapeproof: computing on the cpu backend, which is up to a hundred times slower (${failures.join("; ")}); ` +
      "see that WebAssembly is there and the files of @tensorflow/tfjs-backend-wasm can be read, or choose cpu " +
      "yourself with SHAPEPROOF_BACKEND=cpu to silence this.",
  )
}

/** The first that loads, a graphics card before wasm before cpu. */
const loadBest = async (): Promise<BackendName> => {
  const failures: string[] = []
  for (const name of ["webgl", "wasm"] satisfies BackendName[]) {
    if (!existing().includes(name)) continue
    try {
      await load(name)
      return name
    } catch (error) {
      failures.push(`${name}: ${sentence(error)}`)
    }
  }
  warnOnce(failures)
  await load("cpu")
  return "cpu"
}

/**
 * Chooses where tensors are computed: the named backend, or without a name the best that loads. Tensors made before
 * move to it when they are next used.
 * @throws Error when there is no such backend here, or it cannot be loaded
 * @example await useBackend("cpu") // => "cpu"
 */
export const useBackend = async (name?: BackendName): Promise<BackendName> => {
  if (name === undefined) return loadBest()
  const choices = `the backends that exist here are: ${existing().join(", ")}.`
  if (!isBackendName(name)) throw new Error(`There is no backend "${name}"; ${choices}`)
  if (!existing().includes(name)) throw new Error(`The backend "${name}" is not available here; ${choices}`)
  try {
    await load(name)
  } catch (error) {
    throw new Error(`The backend "${name}" could not be loaded (${sentence(error)}); ${choices}`)
  }
  return name
}

/** The name of the backend in use. */
export const backendName = (): string => tf.getBackend()

const start = async () => {
  // The cpu backend prints an advertisement of tfjs-node when first used, also when another backend falls back on it.
  Reflect.set(tf.findBackend("cpu"), "firstUse", false)
  setRepairs(environment("SHAPEPROOF_REPAIRS") !== "off")
  const chosen = environment("SHAPEPROOF_BACKEND")
  if (chosen === undefined || chosen === "") return useBackend()
  if (!isBackendName(chosen)) {
    throw new Error(`SHAPEPROOF_BACKEND is "${chosen}"; the backends that exist here are: ${existing().join(", ")}.`)
  }
  return useBackend(chosen)
}

await start()
