/** What an editor shows: a language service over one program that is held in memory. */
import type ts from "typescript"
import { type Compiler, root } from "../conformance/compiler.js"

/** The answers of a language service, each at the place where some text begins. */
export interface Editor {
  /** The first line of a hover. */
  hover(at: string): string
  /** What is offered between the braces of an options object. */
  completions(at: string): readonly string[]
  /** The signature that is shown while arguments are typed. */
  signature(at: string): string
  /** The file that a definition stands in. */
  definition(at: string): string
  /** The first line of every error. */
  errors(): readonly string[]
}

const name = `${root}test/editor/program.ts`

export const open = (compiler: Compiler, text: string): Editor => {
  const { config } = compiler.readConfigFile(`${root}tsconfig.json`, compiler.sys.readFile)
  const { options } = compiler.parseJsonConfigFileContent(config, { ...compiler.sys, readDirectory: () => [] }, root)
  const read = (file: string) => (file === name ? text : compiler.sys.readFile(file))
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({ ...options, types: [] }),
    getScriptFileNames: () => [name],
    getScriptVersion: () => "1",
    getScriptSnapshot: file => {
      const found = read(file)
      return found === undefined ? undefined : compiler.ScriptSnapshot.fromString(found)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: compiler.getDefaultLibFilePath,
    fileExists: file => file === name || compiler.sys.fileExists(file),
    readFile: read,
    directoryExists: compiler.sys.directoryExists,
    getDirectories: compiler.sys.getDirectories,
    readDirectory: compiler.sys.readDirectory,
  }
  const service = compiler.createLanguageService(host)
  const place = (at: string) => {
    const found = text.indexOf(at)
    if (found < 0) throw new Error(`the program has no ${at}`)
    return found
  }
  const print = (parts: readonly ts.SymbolDisplayPart[] | undefined) =>
    compiler.displayPartsToString([...(parts ?? [])])
  return {
    hover: at => print(service.getQuickInfoAtPosition(name, place(at))?.displayParts).split("\n")[0] ?? "",
    completions: at =>
      service.getCompletionsAtPosition(name, place(at) + at.length, {})?.entries.map(entry => entry.name) ?? [],
    signature: at => {
      const [item] = service.getSignatureHelpItems(name, place(at) + at.length, {})?.items ?? []
      if (!item) return ""
      const parameters = item.parameters.map(({ displayParts }) => print(displayParts)).join(", ")
      return `${print(item.prefixDisplayParts)}${parameters}${print(item.suffixDisplayParts)}`
    },
    definition: at => service.getDefinitionAtPosition(name, place(at))?.[0]?.fileName.replace(root, "") ?? "",
    errors: () =>
      service
        .getSemanticDiagnostics(name)
        .map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0] ?? ""),
  }
}
