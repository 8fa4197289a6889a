/**
 * A variational autoencoder (Kingma, Welling 2014, arXiv:1312.6114): two numbers for a handwritten digit, and digits from
 * two numbers. A lambda draws the code by chance, and the losses are functions of this file.
 *
 *     npx tsx examples/variational-autoencoder.ts
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import {
  adam,
  asShape,
  dense,
  input,
  lambda,
  type LossFunction,
  model,
  sequential,
  type Tensor,
  tensor,
} from "shapeproof"
import * as ops from "shapeproof/ops"
import { digits, drawn, side } from "./data/digits.js"

const pixels = 784
/** Numbers of a code. */
const width = 2

/** A code from its mean and the logarithm of its variance, which stand side by side. */
const draw = lambda({
  function: (x: Tensor<[number, 4]>) => {
    const [mean, logVariance] = ops.split(x, 2, -1)
    return ops.add(mean, ops.mul(ops.exp(ops.div(logVariance, 2)), ops.randomNormal([x.shape[0], width])))
  },
  outputShape: [width],
})

/** The sum over the pixels, since that is what a code costs in the same units. */
const ofPicture: LossFunction = (truth, picture) => {
  const [real, own] = [asShape(truth, ["N", pixels]), ops.clipByValue(asShape(picture, ["N", pixels]), 1e-6, 1 - 1e-6)]
  const inked = ops.mul(real, ops.log(own))
  const blank = ops.mul(ops.sub(1, real), ops.log(ops.sub(1, own)))
  return ops.neg(ops.sum(ops.add(inked, blank), 1))
}

/** How far the distribution of a code is from the standard normal one (Kullback and Leibler's divergence). */
const ofCode: LossFunction = (_, code) => {
  const [mean, logVariance] = ops.split(asShape(code, ["N", 4]), 2, -1)
  const each = ops.sub(ops.add(ops.square(mean), ops.exp(logVariance)), ops.add(logVariance, 1))
  return ops.div(ops.sum(each, 1), 2)
}

const build = () => {
  const image = input({ shape: [pixels] })
  const code = image.pipe(dense({ units: 256, activation: "relu" }), dense({ units: 2 * width })) // ["B", 4]
  const decoder = sequential(
    input({ shape: [width] }),
    dense({ units: 256, activation: "relu" }),
    dense({ units: pixels, activation: "sigmoid" }),
  )
  const picture = decoder(draw(code)) // ["B", 784]
  return {
    network: model({ inputs: image, outputs: { picture, code }, name: "autoencoder" }),
    encoder: model({ inputs: image, outputs: code, name: "encoder" }),
    decoder,
  }
}

export interface Options {
  readonly epochs?: number
  readonly training?: number
  readonly heldOut?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async (options: Options = {}) => {
  const { epochs = 20, training: some = 7000, heldOut: others = 1000, verbose = 1, print = console.log } = options
  const { training, heldOut } = digits({ training: some, heldOut: others })
  const { network, encoder, decoder } = build()
  network.summary({ print })

  const trainable = network.compile({
    optimizer: adam({ learningRate: 0.002 }),
    loss: { picture: ofPicture, code: ofCode },
  })
  const x = tensor(training.images, [some, pixels])
  const { history } = await trainable.fit(
    x,
    { picture: x, code: tensor(new Float32Array(some * 4), [some, 4]) },
    { epochs, batchSize: 64, seed: 1, verbose },
  )
  /** Pictures from codes that stand in a square of two standard deviations to each side. */
  const steps = Array.from({ length: 5 }, (_, at) => at - 2)
  const codes = steps.flatMap(y => steps.flatMap(x => [0.8 * x, 0.8 * y]))
  const pictures = decoder.predict(tensor(codes, [steps.length ** 2, width])).dataSync()
  print("\nDigits that it made of two numbers, each from -1.6 to 1.6:")
  for (const row of steps.keys()) print(besides(pictures.slice(row * 5 * pixels, (row + 1) * 5 * pixels)))

  const codesOf = (count: number, images: Float32Array) => {
    const values = encoder.predict(tensor(images, [count, pixels])).dataSync()
    return Array.from({ length: count }, (_, at): Point => [values[4 * at] ?? 0, values[4 * at + 1] ?? 0])
  }
  const known = codesOf(some, training.images)
  const right = codesOf(others, heldOut.images).filter(
    (code, at) => training.labels[nearest(known, code)] === heldOut.labels[at],
  )
  const accuracy = right.length / others
  print(
    `\nOf ${others} images that it never saw, ${(100 * accuracy).toFixed(1)} % have the digit of the image whose two numbers are ` +
      "nearest to theirs: it was never told which digit is which.",
  )
  return { losses: history.loss, accuracy, pictures }
}

type Point = readonly [x: number, y: number]
const nearest = (points: readonly Point[], [x, y]: Point): number => {
  const distances = points.map(([ownX, ownY]) => (ownX - x) ** 2 + (ownY - y) ** 2)
  return distances.reduce((best, distance, at) => (distance < (distances[best] ?? 0) ? at : best), 0)
}

/** Pictures side by side. */
const besides = (images: Float32Array): string => {
  const each = Array.from({ length: images.length / pixels }, (_, at) =>
    drawn(images.subarray(at * pixels, (at + 1) * pixels)).split("\n"),
  )
  return Array.from({ length: side / 2 }, (_, line) => each.map(lines => lines[line]).join("")).join("\n")
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { epochs: { type: "string", default: "20" } } })
  await run({ epochs: Number(values.epochs) })
}
