/** What is printed for a symbol is what it comes to, for whatever sizes its names stand for. */
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  ceilQuotient,
  difference,
  dimOf,
  floorQuotient,
  product,
  quotient,
  type RuntimeDim,
  substituteDim,
  sum,
} from "../src/ops/dim.js"
import { written } from "./symbols.js"

type Sizes = Readonly<Record<"T" | "B" | "H" | "W" | "D", number>>

/** Every quotient is whole: D is a multiple of H. */
const sizes: fc.Arbitrary<Sizes> = fc
  .tuple(...[1, 2, 3, 4, 5].map(() => fc.integer({ min: 1, max: 40 })))
  .map(([T = 1, B = 1, H = 1, W = 1, k = 1]) => ({ T, B, H, W, D: H * k }))

/** What JavaScript makes of the text. */
const sizeIn = (dim: RuntimeDim, { T, B, H, W, D }: Sizes): number =>
  Number(new Function("T", "B", "H", "W", "D", "floor", "ceil", `return ${dim}`)(T, B, H, W, D, Math.floor, Math.ceil))

const seed = 20261124
const dim = fc.oneof({ weight: 3, arbitrary: written }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) })
const divisor = fc.integer({ min: 1, max: 12 })
const each = (check: (a: RuntimeDim, b: RuntimeDim, c: RuntimeDim, n: number, at: Sizes) => void) =>
  fc.assert(
    fc.property(dim, dim, dim, divisor, sizes, (...given) => {
      check(...given)
    }),
    { numRuns: 1000, seed },
  )

describe("the normal form of a symbol", () => {
  test("comes to the same as what was written", () =>
    each((a, _b, _c, _n, at) => expect(sizeIn(dimOf(a), at)).toBe(sizeIn(a, at))))

  test("is its own normal form", () => each(a => expect(dimOf(dimOf(a))).toBe(dimOf(a))))

  test("comes to the sum, the difference, the product and the rounded quotients", () =>
    each((given, other, _c, n, at) => {
      const [a, b] = [dimOf(given), dimOf(other)]
      const [x, y] = [sizeIn(given, at), sizeIn(other, at)]
      expect(sizeIn(sum(a, b), at)).toBe(x + y)
      expect(sizeIn(difference(a, b), at)).toBe(x - y)
      expect(sizeIn(product(a, b), at)).toBe(x * y + 0)
      expect(sizeIn(floorQuotient(a, n), at)).toBe(Math.floor(x / n))
      expect(sizeIn(ceilQuotient(a, n), at)).toBe(Math.ceil(x / n) + 0)
    }))

  test("comes to its value when sizes take the place of the names", () =>
    each((a, _b, _c, _n, at) => expect(substituteDim(dimOf(a), new Map(Object.entries(at)))).toBe(sizeIn(a, at) + 0)))

  test("is one string for one length", () =>
    each((given, other, third, n) => {
      const [a, b, c] = [dimOf(given), dimOf(other), dimOf(third)]
      expect(sum(a, b)).toBe(sum(b, a))
      expect(product(a, b)).toBe(product(b, a))
      expect(sum(sum(a, b), c)).toBe(sum(a, sum(b, c)))
      expect(product(product(a, b), c)).toBe(product(a, product(b, c)))
      expect(product(a, sum(b, c))).toBe(sum(product(a, b), product(a, c)))
      expect(difference(sum(a, b), b)).toBe(a)
      expect(ceilQuotient(a, n)).toBe(floorQuotient(sum(a, n - 1), n))
      expect(floorQuotient(sum(a, product(b, n)), n)).toBe(sum(floorQuotient(a, n), b))
      expect(floorQuotient(product(a, n), n)).toBe(a)
    }))

  test("of what is rounded twice is that of what is rounded once", () =>
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), divisor, divisor, (k, m, n) => {
        expect(floorQuotient(floorQuotient(sum("T", k), m), n)).toBe(floorQuotient(sum("T", k), m * n))
        expect(ceilQuotient(ceilQuotient(sum("T", k), m), n)).toBe(ceilQuotient(sum("T", k), m * n))
      }),
      { numRuns: 300, seed },
    ))

  test("comes back when it was multiplied and is divided", () =>
    each((given, _b, _c, n) => {
      const a = dimOf(given)
      expect(quotient(product(a, n), n)).toBe(a)
      expect(quotient(product(product(a, "H"), "W"), "W")).toBe(product(a, "H"))
      for (const name of ["T", "W"]) {
        const divided = quotient(a, name)
        if (divided !== null && divided !== undefined) expect(product(divided, name)).toBe(a)
      }
    }))

  test("reads as one would write it", () => {
    const convolved = (length: RuntimeDim) => sum(floorQuotient(difference(length, 3), 2), 1)
    expect(convolved("T")).toBe("ceil(T/2)-1")
    expect(convolved(convolved("T"))).toBe("floor((T+1)/4)-1")
    expect(ceilQuotient("T", 2)).toBe("ceil(T/2)")
    expect(floorQuotient("T+1", 3)).toBe("floor((T+1)/3)")
    expect(floorQuotient("2*T+3", 2)).toBe("T+1")
    expect(ceilQuotient("2*T+1", 2)).toBe("T+1")
    expect(floorQuotient("4*T+2*H", 4)).toBe("T+floor(H/2)")
    expect(dimOf("floor((2*floor(T/3)+H)/4)")).toBe("floor((H+2*floor(T/3))/4)")
    expect(quotient("H*K", "H")).toBe("K")
    expect(quotient("D", "H")).toBe("D/H")
    expect(product("H", "D/H")).toBe("D")
    expect(dimOf("H*(D/H)")).toBe("D")
    expect(quotient("D+1", "H")).toBe(null)
    expect(
      ["2T", "T+", "", "T/2", "floor(T)", "floor(T+1/2)", "(T", "T)", "T--1", "T H", "{T}", "H/0"].map(dimOf),
    ).toEqual(Array(12).fill(null))
  })
})
