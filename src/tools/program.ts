/** A user's project as the compiler sees it, with a program beside it that stands in no file. */
import { dirname } from "node:path"
import { Project, ts } from "ts-morph"

/** What the compiler says of a program. */
export interface Said {
  /** The errors that begin on a line, counted from 0: the first line of each. */
  errors(line: number): readonly string[]
  /** The type of a constant, as a hover prints it; empty when there is none. */
  typeOf(name: string): string
}

/** The project around a folder: the options of the nearest tsconfig.json, and none of its files. */
export const projectAround = (folder: string): Project => {
  const found = ts.findConfigFile(folder, ts.sys.fileExists)
  const compilerOptions = { noEmit: true, skipLibCheck: true }
  return new Project({
    ...(found === undefined ?
      { compilerOptions: { ...compilerOptions, strict: true, module: ts.ModuleKind.NodeNext } }
    : { compilerOptions, tsConfigFilePath: found }),
    skipAddingFilesFromTsConfig: true,
  })
}

/** Kept, since most of the time goes into reading the libraries. */
const projects = new Map<string, Project>()

/** Compiles a text as if it were a file of the project around it. */
export const compileText = (file: string, text: string): Said => {
  const folder = dirname(file)
  const project = projects.get(folder) ?? projectAround(folder)
  projects.set(folder, project)
  const source = project.createSourceFile(file, text, { overwrite: true })
  const checker = project.getTypeChecker()
  const byLine = new Map<number, string[]>()
  for (const diagnostic of source.getPreEmitDiagnostics()) {
    const line = (diagnostic.getLineNumber() ?? 1) - 1
    const [first = ""] = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, "\n").split("\n")
    byLine.set(line, [...(byLine.get(line) ?? []), first])
  }
  const flags = ts.TypeFormatFlags.NoTruncation
  const types = new Map(
    source
      .getVariableDeclarations()
      .map((one): [string, string] => [one.getName(), checker.getTypeText(one.getType(), undefined, flags)]),
  )
  return { errors: line => byLine.get(line) ?? [], typeOf: name => types.get(name) ?? "" }
}
