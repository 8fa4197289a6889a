/** `npm run new layer NAME` writes src/layers/NAME.ts and its test-d file, as copies of the golden file, dense. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { root } from "./run.mjs"

const name = process.argv.slice(2).filter(word => word !== "layer")[0] ?? ""
if (!/^[a-z][A-Za-z0-9]*$/.test(name))
  throw new Error("npm run new layer NAME, where NAME is camelCase, such as leakyReLU")

const type = name[0].toUpperCase() + name.slice(1)
for (const [from, to] of [
  ["src/layers/dense.ts", `src/layers/${name}.ts`],
  ["test-d/layers/dense.test-d.ts", `test-d/layers/${name}.test-d.ts`],
]) {
  if (existsSync(root + to)) throw new Error(`${to} exists`)
  const text = readFileSync(root + from, "utf8")
    .replaceAll("dense", name)
    .replaceAll("Dense", type)
  mkdirSync(dirname(root + to), { recursive: true })
  writeFileSync(root + to, text)
  console.log(`wrote ${to}`)
}
console.log(
  `\nIts rule is still dense's. Then add to src/index.ts:\n  export { type ${type}, ${name} } from "./layers/${name}.js"`,
)
