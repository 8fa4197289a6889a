/** Programs held in memory, compiled by any of the compilers: their errors by line, and the types of their names. */
import { fileURLToPath } from "node:url"
import type ts from "typescript"

export type Compiler = typeof ts

/** What a compiler says of one file. */
export interface Compiled {
  /** The errors that stand on a line, counted from 0: the first line of each. */
  errors(line: number): readonly string[]
  /** The lines with errors. */
  readonly red: readonly number[]
  /** The type of an exported name, as a hover prints it. */
  typeOf(name: string): string
}

export const root = fileURLToPath(new URL("../../", import.meta.url))

/** Compiles texts as if they were files of this repository; the names are paths from its root. */
export const compile = (
  compiler: Compiler,
  texts: ReadonlyMap<string, string>,
  more: ts.CompilerOptions = {},
): ReadonlyMap<string, Compiled> => {
  const config = compiler.readConfigFile(`${root}tsconfig.json`, compiler.sys.readFile)
  const { options } = compiler.parseJsonConfigFileContent(
    config.config,
    { ...compiler.sys, readDirectory: () => [] },
    root,
  )
  const settings = { ...options, types: [], noEmit: true, ...more }
  const host = compiler.createCompilerHost(settings)
  const files = new Map([...texts].map(([file, text]) => [root + file, text]))
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file)
    return text === undefined ?
        getSourceFile.call(host, file, version, ...rest)
      : compiler.createSourceFile(file, text, version, true)
  }
  host.fileExists = file => files.has(file) || fileExists.call(host, file)
  host.readFile = file => files.get(file) ?? readFile.call(host, file)
  const program = compiler.createProgram([...files.keys()], settings, host)
  const checker = program.getTypeChecker()
  return new Map([...texts.keys()].map(file => [file, inspect(compiler, program, checker, root + file)]))
}

const inspect = (compiler: Compiler, program: ts.Program, checker: ts.TypeChecker, file: string): Compiled => {
  const source = program.getSourceFile(file)
  if (!source) throw new Error(`${file} was not compiled`)
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  const byLine = new Map<number, string[]>()
  for (const { start = 0, messageText } of found) {
    const { line } = source.getLineAndCharacterOfPosition(start)
    const [first = ""] = compiler.flattenDiagnosticMessageText(messageText, "\n").split("\n")
    byLine.set(line, [...(byLine.get(line) ?? []), first])
  }
  const names = new Map<string, ts.Node>()
  for (const statement of source.statements) {
    if (!compiler.isVariableStatement(statement)) continue
    for (const { name } of statement.declarationList.declarations)
      if (compiler.isIdentifier(name)) names.set(name.text, name)
  }
  return {
    errors: line => byLine.get(line) ?? [],
    red: [...byLine.keys()],
    typeOf: name => {
      const node = names.get(name)
      if (!node) throw new Error(`${file} has no ${name}`)
      return checker.typeToString(checker.getTypeAtLocation(node), undefined, compiler.TypeFormatFlags.NoTruncation)
    },
  }
}
