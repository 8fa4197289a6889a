/** The models that are timed, each written once over the layers of a library: ours, or plain tfjs-layers. */

/** Without ops of its own, so that both libraries have all of them: each head a product of rows with rows. */
const head = (lib, x, units) => {
  const [query, key, value] = [0, 1, 2].map(() => lib.dense({ units })(x))
  const weights = lib.activation({ activation: "softmax" })(lib.dot({ axes: [2, 2] })([query, key]))
  return lib.dot({ axes: [2, 1] })([weights, value])
}
/** Post-norm, as in Vaswani et al. 2017, arXiv:1706.03762. */
const block = (lib, x, { units, heads, wide }) => {
  const each = Array.from({ length: heads }, () => head(lib, x, units / heads))
  const attended = lib.dense({ units })(lib.concatenate({})(each))
  const middle = lib.layerNormalization({})(lib.add({})([x, attended]))
  const fed = lib.dense({ units })(lib.dense({ units: wide, activation: "relu" })(middle))
  return lib.layerNormalization({})(lib.add({})([middle, fed]))
}

/** tfjs's orthogonal matrices take seconds, and its recurrent layers differ from Keras's in these defaults. */
const recurrent = { recurrentActivation: "sigmoid", recurrentInitializer: "glorotUniform" }
const gru = { ...recurrent, resetAfter: false }

const seq2seq = (name, source, target, units) => ({
  name,
  size: `64 of ${source.join(" x ")} and ${target.join(" x ")}, ${units} units`,
  inputs: [source, target],
  output: target,
  loss: "categoricalCrossentropy",
  build: (lib, [encoder, decoder]) => {
    const [, ...states] = lib.lstm({ units, returnState: true, ...recurrent })(encoder)
    const layer = lib.lstm({ units, returnSequences: true, returnState: true, ...recurrent })
    const [sequence] = layer(decoder, { initialState: states })
    return lib.dense({ units: target[1], activation: "softmax" })(sequence)
  },
})

/**
 * `inputs` and `output` are shapes without the batch; `words` where the input is numbers below it; `stockOn` where the wasm
 * backend of tfjs cannot train the model, for want of kernels.
 */
export const models = {
  big: seq2seq("big seq2seq", [16, 71], [59, 94], 256),
  small: seq2seq("small seq2seq", [10, 32], [10, 32], 64),
  gru: {
    name: "gru",
    size: "64 of 20 x 64, 128 units",
    inputs: [[20, 64]],
    output: [10],
    build: (lib, [x]) => lib.dense({ units: 10, activation: "softmax" })(lib.gru({ units: 128, ...gru })(x)),
  },
  bidirectional: {
    name: "bidirectional lstm",
    size: "64 of 20 x 64, 2 x 64 units",
    inputs: [[20, 64]],
    output: [20, 10],
    build: (lib, [x]) => {
      const both = lib.bidirectional({
        layer: lib.lstm({ units: 64, returnSequences: true, ...recurrent }),
        mergeMode: "concat",
      })(x)
      return lib.dense({ units: 10, activation: "softmax" })(both)
    },
  },
  embedding: {
    name: "embedding classifier",
    size: "64 of 30 words of 1000, 32 wide",
    inputs: [[30]],
    words: 1000,
    output: [4],
    stockOn: "cpu",
    build: (lib, [x]) => {
      const mean = lib.globalAveragePooling1d({})(lib.embedding({ inputDim: 1000, outputDim: 32 })(x))
      return lib.dense({ units: 4, activation: "softmax" })(lib.dense({ units: 64, activation: "relu" })(mean))
    },
  },
  cnn: {
    name: "CNN on 28 x 28",
    size: "64 images, 16 and 32 filters of 3 x 3",
    inputs: [[28, 28, 1]],
    output: [10],
    stockOn: "cpu",
    build: (lib, [x]) => {
      const first = lib.maxPooling2d({ poolSize: 2 })(lib.conv2d({ filters: 16, kernelSize: 3, activation: "relu" })(x))
      const second = lib.maxPooling2d({ poolSize: 2 })(
        lib.conv2d({ filters: 32, kernelSize: 3, activation: "relu" })(first),
      )
      const wide = lib.dense({ units: 64, activation: "relu" })(lib.flatten({})(second))
      return lib.dense({ units: 10, activation: "softmax" })(wide)
    },
  },
  transformer: {
    name: "transformer block",
    size: "64 of 32 x 64, 4 heads, 256 wide",
    inputs: [[32, 64]],
    output: [10],
    build: (lib, [x]) => {
      const mean = lib.globalAveragePooling1d({})(block(lib, x, { units: 64, heads: 4, wide: 256 }))
      return lib.dense({ units: 10, activation: "softmax" })(mean)
    },
  },
  mlp: {
    name: "dense MLP",
    size: "64 of 784, 512 and 256 units",
    inputs: [[784]],
    output: [10],
    build: (lib, [x]) => {
      const wide = lib.dense({ units: 512, activation: "relu" })(x)
      return lib.dense({ units: 10, activation: "softmax" })(lib.dense({ units: 256, activation: "relu" })(wide))
    },
  },
}

export const batch = 64
const sizeOf = shape => shape.reduce((size, axis) => size * axis, 1)

/** Flat values for a batch: one-hot where the model takes characters or gives classes. */
const oneHot = (count, depth) => {
  const values = new Float32Array(count * depth)
  for (let row = 0; row < count; row++) values[row * depth + Math.floor(Math.random() * depth)] = 1
  return values
}
const random = count => Float32Array.from({ length: count }, () => Math.random() * 2 - 1)
const words = (count, most) => Float32Array.from({ length: count }, () => Math.floor(Math.random() * most))

/** What goes in and what is true, as flat values with their shapes. */
export const dataFor = ({ inputs, output, words: most, loss }, samples = batch) => {
  const x = inputs.map(shape => {
    const [count, depth] = [samples * sizeOf(shape), shape.at(-1)]
    const values =
      most ? words(count, most)
      : loss ? oneHot(count / depth, depth)
      : random(count)
    return { values, shape: [samples, ...shape] }
  })
  const depth = output.at(-1)
  return { x, y: { values: oneHot((samples * sizeOf(output)) / depth, depth), shape: [samples, ...output] } }
}
