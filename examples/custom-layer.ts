/**
 * A layer of your own: its type rule with the runtime twin, its sentence, its weights in tfjs, and a model that trains it,
 * saves it and reads it again. It has the form of the library's own layers; test/examples.test.ts proves it with
 * `conforms` of "shapeproof/testing".
 *
 *     npx tsx examples/custom-layer.ts   # 3 s
 */
import { pathToFileURL } from "node:url"
import { adam, dense, input, type Layer, loadModel, sequential, tensor, type UnknownShape } from "shapeproof"
import {
  check,
  lastOf,
  layer,
  type LayerOptions,
  type positive,
  product,
  refuse,
  type Rule,
  type RuntimeShape,
  show,
  showDim,
  sum,
} from "shapeproof/layer"
import { tf } from "shapeproof/tfjs"

// 1. Options

export interface GatedOptions<units extends number = number> extends LayerOptions {
  /** Width of the last axis of the output: a positive integer. */
  readonly units: positive<units, "units">
}

// 2. The rule and its twin, the sentence, and the number of weights: each as a type and as a function

/** `[...lead, D]` becomes `[...lead, units]`. */
type gatedShape<In, units> =
  In extends readonly [] | readonly [unknown] ? wantsFeatures<In, units>
  : In extends readonly [...infer lead, unknown] ? [...lead, units]
  : UnknownShape
const gatedShape = (shape: RuntimeShape, { units }: GatedOptions) =>
  shape.length < 2 ?
    refuse(wantsFeatures(shape, units), "[batch, ..., features]", show(shape))
  : [...shape.slice(0, -1), units]

type wantsFeatures<In, units> =
  `gated(${showDim<units>}) needs an input of rank 2 or more [batch, ..., features], got ${show<In>}; add a batch axis`
const wantsFeatures = (shape: RuntimeShape, units: number) =>
  `gated(${showDim(units)}) needs an input of rank 2 or more [batch, ..., features], got ${show(shape)}; add a batch axis`

type gatedCount<In, units> = product<2, product<sum<lastOf<In>, 1>, units>>
const gatedCount = (shape: RuntimeShape, { units }: GatedOptions) => product(2, product(sum(lastOf(shape), 1), units))

interface gatedRule<units> extends Rule {
  readonly title: `gated(${showDim<units>})`
  readonly out: gatedShape<this["in"], units>
  readonly params: gatedCount<this["in"], units>
}

// 3. The type that a hover shows

/** A gated linear layer of `units`. */
export interface Gated<units extends number> extends Layer<gatedRule<units>> {}

// 4. The computation: a layer of tfjs. Gradients come from its ops, saving from `getConfig`

class GatedLinear extends tf.layers.Layer {
  static className = "GatedLinear"
  readonly units: number
  #weights: { readonly kernel: tf.LayerVariable; readonly bias: tf.LayerVariable } | undefined

  constructor(config: { readonly units: number; readonly name?: string; readonly trainable?: boolean }) {
    super({ ...config })
    this.units = config.units
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const last = shape.flat().at(-1) ?? 0
    const kernel = this.addWeight("kernel", [last, 2 * this.units], "float32", tf.initializers.glorotUniform({}))
    const bias = this.addWeight("bias", [2 * this.units], "float32", tf.initializers.zeros())
    this.#weights = { kernel, bias }
    super.build(shape)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = [inputs].flat()
      if (!x || !this.#weights) throw new Error("GatedLinear is called before it is built")
      const { kernel, bias } = this.#weights
      const rows = x.reshape([-1, x.shape.at(-1) ?? 0])
      const [values, gates] = rows.matMul(kernel.read()).add(bias.read()).split(2, -1)
      if (!values || !gates) throw new Error("the product could not be split")
      return values.mul(gates.sigmoid()).reshape([...x.shape.slice(0, -1), this.units])
    })
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...shape.flat().slice(0, -1), this.units]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units }
  }
}
tf.serialization.registerClass(GatedLinear)

// 5. All of it together

/**
 * `(x @ V + v) * sigmoid(x @ W + w)` over the last axis (Dauphin et al. 2017, arXiv:1612.08083).
 *
 * @shape `[...lead, D]` to `[...lead, units]`, of rank 2 or more; `2 * (D + 1) * units` weights
 * @example
 * gated({ units: 5 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 5]>
 */
export const gated = layer<<const units extends number>(options: GatedOptions<units>) => Gated<units>, GatedOptions>({
  kind: "GatedLinear",
  title: ({ units }) => `gated(${units})`,
  options: { units: check.option(check.positive, [1, 5, 12]) },
  shape: gatedShape,
  params: gatedCount,
})

// 6. In a model, like any other layer

export interface Setting {
  readonly print?: (line: string) => void
  readonly epochs?: number
  /** Where the model is saved: a folder. */
  readonly folder: string
}

/** Learns the exclusive or, which no single linear layer can. */
export const run = async ({ print = console.log, epochs = 200, folder }: Setting) => {
  const net = sequential(input({ shape: [2] }), gated({ units: 8 }), dense({ units: 1, activation: "sigmoid" }))
  net.summary({ print })
  const trained = net.compile({ optimizer: adam({ learningRate: 0.05 }), loss: "binaryCrossentropy" })
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])
  const y = tensor([[0], [1], [1], [0]])
  const { history } = await trained.fit(x, y, { epochs, verbose: 0, seed: 1 })
  const answers = net.predict(x).arraySync().flat()
  print(`xor: ${answers.map(answer => answer.toFixed(2)).join(", ")}`)

  await net.save(folder)
  const again = await loadModel(folder, { inputs: ["B", 2], outputs: ["B", 1] })
  const difference = Math.max(
    ...again
      .predict(x)
      .arraySync()
      .flat()
      .map((answer, at) => Math.abs(answer - (answers[at] ?? 0))),
  )
  print(`read again, the answers differ by ${difference}`)
  return { losses: history.loss, answers, difference, params: net.countParams() }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await run({ folder: ".tmp/custom-layer" })
