/** A model twice, ours and plain tfjs's, with the same weights; what each does in a forward pass and a step of training. */
import * as tf from "@tensorflow/tfjs"
import * as ours from "../../src/index.ts"
import { dataFor, batch } from "./models.mjs"

const compiled = { loss: "categoricalCrossentropy" }
const list = value => (Array.isArray(value) ? value : [value])
const one = tensors => (tensors.length === 1 ? tensors[0] : tensors)

/** Layers by their functions, numbered as they are made, so that the same layer has the same name in both libraries. */
const named = make => {
  let count = 0
  return new Proxy({}, { get: (_, name) => options => make(name, { ...options, name: `layer${++count}` }) })
}

/** Our library: data becomes tensors once. */
export const ourSide = (spec, data) => {
  const inputs = spec.inputs.map(shape => ours.input({ shape, ...(spec.words ? { dtype: "int32" } : {}) }))
  const lib = named((name, options) => Reflect.get(ours, name)(options))
  const net = ours.model({ inputs: one(inputs), outputs: spec.build(lib, inputs) })
  const trained = net.compile({ ...compiled, optimizer: ours.adam() })
  const x = one(data.x.map(({ values, shape }) => tf.tensor(values, shape, spec.words ? "int32" : "float32")))
  const y = tf.tensor(data.y.values, data.y.shape)
  return {
    net,
    trained,
    x,
    y,
    weights: () =>
      net.network.weights.map(({ layer, variable }) => {
        const weight = variable.read()
        return { layer: layer.name, values: weight.dataSync().slice(), shape: weight.shape }
      }),
    forward: () => {
      const out = net.predict(x, { batchSize: batch })
      const values = out.dataSync()
      out.dispose()
      return values
    },
    train: () => trained.trainOnBatch(x, y),
    dispose: () => {
      net.dispose()
      tf.dispose([x, y].flat())
    },
  }
}

const layersOf = stock =>
  named((name, options) => {
    const { layer: inner, ...rest } = options
    const layer = stock.layers[name]({ ...rest, ...(inner ? { layer: inner.layer } : {}) })
    return Object.assign((x, extra) => layer.apply(x, extra), { layer })
  })

/** tfjs-layers, of a copy of tfjs that nothing of ours has touched. */
export const stockSide = (stock, spec, data, weights, backend) => {
  const inputs = spec.inputs.map(shape => stock.input({ shape, ...(spec.words ? { dtype: "int32" } : {}) }))
  const net = stock.model({ inputs: one(inputs), outputs: spec.build(layersOf(stock), inputs) })
  for (const layer of net.layers) {
    const own = weights.filter(weight => weight.layer === layer.name)
    if (own.length > 0) layer.setWeights(own.map(({ values, shape }) => stock.tensor(values, shape)))
  }
  net.compile({ ...compiled, optimizer: stock.train.adam() })
  const x = one(data.x.map(({ values, shape }) => stock.tensor(values, shape, spec.words ? "int32" : "float32")))
  const y = stock.tensor(data.y.values, data.y.shape)
  return {
    forward: () => {
      const [out] = list(net.predict(x, { batchSize: batch }))
      const values = out.dataSync()
      out.dispose()
      return values
    },
    train: () => net.trainOnBatch(x, y),
    use: () => stock.setBackend(backend),
    dispose: () => {
      net.dispose()
      stock.dispose([x, y].flat())
    },
  }
}

/** Both, after it was seen that they give the same values. */
export const bothSides = async (stock, spec) => {
  const data = dataFor(spec)
  const mine = ourSide(spec, data)
  const backend = spec.stockOn ?? "wasm"
  await stock.setBackend(backend)
  const theirs = stockSide(stock, spec, data, mine.weights(), backend)
  const [own, other] = [mine.forward(), theirs.forward()]
  const apart = own.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index])), 0)
  if (!(apart < 1e-4)) throw new Error(`${spec.name}: ours and plain tfjs's values differ by ${apart}`)
  return { mine, theirs, data }
}
