import * as tf from "@tensorflow/tfjs"
import { type Config, isRecord } from "./tensors.js"

const isConfig = (value: unknown): value is Config => isRecord(value)

/** Makes a layer from `{ className, config }`. */
export const layerFrom = (saved: unknown): tf.layers.Layer => {
  if (!isRecord(saved)) throw new Error("a wrapper's file names no layer")
  const { className, config } = saved
  const found =
    typeof className === "string" ? tf.serialization.SerializationMap.getMap().classNameMap[className] : null
  if (!found) throw new Error(`no layer is registered as ${className}`)
  const [Class, fromConfig] = found
  const layer = fromConfig(Class, isConfig(config) ? { ...config } : {})
  if (!(layer instanceof tf.layers.Layer)) throw new Error(`${className} is not a layer`)
  return layer
}

/** What `layerFrom` reads. */
export const layerTo = (layer: tf.layers.Layer): { className: string; config: Config } => ({
  className: layer.getClassName(),
  config: layer.getConfig(),
})

/** Its build runs in a name scope, which tfjs opens for a layer but does not export. */
class Scope extends tf.layers.Layer {
  static className = "Scope"
  #run: () => void
  constructor(name: string, run: () => void) {
    super({ name })
    this.#run = run
  }
  override build(): void {
    this.#run()
    this.built = true
  }
}

/** Names the weights that `build` makes after the layer that owns them, so that a file finds them. */
export const inScope = (name: string, build: () => void): void => {
  tf.tidy(() => void new Scope(name, build).apply(tf.scalar(0)))
}
