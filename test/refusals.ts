/** The refusals that test-d/ and examples/ write down, and what each compiler says on their lines. */
import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { promisify } from "node:util"
import { type Compiler, compile, root } from "./conformance/compiler.js"

const directive = /^[ \t]*\/\/ @ts-expect-error[: ]+(?<sentence>.+?)\s*$/
/** A line on which a statement, or the next argument, begins: not a comment, not empty. */
const isCode = (line: string) => !/^\s*(\/\/.*)?$/.test(line)

export interface Refusal {
  readonly file: string
  /** Of the directive, counted from 0. */
  readonly line: number
  readonly sentence: string
  /** The line of the code that it stands above. */
  readonly code: number
}

/** Errors of a compiler: the first line of each, by file and line. */
export type Errors = (file: string, line: number) => readonly string[]

const filesIn = (folder: string): readonly string[] =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(file => file.endsWith(folder === "test-d" ? ".test-d.ts" : ".ts"))
    .sort()

/** The refusals that a file names, and the file without the directives, line by line. */
export const refusalsIn = (file: string, text: string) => {
  const lines = text.split("\n")
  const refusals = lines.flatMap((one, line): readonly Refusal[] => {
    const sentence = directive.exec(one)?.groups?.["sentence"]
    const code = lines.findIndex((other, at) => at > line && isCode(other))
    return sentence === undefined ? [] : [{ file, line, sentence, code }]
  })
  return { refusals, text: lines.map(line => line.replace("@ts-expect-error", "")).join("\n") }
}

/** Every file that may write refusals down. */
export const texts: ReadonlyMap<string, string> = new Map(
  [...filesIn("test-d"), ...filesIn("examples")].map(file => [file, readFileSync(root + file, "utf8")]),
)
/** Those that do. */
export const written = new Map([...texts].filter(([file, text]) => refusalsIn(file, text).refusals.length > 0))
export const refusals: readonly Refusal[] = [...written].flatMap(([file, text]) => refusalsIn(file, text).refusals)

const bare = (files: ReadonlyMap<string, string>) =>
  new Map([...files].map(([file, text]) => [file, refusalsIn(file, text).text]))

/** What a compiler with a JavaScript interface says. */
export const errorsOf = (compiler: Compiler, files: ReadonlyMap<string, string>): Errors => {
  const compiled = compile(compiler, bare(files), { types: ["node"] })
  return (file, line) => compiled.get(file)?.errors(line) ?? []
}

const said = /^(?<file>.+?)\((?<line>\d+),\d+\): error TS\d+: (?<text>.*)$/
const run = promisify(execFile)
let runs = 0

/** What TypeScript 7 says, which is a program alone: on copies of the files. */
export const errorsOf7 = async (files: ReadonlyMap<string, string>): Promise<Errors> => {
  const home = `${root}.tmp/refusals-${process.pid}-${runs++}/`
  for (const [file, text] of bare(new Map([...texts, ...files]))) {
    mkdirSync(dirname(home + file), { recursive: true })
    writeFileSync(home + file, text)
  }
  const paths = { shapeproof: ["../../src/index.ts"], "shapeproof/*": ["../../src/*.ts"] }
  const settings = {
    extends: "../../tsconfig.json",
    compilerOptions: { paths },
    include: [],
    files: [...files.keys()],
  }
  writeFileSync(`${home}tsconfig.json`, JSON.stringify(settings))
  const args = [`${root}node_modules/typescript7/bin/tsc`, "--noEmit", "--pretty", "false", "-p", "."]
  const text = await run(process.execPath, args, { cwd: home, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? "",
  )
  rmSync(home, { recursive: true })
  const byLine = new Map<string, string[]>()
  for (const one of text.split("\n")) {
    const { file, line, text: message } = said.exec(one)?.groups ?? {}
    if (file === undefined || message === undefined) continue
    const key = `${file.replaceAll("\\", "/")}:${Number(line) - 1}`
    byLine.set(key, [...(byLine.get(key) ?? []), message])
  }
  return (file, line) => byLine.get(`${file}:${line}`) ?? []
}
