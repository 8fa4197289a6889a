/** Writes types/digits.ts: the digit tables that types/arith.ts looks up. Run it with `node scripts/make-digits.mjs`. */
import { writeFileSync } from "node:fs"

const digits = [...Array(10).keys()]
const tables = []
const table = (name, doc, start, entries) =>
  tables.push(
    `/** ${doc} */\nexport interface ${name} {\n  [key: string]: string\n  "": "${start}"\n${chunk(
      entries.map(([key, value]) => `"${key}": "${value}"`),
      10,
    )
      .map(row => `  ${row.join("; ")}`)
      .join("\n")}\n}\n`,
  )
const chunk = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
const withCarry = f => [0, 1].flatMap(c => digits.flatMap(a => digits.map(b => [`${c}${a}${b}`, f(c, a, b)])))
const pairs = f => digits.flatMap(a => digits.map(b => [`${a}${b}`, f(a, b)]))

table(
  "SumDigit",
  "Last digit of `a + b + carry`, keyed `carry a b`.",
  "",
  withCarry((c, a, b) => (a + b + c) % 10),
)
table(
  "SumCarry",
  "Carry of `a + b + carry`.",
  "0",
  withCarry((c, a, b) => (a + b + c > 9 ? 1 : 0)),
)
table(
  "DifferenceDigit",
  "Last digit of `a - b - borrow`, keyed `borrow a b`.",
  "",
  withCarry((c, a, b) => (a - b - c + 20) % 10),
)
table(
  "DifferenceBorrow",
  "Borrow of `a - b - borrow`.",
  "0",
  withCarry((c, a, b) => (a - b - c < 0 ? 1 : 0)),
)
table(
  "DigitLess",
  "`a - b` where nothing is borrowed.",
  "",
  pairs((a, b) => a - b).filter(([, rest]) => rest >= 0),
)
table(
  "DigitProduct",
  "`a * b`.",
  "",
  pairs((a, b) => a * b),
)
table(
  "DigitSum",
  "`a + b`, 0 to 18.",
  "",
  pairs((a, b) => a + b),
)
const products = [...new Set(digits.flatMap(a => digits.map(b => a * b)))].sort((a, b) => a - b)
const accumulate = f => products.flatMap(p => [...Array(19).keys()].map(s => [`${p}+${s}`, f(p, s)]))
table(
  "AccumulateDigit",
  "Last digit of `product + sum`.",
  "",
  accumulate((p, s) => (p + s) % 10),
)
table(
  "AccumulateCarry",
  "Carry of `product + sum`.",
  "0",
  accumulate((p, s) => Math.floor((p + s) / 10)),
)
const division = f =>
  digits.slice(1).flatMap(d => [...Array(d).keys()].flatMap(r => digits.map(x => [`${d}${r}${x}`, f(d, r, x)])))
table(
  "QuotientDigit",
  "`floor((10 * rest + x) / d)`, keyed `d rest x`. Where `rest` is `d`, and so may be the highest digits of longer numbers: 9.",
  "",
  [
    ...division((d, r, x) => Math.floor((r * 10 + x) / d)),
    ...digits.slice(5).flatMap(d => digits.map(x => [`${d}${d}${x}`, 9])),
  ],
)
table(
  "QuotientRest",
  "`(10 * rest + x) mod d`.",
  "0",
  division((d, r, x) => (r * 10 + x) % d),
)
table(
  "Next",
  "Digit plus one.",
  "",
  digits.slice(0, 9).map(a => [a, a + 1]),
)
table(
  "Previous",
  "Digit minus one.",
  "",
  digits.slice(1).map(a => [a, a - 1]),
)

writeFileSync(
  new URL("../types/digits.ts", import.meta.url),
  `// Written by scripts/make-digits.mjs. The key "" is the neutral start state; the index signature lets an inferred digit index a table.\n${tables.join("")}`,
)
