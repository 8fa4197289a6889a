/** What a layer says in a graph of tfjs, beside what its rule says. */
import { symbolic } from "../core/build.js"
import { type GraphNode, GraphTensor, isGraph } from "../core/graph.js"
import type { RuntimeShape } from "../ops/shape.js"
import { allowed } from "./allowed.js"
import type { Case } from "./cases.js"

/** A tensor of a graph that nothing leads to. */
const tensorOf = (shape: RuntimeShape): GraphTensor => {
  const outputs: GraphTensor[] = []
  const node: GraphNode = { name: "x", inputs: [], initialState: [], outputs }
  const tensor = new GraphTensor(shape, "float32", node, 0)
  outputs.push(tensor)
  return tensor
}

const numbers = (shapes: readonly RuntimeShape[]) =>
  shapes.map(shape => shape.map(dim => (typeof dim === "number" ? dim : null)))

/**
 * What is wrong with an accepted call whose weights have a known size, once tfjs builds it. Where an axis of the input is
 * not known, one of the two may know more than the other.
 */
export const graphOf = (one: Case): readonly string[] => {
  const layer = one.fresh()
  if (typeof one.answer === "string" || typeof layer.paramsOf(one.inputs) !== "number") return []
  const wanted = numbers(one.answer)
  const known = one.inputs.every(shape => shape.slice(1).every(dim => typeof dim === "number"))
  const program = `${layer.title} in a graph, on ${JSON.stringify(one.inputs)}`
  const inputs = one.inputs.map(tensorOf)
  try {
    const given = [layer(layer.spec.list ? inputs : inputs[0])].flat().filter(isGraph)
    const got = numbers(symbolic(given).map(({ shape }) => shape))
    const same = known ? JSON.stringify(got) === JSON.stringify(wanted) : allowed(got, wanted) || allowed(wanted, got)
    return same ? [] : [`${program}: the rule says ${JSON.stringify(wanted)}, tfjs ${JSON.stringify(got)}`]
  } catch (error) {
    return [`${program}: the rule says ${JSON.stringify(wanted)}, tfjs throws ${String(error)}`]
  }
}
