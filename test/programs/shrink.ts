/** Makes the programs that are seen differently as small as they can be. */
import type { Found } from "../conformance/find.js"
import type { Disagreement } from "./check.js"
import type { RandomProgram } from "./generate.js"
import { needs, type Outcome, perform, type Ref, type Step } from "./program.js"

type Compile = (programs: readonly RandomProgram[]) => readonly Disagreement[]

/** The smallest disagreements, each of another kind of step or layer, and each as small as it becomes. */
export const smallest = (
  wrong: readonly Disagreement[],
  compile: Compile,
  all: readonly Found[],
): readonly Disagreement[] => {
  const sorted = [...wrong].sort((a, b) => a.program.length - b.program.length)
  const kinds = new Map(sorted.map(one => [kindOf(one), one] as const).reverse())
  return [...kinds.values()]
    .reverse()
    .slice(0, 4)
    .map(one => shrunk(one, compile, all))
    .sort((a, b) => a.program.length - b.program.length)
}

const kindOf = ({ whole: { steps }, at }: Disagreement): string => {
  const step = steps[at]
  const layer = step?.kind === "call" ? steps[step.layer] : undefined
  return layer?.kind === "layer" ? layer.found.name : `${layer?.kind ?? step?.kind}`
}

const shrunk = (found: Disagreement, compile: Compile, all: readonly Found[]): Disagreement => {
  for (let [best, rounds] = [found, 0]; ; rounds++) {
    const smaller = candidates(best)
      .flatMap(steps => remade(steps, all))
      .filter(({ outcomes }) => outcomes.length > 0)
    const [next] = [...compile(smaller)].sort((a, b) => a.program.length - b.program.length)
    if (!next || next.program.length >= best.program.length || rounds === 10) return best
    best = next
  }
}

const remade = (steps: readonly Step[], all: readonly Found[]): readonly RandomProgram[] => {
  const outcomes: Outcome[] = []
  try {
    for (const step of steps) outcomes.push(perform(step, outcomes, all))
  } catch {
    return []
  }
  const refused = outcomes.findIndex(outcome => outcome.refused !== undefined)
  // What follows a refused step has nothing to work on.
  return refused >= 0 && refused < steps.length - 1 ? [] : [{ steps, outcomes }]
}

/** The steps that the last one needs, and the same with one call left out, one axis or one option made plain. */
const candidates = ({ whole: { steps }, at }: Disagreement): readonly (readonly Step[])[] => {
  const kept = renumbered(steps, at)
  const change = (index: number, step: Step) => kept.map((one, other) => (other === index ? step : one))
  return [
    kept,
    ...kept.flatMap((step, index): readonly (readonly Step[])[] => {
      if (step.kind === "input" || step.kind === "given") {
        return step.shape.map((_, axis) =>
          change(index, { ...step, shape: step.shape.map((dim, other) => (other === axis ? 2 : dim)) }),
        )
      }
      if (step.kind === "layer") {
        return Object.keys(step.options).map(name => {
          const options = Object.fromEntries(Object.entries(step.options).filter(([other]) => other !== name))
          return change(index, { ...step, options })
        })
      }
      const [through] = step.kind === "call" ? step.args : []
      if (!through || index === kept.length - 1) return []
      const bypassed = kept.map(one => mapped(one, ref => (ref.step === index ? through : ref)))
      return [renumbered(bypassed, kept.length - 1)]
    }),
  ]
}

const mapped = (step: Step, change: (ref: Ref) => Ref, layer = (at: number) => at): Step => {
  switch (step.kind) {
    case "call":
      return {
        ...step,
        layer: layer(step.layer),
        args: step.args.map(change),
        ...(step.states ? { states: step.states.map(change) } : {}),
      }
    case "sequential":
      return { ...step, ...(step.first ? { first: change(step.first) } : {}), layers: step.layers.map(layer) }
    case "pipe":
      return { ...step, first: change(step.first), layers: step.layers.map(layer) }
    case "model":
      return { ...step, inputs: step.inputs.map(change), output: change(step.output) }
    default:
      return step
  }
}

const renumbered = (steps: readonly Step[], last: number): readonly Step[] => {
  const kept = [...needs(steps, last)].sort((a, b) => a - b)
  const now = (at: number) => kept.indexOf(at)
  return kept.flatMap(at => {
    const step = steps[at]
    return step ? [mapped(step, ref => ({ ...ref, step: now(ref.step) }), now)] : []
  })
}
