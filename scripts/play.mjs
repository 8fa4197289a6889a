/** Opens a playground: play/scratch.ts, run again at each save. It is yours, git does not see it. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { root, run } from "./run.mjs"

const scratch = `import { dense, input } from "shapeproof"

const x = input({ shape: [7, 12] })
const y = dense({ units: 5 })(x)
console.log(y.shape)
`
mkdirSync(`${root}play`, { recursive: true })
for (const [file, text] of [
  ["play/scratch.ts", scratch],
  ["play/tsconfig.json", `${JSON.stringify({ extends: "../tsconfig.json", include: ["."] }, undefined, 2)}\n`],
])
  if (!existsSync(root + file)) writeFileSync(root + file, text)

console.log("edit play/scratch.ts; it runs at each save")
await run("npx", ["--no-install", "tsx", "watch", "play/scratch.ts"], { show: true })
