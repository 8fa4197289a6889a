/** Programs as one file for the compiler, and what is wrong with each once it was compiled. */
import type { Compiled } from "../conformance/compiler.js"
import type { Found } from "../conformance/find.js"
import type { RandomProgram } from "./generate.js"
import { mayFit, needs, typeOfOutcome, written } from "./program.js"

/** Where a program stands in its file. */
export interface Place {
  readonly line: number
  readonly prefix: string
}

/** A step that the compiler and the run time see differently. */
export interface Disagreement {
  readonly whole: RandomProgram
  readonly at: number
  /** The step, behind those that it needs. */
  readonly program: string
  readonly runtime: string
  readonly compiler: string
}

export const text = (file: string, programs: readonly RandomProgram[], all: readonly Found[]) => {
  const lines = [
    ...[...new Set(all.map(({ from }) => from))].map(
      from => `import { ${names(all, from).join(", ")} } from "${from}"`,
    ),
    `import { input, model, sequential } from "shapeproof"`,
    `import type { SymbolicIntTensor, SymbolicTensor } from "shapeproof"`,
  ]
  const places = programs.map(({ steps }, index): Place => {
    const prefix = `p${index}`
    const line = lines.length
    lines.push(...steps.map((step, at) => written(step, one => `${prefix}_${one}`, at, all)))
    return { line, prefix }
  })
  return { file, text: lines.join("\n"), places }
}
const names = (all: readonly Found[], from: string) => all.filter(one => one.from === from).map(({ name }) => name)

export const check = (
  whole: RandomProgram,
  { line, prefix }: Place,
  compiled: Compiled,
  all: readonly Found[],
): readonly Disagreement[] =>
  whole.steps.flatMap((step, at) => {
    const outcome = whole.outcomes[at]
    if (!outcome) return []
    const errors = compiled.errors(line + at)
    const { refused } = outcome
    const found = (runtime: string, compiler: string): readonly Disagreement[] => [
      { whole, at, program: slice(whole, at, all), runtime, compiler },
    ]
    if (refused !== undefined) {
      if (errors.some(error => error.includes(`'${JSON.stringify(refused)}'`))) return []
      if (errors.length > 0) return found(refused, errors.join("\n"))
      return mayFit(step, whole.outcomes, all) ? [] : found(refused, "accepts it")
    }
    const type = typeOfOutcome(outcome)
    if (errors.length > 0) return found(type ?? "accepts it", errors.join("\n"))
    if (type === undefined || step.kind === "model" || step.kind === "layer") return []
    const printed = compiled.typeOf(`${prefix}_${at}`).replace(/\b\w+: /g, "")
    return printed === type ? [] : found(type, printed)
  })

/** What a step needs, in one line. */
const slice = ({ steps }: RandomProgram, at: number, all: readonly Found[]): string =>
  [...needs(steps, at)]
    .sort((a, b) => a - b)
    .map(one => written(steps[one] ?? fail(), index => `v${index}`, one, all).replace("export ", ""))
    .join("; ")
const fail = (): never => {
  throw new Error("a step that is needed is there")
}
