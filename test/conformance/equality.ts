/** Demand (a): the compiler's answer for a call is the runtime rule's, sentences included; and the number of weights. */
import { ShapeError } from "../../src/core/error.js"
import type { LayerInstance } from "../../src/core/instance.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { type Call, callInGraph, type Case, graphTensor } from "./cases.js"
import type { Compiled } from "./compiler.js"
import { type Found, freshOptions } from "./find.js"
import {
  argumentText,
  callText,
  dimType,
  head,
  shapeType,
  integerKinds,
  kindsFor,
  type TensorKind,
  tensorKinds,
} from "./print.js"
import { chance } from "./random.js"

/** A program, and what is wrong with it once it was compiled. */
export interface Program {
  readonly text: string
  wrong(compiled: Compiled): readonly Disagreement[]
}
export interface Disagreement {
  readonly program: string
  readonly runtime: string
  readonly compiler: string
}

/** What a list of outputs is labelled with. */
const labels = (layer: LayerInstance, count: number): readonly string[] => {
  if (layer.spec.list) return ["output", "scores"]
  const states = (layer.states?.names ?? []).map(name => name.replace(/^.* /, ""))
  const outputs = count - states.length
  return [...(outputs === 1 ? ["output"] : ["forward", "backward"].slice(0, outputs)), ...states]
}

/** The type of a call's result; where the input is refused, a tensor of unknown rank, so that one mistake is one error. */
const resultType = (found: Found, layer: LayerInstance, { inputs, answer: whole }: Case, kind: TensorKind): string => {
  const isInt = layer.dtypesOf?.([])[0] === "int32"
  const tensor =
    found.spec.dtype === "same" ? kind
    : isInt ? integerKinds[kind]
    : tensorKinds[kind]
  const answer = whole.refused === undefined ? whole : callInGraph(layer, { inputs })
  if (answer.refused !== undefined) return `${tensor}<UnknownShape>`
  const types = answer.outputs.map(shape => `${tensor}<${shapeType(shape)}>`)
  const names = labels(layer, types.length)
  return answer.list ? `[${types.map((type, at) => `${names[at]}: ${type}`).join(", ")}]` : (types[0] ?? "")
}

/**
 * Whether a call that a graph refuses is right on data of some size: a weight cannot be made for a dynamic axis, but the
 * compiler does not know that the axis is dynamic at run time too.
 */
const mayFit = (layer: LayerInstance, call: Call): boolean =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].some(size => {
    const sized = (shape: RuntimeShape) => shape.map(dim => dim ?? size)
    const states = call.states ? { states: call.states.map(sized) } : {}
    return callInGraph(layer, { inputs: call.inputs.map(sized), ...states }).refused === undefined
  })

/** Where one tensor is wanted, a list is refused, with the layer's own title. */
const listed = (layer: LayerInstance, program: string, errors: readonly string[]): Disagreement | undefined => {
  const refused = refusalOf(layer, [graphTensor(["B", 4]), graphTensor(["B", 4])])
  if (refused !== undefined && errors.some(error => error.includes(`'${JSON.stringify(refused)}'`))) return undefined
  return { program, runtime: refused ?? "accepts it", compiler: errors.join("\n") || "accepts it" }
}
const refusalOf = (layer: LayerInstance, given: unknown): string | undefined => {
  try {
    layer(given)
    return undefined
  } catch (error) {
    return error instanceof ShapeError ? error.message : String(error)
  }
}

/** All calls of one layer as one program. */
export const equality = (found: Found, cases: readonly Case[], all: readonly Found[]): Program => {
  const { often, pick } = chance(`${found.name} kinds`)
  const [usual = "SymbolicTensor", ...others] = kindsFor(found.spec.takes)
  const lines = [
    ...head(found, all),
    `declare const states: [output: SymbolicTensor<["B", 4]>, h: SymbolicTensor<["B", 4]>]`,
  ]
  const checks: ((compiled: Compiled) => Disagreement | undefined)[] = []
  const layers = new Map<object, { name: string; layer: LayerInstance }>()
  for (const [index, one] of cases.entries()) {
    const kind = often(0.75) ? usual : pick(others)
    const known = layers.get(one.options)
    const { name, layer } = known ?? { name: `l${index}`, layer: found.make(freshOptions(one.options, all)) }
    if (!known) {
      layers.set(one.options, { name, layer })
      lines.push(`export const ${name} = ${callText(found, one.options, all)}`)
      const line = lines.length - 1
      const program = lines[line] ?? ""
      checks.push(compiled => {
        const [error] = compiled.errors(line)
        return error === undefined ? undefined : { program, runtime: "accepts the options", compiler: error }
      })
      if (!found.spec.list) {
        lines.push(`export const list${index} = ${name}(states)`)
        const at = lines.length - 1
        checks.push(compiled => listed(layer, `${program}; ${lines[at]}`, compiled.errors(at)))
      }
    }
    const inputs = one.inputs.map((shape, at) => ({ name: `x${index}_${at}`, type: `${kind}<${shapeType(shape)}>` }))
    const state = tensorKinds[kind]
    const states = one.states?.map((shape, at) => ({ name: `s${index}_${at}`, type: `${state}<${shapeType(shape)}>` }))
    const tensors = [...inputs, ...(states ?? [])].map(({ name, type }) => `declare const ${name}: ${type}`)
    const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)
    lines.push(...tensors)
    const call = argumentText(found, names(inputs), states ? names(states) : undefined)
    lines.push(`export const r${index} = ${name}(${call})`)
    const line = lines.length - 1
    const program = [...tensors, `${callText(found, one.options, all)}(${call})`].join("; ")
    const early = one.answer.refused !== undefined && mayFit(layer, one)
    checks.push(compiled =>
      compare(program, resultType(found, layer, one, kind), one, compiled, line, `r${index}`, early),
    )
    if (one.answer.refused === undefined) {
      const shapes = one.inputs.map(shapeType)
      const count =
        found.spec.list ?
          `countOf<(typeof ${name})[typeof rule], [${shapes.join(", ")}]>`
        : `Params<typeof ${name}, ${shapes[0]}>`
      lines.push(`export declare const p${index}: ${count}`)
      const expected = dimType(layer.paramsOf(one.inputs))
      checks.push(compiled => {
        const type = compiled.typeOf(`p${index}`)
        return type === expected ? undefined : (
            { program: `the weights of ${program}`, runtime: expected, compiler: type }
          )
      })
    }
  }
  return {
    text: lines.join("\n"),
    wrong: compiled => [
      ...headErrors(compiled),
      ...checks.map(check => check(compiled)).filter(wrong => wrong !== undefined),
    ],
  }
}

/** Errors of the imports: a layer that the package does not export. */
export const headErrors = (compiled: Compiled): readonly Disagreement[] =>
  [0, 1, 2, 3].flatMap(line =>
    compiled.errors(line).map(error => ({ program: `line ${line + 1}`, runtime: "is there", compiler: error })),
  )

const compare = (
  program: string,
  type: string,
  { answer: { refused } }: Case,
  compiled: Compiled,
  line: number,
  name: string,
  early: boolean,
): Disagreement | undefined => {
  const errors = compiled.errors(line)
  const runtime = refused ?? type
  if (refused === undefined && errors.length > 0) return { program, runtime, compiler: errors.join("\n") }
  if (refused !== undefined && errors.length === 0)
    return early ? undefined : { program, runtime, compiler: `accepts it: ${compiled.typeOf(name)}` }
  if (refused !== undefined && !errors.some(error => error.includes(`'${JSON.stringify(refused)}'`)))
    return { program, runtime, compiler: errors.join("\n") }
  const printed = compiled.typeOf(name)
  // A refused layer that gives a list gives a list of them.
  if (refused !== undefined && printed.includes(type) && !/\b(any|never)\b/.test(printed)) return undefined
  return printed === type ? undefined : { program, runtime: type, compiler: printed }
}
