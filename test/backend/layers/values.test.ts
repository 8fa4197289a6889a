import "../../../src/backend/start.js"
import { expect, test } from "vitest"
import { build } from "./builders.js"
import { difference, type Oracle, oracles, replay } from "./replay.js"

const tolerance = 1e-5

/** Those that can leave axis 1 unknown until data comes. */
const openLayers = new Set(
  "lstm gru simpleRNN bidirectional timeDistributed masking embedding softmax add concatenate flatten reshape".split(
    " ",
  ),
)

const title = ({ layer, config, inputs, masks, initialState, training }: Oracle): string =>
  [
    `${layer}(${JSON.stringify(config)})`,
    `of ${inputs.map(({ shape }) => `[${shape}]`).join(" and ")}`,
    ...(masks ? ["masked"] : []),
    ...(initialState ? ["with states"] : []),
    ...(training ? ["training"] : []),
  ].join(" ")

const faults = (oracle: Oracle, isOpen: boolean): string[] => {
  const { outputs, outputMasks, after = [], calls = [] } = oracle
  const answer = replay(oracle, build, isOpen)
  const found: string[] = []
  const compare = (what: string, gap: number) => {
    if (!(gap <= tolerance)) found.push(`${title(oracle)}: ${what} differs by ${gap}`)
  }
  if (answer.outputs.length !== outputs.length) found.push(`${title(oracle)}: ${answer.outputs.length} outputs`)
  outputs.forEach((expected, index) => {
    compare(`output ${index}`, difference(answer.outputs[index], expected))
    const declared = answer.declared[index] ?? []
    const isRight =
      declared.length === expected.shape.length &&
      declared.every((size, axis) => (size === null ? isOpen || axis === 0 : size === expected.shape[axis]))
    if (!isRight) found.push(`${title(oracle)}: declares [${declared}] for [${expected.shape}]`)
    const mask = outputMasks?.[index] ?? null
    const own = answer.masks[index] ?? null
    if (mask === null ? own !== null : difference(own ?? undefined, mask) !== 0)
      found.push(`${title(oracle)}: mask ${index}`)
  })
  for (const [index, expected] of after.entries())
    compare(`weight ${index} afterwards`, difference(answer.weights[index], expected))
  for (const [turn, call] of calls.entries())
    for (const [index, expected] of call.outputs.entries())
      compare(`output ${index} of call ${turn + 2}`, difference(answer.calls[turn]?.[index], expected))
  return found
}

const layers = [...new Set(oracles.map(({ layer }) => layer))]

test.each(layers)("%s computes what Keras computes", layer => {
  const own = oracles.filter(oracle => oracle.layer === layer)
  expect(own.length).toBeGreaterThan(2)
  expect(own.flatMap(oracle => faults(oracle, false))).toEqual([])
})

test.each(layers.filter(layer => openLayers.has(layer)))("%s takes an axis not yet known", layer => {
  const own = oracles.filter(oracle => oracle.layer === layer && (oracle.inputs[0]?.shape.length ?? 0) > 1)
  const sparse = own.filter((_, index) => own.length < 20 || index % 5 === 0)
  expect(sparse.flatMap(oracle => faults(oracle, true))).toEqual([])
})
