/**
 * Why may a dense layer stand behind `lstm({ returnSequences: true })`, which gives a vector for every time step?
 * Because dense works on the last axis and leaves all others as they are: the same 12 x 5 kernel and 5 biases, whether
 * they meet one vector of 12 or seven in a row. So both models here have 65 weights, and the compiler says so.
 *
 *     npx tsx examples/dense-on-sequences.ts   # 2 s
 */
import { pathToFileURL } from "node:url"
import { dense, input, type Params, sequential, type Tensor, tensor } from "shapeproof"

/** Twelve features that differ from step to step. */
const featuresOf = (step: number) => Array.from({ length: 12 }, (_, feature) => Math.sin(step + feature))

export const run = (print: (line: string) => void = console.log) => {
  const perStep = sequential(input({ shape: [7, 12] }), dense({ units: 5 }))
  const atOnce = sequential(input({ shape: [12] }), dense({ units: 5 }))

  // 12 * 5 + 5, as types: any other number is red.
  const ofSequences: Params<typeof perStep> = 65
  const ofVectors: Params<typeof atOnce> = 65

  perStep.summary({ print })
  atOnce.summary({ print })
  print(
    `weights: ${perStep.countParams()} on [7, 12], ${atOnce.countParams()} on [12]; in the types ${ofSequences} and ${ofVectors}`,
  )

  // The layer that reads vectors gets the weights of the one that reads sequences, and gives the same numbers.
  atOnce.setWeights(perStep.getWeights())
  const steps = Array.from({ length: 7 }, (_, step) => featuresOf(step))
  const sequence: Tensor<[1, 7, 5]> = perStep.predict(tensor(steps.flat(), [1, 7, 12]))
  const vectors: Tensor<[7, 5]> = atOnce.predict(tensor(steps.flat(), [7, 12]))
  const [together = []] = sequence.arraySync()
  const apart = vectors.arraySync()
  const difference = Math.max(
    ...together.flatMap((row, step) => row.map((value, unit) => Math.abs(value - (apart[step]?.[unit] ?? NaN)))),
  )
  print(
    `a sequence of 7 is ${sequence.shape.join(" x ")}, seven vectors are ${vectors.shape.join(" x ")}; they differ by ${difference}`,
  )
  return { params: [perStep.countParams(), atOnce.countParams()], difference }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) run()
