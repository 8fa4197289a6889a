/** What a use of the ops costs that read a pattern; the patterns are few, as in a real program, and the sizes many. */
const before = `import { einsum, rearrange, reduce, repeat } from "shapeproof/ops"
declare const t: <const S extends readonly number[]>(shape: S) => SymbolicTensor<S>`

const refused = { before, errors: 1 }

export const patterns = {
  "einsum bhqd,bhkd->bhqk": {
    budget: 500,
    before,
    line: i => `einsum("bhqd,bhkd->bhqk", input({ shape: [8, ${i + 20}, 64] }), input({ shape: [8, ${i + 120}, 64] }))`,
  },
  "einsum with an ellipsis": {
    budget: 700,
    before,
    line: i => `einsum("...qd,...kd->...qk", t([8, ${i + 20}, 64]), t([8, ${i + 120}, 64]))`,
  },
  "rearrange, heads apart": {
    budget: 400,
    before,
    line: i => `rearrange(input({ shape: [${i + 20}, 512] }), "b t (h d) -> b h t d", { h: 8 })`,
  },
  "rearrange, heads together": {
    budget: 400,
    before,
    line: i => `rearrange(input({ shape: [8, ${i + 20}, 64] }), "b h t d -> b t (h d)")`,
  },
  "reduce, two axes apart": {
    budget: 650,
    before,
    line: i => `reduce(input({ shape: [${2 * i + 20}, 64, 3] }), "b (h p) (w q) c -> b h w c", "max", { p: 2, q: 2 })`,
  },
  repeat: {
    budget: 400,
    before,
    line: i => `repeat(input({ shape: [${i + 20}, 64] }), "b t d -> b t k d", { k: 4 })`,
  },
  "refused: einsum, a size": {
    ...refused,
    budget: 500,
    line: i => `einsum("bhqd,bhkd->bhqk", t([2, 8, ${i + 20}, 64]), t([2, 8, ${i + 120}, 32]))`,
  },
  "refused: einsum, the pattern": {
    ...refused,
    budget: 300,
    line: i => `einsum("bhqd,bhkd->bhqz", t([2, 8, ${i + 20}, 64]), t([2, 8, ${i + 120}, 64]))`,
  },
  "refused: rearrange, a size": {
    ...refused,
    budget: 500,
    line: i => `rearrange(t([2, ${i + 20}, 512]), "b t (h d) -> b h t d", { h: 7 })`,
  },
  "refused: rearrange, a rank": {
    ...refused,
    budget: 500,
    line: i => `rearrange(t([${i + 20}, 512]), "b t (h d) -> b h t d", { h: 8 })`,
  },
}
