/** Keeps the compiled wasm backend, which Emscripten made, from disturbing the program that loads it. */

const isOfEmscripten = (text: string) =>
  /^Aborted\(|^failed to (asynchronously prepare|load) wasm|^wasm streaming compile/.test(text)

/**
 * Emscripten warns of each step of a failure by itself, and rejects with advice in place of the reason. Its warnings
 * become the reason of the error; other code's, made meanwhile, are passed on.
 */
const withReason = async <result>(load: () => Promise<result>): Promise<result> => {
  const reasons: string[] = []
  const warn = console.warn
  const listen = (...parts: unknown[]) => {
    if (isOfEmscripten(`${parts[0]}`)) reasons.push(parts.join(" "))
    else warn(...parts)
  }
  console.warn = listen
  try {
    return await load()
  } catch (error) {
    throw reasons[0] === undefined ? error : new Error(reasons[0], { cause: error })
  } finally {
    if (console.warn === listen) console.warn = warn
  }
}

const isRethrowing = (listener: unknown) => /instanceof ExitStatus|throw reason/.test(`${listener}`)

/**
 * Emscripten rethrows every uncaught error of the program from listeners of its own, so that Node shows a line of
 * tfjs's source in place of the user's. Node stops without them as well, and shows the right line.
 */
const withoutListeners = async <result>(load: () => Promise<result>): Promise<result> => {
  if (typeof process === "undefined" || typeof process.rawListeners !== "function") return load()
  const events = ["uncaughtException", "unhandledRejection"]
  const before = new Set<unknown>(events.flatMap(event => process.rawListeners(event)))
  try {
    return await load()
  } finally {
    for (const event of events) {
      for (const listener of process.rawListeners(event)) {
        if (isRethrowing(listener) && !before.has(listener)) Reflect.apply(process.off, process, [event, listener])
      }
    }
  }
}

export const quietly = <result>(load: () => Promise<result>): Promise<result> =>
  withoutListeners(() => withReason(load))
