/** Random symbols, as users write them. */
import fc from "fast-check"

const name = fc.constantFrom("T", "B", "H", "W")
const term = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(name, { minLength: 1, maxLength: 2 }))
  .map(([n, names]) => (n === 1 ? names.join("*") : `${n}*${names.join("*")}`))

/** Sums of products: `2*B*T-H+3` */
export const symbol: fc.Arbitrary<string> = fc
  .tuple(term, fc.option(term), fc.option(fc.integer({ min: 1, max: 9 })), fc.boolean())
  .map(([a, b, n, minus]) => `${a}${b ? `${minus ? "-" : "+"}${b}` : ""}${n ? `+${n}` : ""}`)

/** With quotients and parentheses, to the third level. */
export const { written } = fc.letrec<{ written: string }>(tie => ({
  written: fc.oneof(
    { maxDepth: 3 },
    symbol,
    fc.constantFrom("D/H", "2*D/H", "B*D/H", "H*(D/H)"),
    fc
      .tuple(fc.constantFrom("floor", "ceil"), tie("written"), fc.integer({ min: 1, max: 6 }))
      .map(([way, above, n]) => `${way}((${above})/${n})`),
    fc.tuple(tie("written"), fc.constantFrom("+", "-"), tie("written")).map(([a, sign, b]) => `${a}${sign}(${b})`),
    fc.tuple(fc.integer({ min: 2, max: 4 }), tie("written")).map(([n, a]) => `${n}*(${a})`),
  ),
}))
