/** A layer that was saved and loaded computes what it did. */
import * as tf from "@tensorflow/tfjs"
import { symbolic } from "../../src/core/build.js"
import { GraphTensor } from "../../src/core/graph.js"
import { input } from "../../src/core/input.js"
import type { Disagreement } from "./equality.js"
import { type AskedValue, inputsOf } from "./values.js"

/** tfjs's own `predict` takes no text. */
const computed = (model: tf.LayersModel, given: tf.Tensor[]): readonly (readonly number[])[] =>
  [given.some(({ dtype }) => dtype === "string") ? model.apply(given) : model.predictOnBatch(given)]
    .flat()
    .map(output => (output instanceof tf.Tensor ? Array.from(output.dataSync()) : []))

/** A model of the one layer, kept in memory as a file holds it. */
const kept = async (model: tf.LayersModel): Promise<tf.io.ModelArtifacts> => {
  const files: tf.io.ModelArtifacts[] = []
  const handler = tf.io.withSaveHandler(async artifacts => {
    files.push(artifacts)
    return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
  })
  await model.save(handler)
  const [artifacts] = files
  if (!artifacts?.modelTopology) throw new Error("nothing was saved")
  // A file holds text: what is no JSON is lost.
  return { ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) }
}

const roundTrip = async ({ question, layer }: AskedValue): Promise<Disagreement[]> => {
  const program = JSON.stringify(question)
  const given = inputsOf({ question, layer })
  const inputs = given
    .map(({ shape: [, ...shape], dtype }) =>
      input({ shape, dtype: dtype === "int32" || dtype === "string" ? dtype : "float32" }),
    )
    .filter(tensor => tensor instanceof GraphTensor)
  const count = question.inputs.length
  const extra = count < inputs.length ? { initialState: inputs.slice(count) } : undefined
  const result = [layer(question.merges ? inputs.slice(0, count) : inputs[0], extra)].flat()
  const outputs = symbolic(result.filter(output => output instanceof GraphTensor))
  const model = tf.model({ inputs: symbolic(inputs), outputs })
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(await kept(model)))
  const [before, after] = [computed(model, given), computed(loaded, given)].map(values => JSON.stringify(values))
  for (const each of [model, loaded]) each.dispose()
  tf.dispose(given)
  return before === after ? [] : [{ program, runtime: `${before}`, compiler: `loaded: ${after}` }]
}

/** Some of the questions whose tensors are of rank 2 or more and of one batch, as a model takes them. */
export const saved = async (asked: readonly AskedValue[]): Promise<{ count: number; wrong: Disagreement[] }> => {
  const fit = asked.filter(({ question: { inputs, states = [] } }) => {
    const shapes = [...inputs, ...states]
    return shapes.every(([batch, ...rest]) => rest.length > 0 && batch === shapes[0]?.[0])
  })
  const some = fit.filter((_, at) => at % Math.ceil(fit.length / 8) === 0)
  const wrong: Disagreement[] = []
  for (const one of some) wrong.push(...(await roundTrip(one)))
  return { count: some.length, wrong }
}
