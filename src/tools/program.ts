/** A user's project as the compiler sees it, with a program beside it that stands in no file. */
import { dirname } from "node:path"
import { ts } from "ts-morph"

/** What the compiler says of a program. */
export interface Said {
  /** The errors that begin on a line, counted from 0: the first line of each. */
  errors(line: number): readonly string[]
  /** The type of a constant, as a hover prints it; empty when there is none. */
  typeOf(name: string): string
}

/** Compiles a text as if it were a file of the project around it. */
export const compileText = (file: string, text: string): Said => {
  const settings = settingsFor(dirname(file))
  const host = ts.createCompilerHost(settings)
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, text, version, true) : getSourceFile.call(host, name, version, ...rest)
  host.fileExists = name => name === file || fileExists.call(host, name)
  host.readFile = name => (name === file ? text : readFile.call(host, name))
  const program = ts.createProgram([file], settings, host)
  const source = program.getSourceFile(file)
  if (!source) throw new Error(`${file} was not compiled`)
  const checker = program.getTypeChecker()
  const byLine = new Map<number, string[]>()
  for (const { start = 0, messageText } of [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]) {
    const { line } = source.getLineAndCharacterOfPosition(start)
    const [first = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")
    byLine.set(line, [...(byLine.get(line) ?? []), first])
  }
  const types = new Map(
    source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations)
      .map(({ name }): [string, string] => [
        name.getText(),
        checker.typeToString(checker.getTypeAtLocation(name), undefined, ts.TypeFormatFlags.NoTruncation),
      ]),
  )
  return { errors: line => byLine.get(line) ?? [], typeOf: name => types.get(name) ?? "" }
}

/** The options of the nearest tsconfig.json. */
export const settingsFor = (folder: string): ts.CompilerOptions => {
  const file = ts.findConfigFile(folder, ts.sys.fileExists)
  if (file === undefined) return { strict: true, module: ts.ModuleKind.NodeNext, noEmit: true, skipLibCheck: true }
  const { config } = ts.readConfigFile(file, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, dirname(file))
  return { ...options, noEmit: true, types: [] }
}
