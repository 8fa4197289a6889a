/**
 * A U-Net (Ronneberger, Fischer, Brox 2015, arXiv:1505.04597): which pixels of a cluttered image belong to the digit. What
 * the way down saw is joined to the way up at each size, and there the compiler compares height and width.
 *
 *     npx tsx examples/u-net.ts
 */
import { parseArgs } from "node:util"
import { pathToFileURL } from "node:url"
import { adam, concatenate, conv2d, conv2dTranspose, input, maxPooling2d, model, tensor } from "shapeproof"
import { cluttered } from "./data/clutter.js"
import { digits, side } from "./data/digits.js"

const conv = <const filters extends number>(filters: filters) =>
  conv2d({ filters, kernelSize: 3, padding: "same", activation: "relu" })
const half = () => maxPooling2d({ poolSize: 2 })
const twice = <const filters extends number>(filters: filters) =>
  conv2dTranspose({ filters, kernelSize: 2, strides: 2 })

const build = () => {
  const image = input({ shape: [side, side, 1] })
  const whole = image.pipe(conv(8), conv(8)) // ["B", 28, 28, 8]
  const halved = whole.pipe(half(), conv(16), conv(16)) // ["B", 14, 14, 16]
  const deepest = halved.pipe(half(), conv(32), conv(32)) // ["B", 7, 7, 32]

  const up = concatenate()([twice(16)(deepest), halved]) // ["B", 14, 14, 32]
  const wider = up.pipe(conv(16))
  const widest = concatenate()([twice(8)(wider), whole]) // ["B", 28, 28, 16]
  const chance = widest.pipe(conv(8), conv2d({ filters: 1, kernelSize: 1, activation: "sigmoid" })) // ["B", 28, 28, 1]

  // One size further down, 7 is odd: what comes back up from 3 is 6.
  const tooDeep = twice(32)(deepest.pipe(half(), conv(64))) // ["B", 6, 6, 32]
  // @ts-expect-error concatenate(axis -1): element 1 is [B, 7, 7, 32], but [B, 6, 6, 32] came before it; axis 1 must be 6, not 7: only axis 3 may differ
  const refused = () => concatenate()([tooDeep, deepest])

  return { network: model({ inputs: image, outputs: chance, name: "unet" }), refused }
}

export interface Options {
  readonly epochs?: number
  readonly training?: number
  readonly heldOut?: number
  readonly verbose?: 0 | 1
  readonly print?: (line: string) => void
}

export const run = async (options: Options = {}) => {
  const { epochs = 3, training: some = 3000, heldOut: others = 300, verbose = 1, print = console.log } = options
  const parts = digits({ training: some, heldOut: others })
  const [training, heldOut] = [cluttered(parts.training, 1), cluttered(parts.heldOut, 2)]
  const { network, refused } = build()
  network.summary({ print })

  const trainable = network.compile({ optimizer: adam({ learningRate: 0.003 }), loss: "binaryCrossentropy" })
  const { history } = await trainable.fit(
    tensor(training.images, [some, side, side, 1]),
    tensor(training.masks, [some, side, side, 1]),
    { epochs, batchSize: 32, seed: 1, verbose },
  )

  const chances = network.predict(tensor(heldOut.images, [others, side, side, 1])).dataSync()
  const found = overlap(
    Array.from(chances, chance => chance > 0.5),
    heldOut.masks,
  )
  const bright = overlap(
    Array.from(heldOut.images, value => value > 0.5),
    heldOut.masks,
  )
  print(
    `\nOn ${others} images that it never saw, its pixels and the digit's have ${(100 * found).toFixed(1)} % in common ` +
      `(intersection over union); all bright pixels have ${(100 * bright).toFixed(1)} %.`,
  )
  return { losses: history.loss, found, bright, refused }
}

/** Intersection over union. */
const overlap = (chosen: readonly boolean[], masks: Float32Array): number => {
  let [both, either] = [0, 0]
  for (const [at, isChosen] of chosen.entries()) {
    const isDigit = masks[at] === 1
    if (isChosen && isDigit) both++
    if (isChosen || isDigit) either++
  }
  return either === 0 ? 1 : both / either
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { epochs: { type: "string", default: "3" } } })
  await run({ epochs: Number(values.epochs) })
}
