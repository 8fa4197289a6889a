/**
 * `npm run oracle` asks Keras 3 what is right, and writes what it says to test/fixtures. The tests only read the files.
 * `--only=layers` asks about the layers alone, and only about those whose questions changed.
 * Keras is installed under .tmp/oracle when it is missing; ORACLE_VENV names another environment that has it.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { foundIn } from "../test/conformance/find.ts"
import { hashOf, questions } from "../test/conformance/oracle.ts"
import { valueQuestions } from "../test/conformance/values.ts"
import { root, run } from "./run.mjs"

const windows = process.platform === "win32"
const environment = process.env.ORACLE_VENV ?? `${root}.tmp/oracle`
const python = `${environment}/${windows ? "Scripts/python.exe" : "bin/python"}`

const must = async (command, ...args) => {
  const { code } = await run(command, args, { show: true })
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed`)
}

if (!existsSync(python)) {
  await must(windows ? "python" : "python3", "-m", "venv", environment)
  await must(python, "-m", "pip", "install", "--quiet", "keras==3.15.0", "tensorflow-cpu==2.21.0")
}
Object.assign(process.env, { KERAS_BACKEND: "tensorflow", TF_CPP_MIN_LOG_LEVEL: "3", CUDA_VISIBLE_DEVICES: "-1" })

const files = readdirSync(`${root}src/layers`).filter(file => file.endsWith(".ts"))
const modules = await Promise.all(files.map(async file => [file, await import(`../src/layers/${file}`)]))
const all = foundIn(Object.fromEntries(modules))
const asked = all.map(found => {
  const [shapes, values] = [questions(found, all), valueQuestions(found, all)]
  const plain = list => list.map(({ question }) => question)
  return [found.name, { hash: hashOf([...shapes, ...values]), shapes: plain(shapes), values: plain(values) }]
})
mkdirSync(`${root}.tmp`, { recursive: true })
const questionFile = `${root}.tmp/layers.json`
writeFileSync(questionFile, JSON.stringify(Object.fromEntries(asked)))

const only = process.argv.find(word => word.startsWith("--only="))?.split("=")[1]
for (const file of readdirSync(`${root}scripts/fixtures`).filter(name => name.endsWith(".py"))) {
  if (only === undefined || file === `${only}.py`) await must(python, `${root}scripts/fixtures/${file}`, questionFile)
}
