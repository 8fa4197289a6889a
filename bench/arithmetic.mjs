/** What the arithmetic of the types costs by itself, on integers that no other use has. */
const before =
  'import type { divide } from "../../dist/types/division.js"\nimport type { multiply } from "../../dist/types/arith.js"'
const typed = (budget, type) => ({ budget, before, line: i => `export declare const v${i}: ${type(i)}` })

export const arithmetic = {
  "multiply, 3 by 3 digits": typed(500, i => `multiply<${i + 320}, ${i + 120}>`),
  "divide, 6 by 3 digits": typed(1500, i => `divide<${7919 * i + 123456}, ${3 * i + 321}>`),
  "divide, 5 by 2 digits": { ...typed(1000, i => `divide<${79 * i + 12345}, ${i + 21}>`), sizes: [10, 70] },
}
