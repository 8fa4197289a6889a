/**
 * A convolutional network that reads handwritten digits: 7000 of MNIST's images to learn from, 1500 others to be tested
 * with. Hover over each constant: the windows eat the border, the pools halve what is left.
 *
 *     npx tsx examples/digits.ts
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import { adam, conv2d, dense, dropout, flatten, input, maxPooling2d, model, tensor } from "shapeproof"
import { largest } from "./data/characters.js"
import { classes, digits, drawn, side } from "./data/digits.js"

const build = () => {
  const image = input({ shape: [side, side, 1] })
  const strokes = conv2d({ filters: 16, kernelSize: 3, activation: "relu" })(image) // ["B", 26, 26, 16]
  const halved = maxPooling2d({ poolSize: 2 })(strokes) // ["B", 13, 13, 16]
  const shapes = conv2d({ filters: 32, kernelSize: 3, activation: "relu" })(halved) // ["B", 11, 11, 32]
  const pooled = maxPooling2d({ poolSize: 2 })(shapes) // ["B", 5, 5, 32]
  const features = dropout({ rate: 0.3 })(flatten()(pooled)) // ["B", 800]
  const chances = dense({ units: classes, activation: "softmax" })(features) // ["B", 10]
  return model({ inputs: image, outputs: chances, name: "digits" })
}

export interface Options {
  readonly epochs?: number
  readonly training?: number
  readonly heldOut?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async (options: Options = {}) => {
  const { epochs = 4, training: some = 7000, heldOut: others = 1500, verbose = 1, print = console.log } = options
  const { training, heldOut } = digits({ training: some, heldOut: others })
  const network = build()
  network.summary({ print })

  const trainable = network.compile({
    optimizer: adam({ learningRate: 0.002 }),
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  })
  const { history } = await trainable.fit(
    tensor(training.images, [some, side, side, 1]),
    tensor(training.labels, [some]),
    { epochs, batchSize: 64, seed: 1, verbose },
  )

  const read = largest(network.predict(tensor(heldOut.images, [others, side, side, 1])).dataSync(), classes)
  const wrong = read.flatMap((digit, at) => (digit === heldOut.labels[at] ? [] : [at]))
  const accuracy = 1 - wrong.length / others
  print(`\nOf ${others} images that it never saw it reads ${(100 * accuracy).toFixed(1)} % right. Some of the others:`)
  for (const at of wrong.slice(0, 2)) {
    print(`\na ${heldOut.labels[at]}, read as ${read[at]}`)
    print(drawn(heldOut.images.subarray(at * side * side, (at + 1) * side * side)))
  }
  return { losses: history.loss, accuracy }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { epochs: { type: "string", default: "4" } } })
  await run({ epochs: Number(values.epochs) })
}
