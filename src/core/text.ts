/** The words that layers of text read from texts. */
import * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { isWords } from "../backend/layers/words.js"
import type { RuntimeShape } from "../ops/shape.js"
import { adapt } from "./adapt.js"
import { raise, refuse } from "./error.js"
import type { LayerInstance } from "./instance.js"
import { print } from "./options.js"
import type { Answer } from "./spec.js"
import type { Reading } from "./textLayer.js"

const isText = (value: unknown): value is string => typeof value === "string"

/** What a layer has beside what all have, when its shape hangs on the words that it read. */
export const reading =
  (shape: (input: RuntimeShape, options: object) => Answer) =>
  (layer: LayerInstance): Reading & Pick<LayerInstance, "shapeOf"> => {
    let words: readonly string[] | undefined
    return {
      shapeOf: ([input = []]) => shape(input, words ? { ...layer.options, vocabulary: words } : layer.options),
      adapt: texts => {
        const given: unknown = texts
        const isList = Array.isArray(given) && given.length > 0 && given.every(isText)
        const batches: readonly unknown[] = isList ? [tf.tensor1d(given)] : [given].flat()
        if (batches.length === 0 || !batches.every(batch => isTensor(batch) && batch.dtype === "string")) {
          const sentence = `${layer.title}: adapt takes a list of texts, or tensors of text, got ${print(given)}`
          raise(layer.title, refuse(sentence, "texts", print(given), { code: "data" }))
        }
        adapt(layer, batches)
        if (isList) tf.dispose(batches.filter(isTensor))
        words = wordsOf(layer).words
      },
      getVocabulary: () => {
        const { special, words: own = [] } = wordsOf(layer)
        return [...special, ...own]
      },
    }
  }

const wordsOf = ({ built, name }: LayerInstance) => {
  if (isWords(built)) return built
  throw new Error(`${name} has no words`)
}
