import { asShape, dense, input, lstm, memory, ShapeError, tensor, tidy } from "shapeproof"
import { describe, expect, test } from "vitest"

const untyped = (value: unknown): any => value

describe("tensor", () => {
  test("has the shape and the dtype of its values", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect([x.shape, x.dtype, x.arraySync()]).toEqual([
      [2, 3],
      "float32",
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ])
    expect(tensor([1, 2, 3, 4], [2, 2], "int32").arraySync()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(tensor([[true], [false]]).dtype).toBe("bool")
    expect(tensor(["a", "b"]).arraySync()).toEqual(["a", "b"])
    expect(tensor(7).shape).toEqual([])
    expect(tensor(Int32Array.of(1, 2)).dtype).toBe("int32")
  })

  test("refuses what the compiler refuses", () => {
    const ragged = [[1, 2], [3]]
    expect(() => tensor(untyped(ragged))).toThrow("tensor: row 1 has shape [1], but row 0 has [2]")
    expect(() => tensor([1, 2, 3], untyped([2, 2]))).toThrow("tensor: 3 values do not fill [2, 2]")
    expect(() => tensor(untyped([1, "a"]))).toThrow(ShapeError)
    expect(() => tensor(untyped([{}]))).toThrow("tensor: values must be numbers, booleans or strings, got an object")
  })
})

test("asShape lets only what agrees through", () => {
  const x = tensor(new Float32Array(24), [2, 3, 4])
  expect(asShape(x, ["N", 3, null])).toBe(x)
  expect(() => asShape(x, untyped(["N", 7, 4]))).toThrow("asShape: [2, 3, 4] is not [N, 7, 4]: axis 1 must be 7, not 3")
  expect(() => asShape(x, untyped(["N", "N", 4]))).toThrow("axis 1 must be 2, as N is elsewhere, not 3")
  expect(() => asShape(untyped("x"), untyped([1]))).toThrow("asShape needs a tensor with data")
})

test("tidy frees what it does not return", () => {
  const before = memory().numTensors
  const kept = tidy(() => {
    tensor([1, 2])
    return tensor([3])
  })
  expect(memory().numTensors).toBe(before + 1)
  kept.dispose()
})

describe("input", () => {
  test("brings symbols to normal form", () => {
    expect(input({ shape: ["T*2+1+T", null, 7] }).shape).toEqual(["B", "3*T+1", null, 7])
    expect(input({ shape: [7], batchSize: 4, dtype: "int32" })).toMatchObject({ shape: [4, 7], dtype: "int32" })
  })

  test.each([
    [[7, 0], "an axis must be a positive integer, got 0"],
    [[-1], "an axis must be a positive integer, got -1"],
    [[1.5], "an axis must be a positive integer, got 1.5"],
    [["2T"], "an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got 2T"],
    [["T+"], "an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got T+"],
    [[""], "an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got an empty text"],
  ])("refuses %j", (shape, sentence) => {
    expect(() => input({ shape: untyped(shape) })).toThrow(sentence)
  })
})

test.each<readonly [string, () => unknown]>([
  ["tensor: values must be numbers, booleans or strings, got undefined", () => untyped(tensor)()],
  ["tensor: values must be of one kind, got 1 and undefined", () => untyped(tensor)([1, undefined])],
  ['dtype must be one of float32, int32, bool, string, got "int31"', () => untyped(tensor)([1], [1], "int31")],
  ["tensor: text cannot be bool; leave the dtype out", () => untyped(tensor)(["a"], [1], "bool")],
  ["tensor: numbers cannot be string; leave the dtype out", () => untyped(tensor)(new Uint8Array(1), [1], "string")],
  ["a shape must be a list of axes, got 2", () => untyped(asShape)(tensor([1]), 2)],
  ["an axis must be an integer, a symbol or null, got undefined", () => untyped(asShape)(tensor([1]), [undefined])],
  ["asShape: [1] is not [-1]: axis 0 must be -1, not 1", () => untyped(asShape)(tensor([1]), [-1])],
  ["input needs a shape: the axes of one sample, got undefined", () => untyped(input)()],
  [
    "input has no option batchShape; it has shape, dtype, batchSize, name",
    () => untyped(input)({ shape: [5], batchShape: [2, 5] }),
  ],
  ["name must be a name, got 5", () => untyped(input)({ shape: [5], name: 5 })],
  ["an axis must be a positive integer, got 100000000000000000000", () => untyped(input)({ shape: [1e20] })],
])("a wrong call: %s", (sentence, wrong) => {
  expect(wrong).toThrow(ShapeError)
  expect(wrong).toThrow(sentence)
})

test("asShape finds the size of a symbol that stands in sums alone, and checks all others against it", () => {
  const loaded = (...shape: number[]) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)
  const asked = (data: unknown, shape: readonly unknown[]) => () => asShape(untyped(data), untyped(shape))
  expect(asked(loaded(7, 4, 3), ["2*T+1", "T+1", "T"])).not.toThrow()
  expect(asked(loaded(7, 2), ["2*T+1", "ceil(T/2)"])).not.toThrow()
  expect(asked(loaded(6, 2, 12), ["D/H", "H", "D"])).not.toThrow()
  expect(asked(loaded(8), ["2*T+1"])).toThrow("asShape: [8] is not [2*T+1]: axis 0 must be 2*T+1 for a whole T, not 8")
  expect(asked(loaded(7, 4), ["2*T+1", "T"])).toThrow("axis 0 must be 9, as 2*T+1 is elsewhere, not 7")
  expect(asked(loaded(7, 3), ["T", "floor(T/2)+1"])).toThrow("axis 1 must be 4, as floor(T/2)+1 is elsewhere, not 3")
  expect(asked(loaded(7, 2, 3), ["D", "H", "D/H"])).toThrow("axis 2 must be a whole D/H, not 3")
})

test("pipe sends data through layers", () => {
  const x = tensor([[1, 2, 3]])
  const first = dense({ units: 4 })
  const second = dense({ units: 2 })
  expect(x.pipe(first, second).dataSync()).toEqual(second(first(x)).dataSync())
  const states = untyped(lstm({ units: 2, returnState: true }))
  expect(() => tensor([[[1, 2, 3]]]).pipe(states)).toThrow("a row of layers takes one")
})
