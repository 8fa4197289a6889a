/** What the compiler says that a type is, for many types in one program: asking it once is what makes this fast. */
import { Project } from "ts-morph"

/** A random case: the type-level call, and what its twin answers. */
export interface Claim {
  readonly type: string
  readonly answer: unknown
}

/** As a type prints it: a dynamic dim is `number`. */
export const typeOf = (value: unknown): string =>
  value === null ? "number"
  : Array.isArray(value) ? `[${value.map(typeOf).join(", ")}]`
  : typeof value === "object" && value !== null ?
    `{ ${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}: ${typeOf(each)}`)
      .join("; ")} }`
  : JSON.stringify(value)

/** The claims of each group that the compiler does not share, shortest first. */
export const denied = (groups: Readonly<Record<string, readonly Claim[]>>): ReadonlyMap<string, readonly string[]> => {
  const project = new Project({ tsConfigFilePath: "tsconfig.json", skipAddingFilesFromTsConfig: true })
  const head = `
import type { einsumShape } from "../types/einsum.js"
import type { axesShape } from "../types/rearrange.js"
type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends (<X>() => X extends B ? 1 : 2) ? true : false
type Plain<A> = A extends readonly unknown[] ? A : A extends object ? { -readonly [key in keyof A]: A[key] } : A
`
  const line = ({ type, answer }: Claim) => `;(true satisfies Same<Plain<${type}>, ${typeOf(answer)}>)`
  const lines = Object.values(groups).flat().map(line)
  const source = project.createSourceFile("test/__patterns.ts", `${head}${lines.join("\n")}\nexport {}\n`)
  const text = source.getFullText().split("\n")
  const wrong = new Set(source.getPreEmitDiagnostics().map(diagnostic => text[(diagnostic.getLineNumber() ?? 1) - 1]))
  return new Map(
    Object.entries(groups).map(([name, claims]) => [
      name,
      claims
        .filter(claim => wrong.has(line(claim)))
        .map(({ type, answer }) => `${type} is not ${typeOf(answer)}`)
        .sort((a, b) => a.length - b.length),
    ]),
  )
}
