#!/usr/bin/env node
/** The command line: `shapeproof lost FILES`. */
import { Command } from "commander"
import { lost } from "./lost.js"

const program = new Command("shapeproof").description("What the types of a program know of its shapes")

program
  .command("lost")
  .description("lists the calls behind which a size, or a rank, is no longer known")
  .argument("<files...>", "TypeScript files, or patterns of them")
  .action((files: readonly string[]) => {
    const found = lost(files)
    for (const { file, line, code, type, why } of found)
      console.log(`${file}:${line}  ${code}\n    ${type}\n    ${why}`)
    console.log(`${found.length} ${found.length === 1 ? "place" : "places"} where tracking was lost`)
  })

await program.parseAsync()
