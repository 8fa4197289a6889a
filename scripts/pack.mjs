/** Packs what `npm publish` would send into .tmp/pack/shapeproof.tgz, for the checks that look at it. */
import { mkdirSync, renameSync, rmSync } from "node:fs"
import { root, run } from "./run.mjs"

const folder = `${root}.tmp/pack`
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const { code, text } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", folder])
if (code !== 0) {
  console.error(text)
  process.exit(1)
}
const [{ filename, size, files }] = JSON.parse(text.slice(text.indexOf("[")))
renameSync(`${folder}/${filename}`, `${folder}/shapeproof.tgz`)
console.log(`${files.length} files, ${Math.round(size / 1024)} kB packed`)
