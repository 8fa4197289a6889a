/** What the compiler says of calls, beside what the rule says at run time. */
import { basename, dirname } from "node:path"
import { fileURLToPath } from "node:url"
import type { RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import type { Case } from "./cases.js"

const dimType = (dim: RuntimeDim): string => (dim === null ? "number" : JSON.stringify(dim))
const tensorType = (shape: RuntimeShape): string => `SymbolicTensor<[${shape.map(dimType).join(", ")}]>`

/** Every disagreement, each with its program. Loads the compiler. */
export const equalityOf = async (cases: readonly Case[], name: string, from: string): Promise<readonly string[]> => {
  const { compileText } = await import("../tools/program.js")
  const path = from.startsWith("file:") ? fileURLToPath(from) : from
  const module = `./${basename(path).replace(/\.(m?)tsx?$/, ".$1js")}`
  const lines = [
    `import { ${name} } from ${JSON.stringify(module)}`,
    `import type { Params, SymbolicTensor } from "shapeproof"`,
  ]
  const checks: { readonly one: Case; readonly line: number; readonly program: string }[] = []
  for (const [index, one] of cases.entries()) {
    const tensors = one.inputs.map((shape, at) => `declare const x${index}_${at}: ${tensorType(shape)}`)
    const names = one.inputs.map((_, at) => `x${index}_${at}`).join(", ")
    const call = `${name}(${one.written})(${one.layer.spec.list ? `[${names}]` : names})`
    lines.push(...tensors, `export const r${index} = ${call}`)
    checks.push({ one, line: lines.length - 1, program: [...tensors, call].join("; ") })
    if (typeof one.answer !== "string" && !one.layer.spec.list) {
      const shape = `[${(one.inputs[0] ?? []).map(dimType).join(", ")}]`
      lines.push(`const l${index} = ${name}(${one.written})`)
      lines.push(`export declare const p${index}: Params<typeof l${index}, ${shape}>`)
    }
  }
  const said = compileText(`${dirname(path)}/conformance-of-${name}.ts`, lines.join("\n"))
  const head = [0, 1].flatMap(line => said.errors(line))
  if (head.length > 0) return head
  return checks.flatMap(({ one, line, program }, index) => {
    const errors = said.errors(line)
    const { answer } = one
    if (typeof answer === "string") {
      const wanted = `'${JSON.stringify(answer)}'`
      return errors.some(error => error.includes(wanted)) ?
          []
        : [`${program}: the rule refuses (${answer}), the compiler says ${errors.join("; ") || "nothing"}`]
    }
    if (errors.length > 0) return [`${program}: the rule accepts it, the compiler says ${errors.join("; ")}`]
    const type = said.typeOf(`r${index}`)
    const wanted = one.list ? `[${answer.map(tensorType).join(", ")}]` : tensorType(answer[0] ?? [])
    const labels = one.list ? type.replace(/\w+: (?=SymbolicTensor)/g, "") : type
    if (labels !== wanted) return [`${program}: the rule gives ${wanted}, the compiler ${type}`]
    const params = said.typeOf(`p${index}`)
    const counted = dimType(one.layer.paramsOf(one.inputs))
    return params === "" || params === counted ?
        []
      : [`the weights of ${program}: ${counted}, and ${params} for the compiler`]
  })
}
