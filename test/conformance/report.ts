/** Makes a failure readable: how many, and the smallest ones in full; CONFORMANCE_SHOW says how many of those. */
import { expect } from "vitest"
import type { Disagreement } from "./equality.js"

export const agree = (wrong: readonly Disagreement[], of: number): void => {
  const smallest = [...wrong]
    .sort((a, b) => a.program.length - b.program.length)
    .slice(0, Number(process.env["CONFORMANCE_SHOW"] ?? 3))
  const lines = smallest.map(
    ({ program, runtime, compiler }) => `${program}\n    one says:   ${runtime}\n    other says: ${compiler}`,
  )
  if (wrong.length > 0) expect.fail(`${wrong.length} of ${of} disagree; the smallest:\n  ${lines.join("\n  ")}`)
}
