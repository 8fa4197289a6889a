/** A symbol that is given for a name of a pattern has the size that the tensor's own axes say, or is refused. */
import { expect, test } from "vitest"
import { input, model, tensor } from "../src/index.js"
import * as ops from "../src/ops.js"

test.each([
  { shape: ["H", "H*K"], split: "b t (h k) -> b h t k", sizes: { h: "H" }, data: [2, 3, 12], made: [2, 3, 3, 4] },
  { shape: ["K", "H*K"], split: "b t (h k) -> b h t k", sizes: { h: "H" }, data: [2, 3, 12], made: [2, 4, 3, 3] },
  { shape: ["T", "2*H"], split: "b t (h k) -> b h t k", sizes: { h: "H" }, data: [2, 3, 12], made: [2, 6, 3, 2] },
  { shape: ["H*T", "T"], split: "b (t h) d -> b t h d", sizes: { h: "H" }, data: [2, 12, 3], made: [2, 3, 4, 3] },
  {
    shape: ["T", "H*K"],
    split: "b t (h k) -> b h t k",
    sizes: { h: "H" },
    data: [2, 3, 12],
    made: "h is H, which has no size",
  },
  {
    shape: ["K", "H*K"],
    split: "b t (h k) -> b h t k",
    sizes: { h: "H" },
    data: [2, 5, 12],
    made: "h is H, which has no size",
  },
])("$split of $shape with $sizes, on $data: $made", ({ shape, split, sizes, data, made }) => {
  const x = input({ shape })
  const untyped = (value: unknown): any => value
  const net = model({ inputs: x, outputs: untyped(ops.rearrange)(x, split, sizes) })
  const given = untyped(tensor(new Float32Array(data.reduce((a, b) => a * b, 1)), data))
  const run = () => untyped(net.predict)(given).shape
  if (typeof made === "string") expect(run).toThrow(made)
  else expect(run()).toEqual(made)
})
