import { describe, expect, test } from "vitest"
import { axes, dimsIn, einsums, isShape, ops } from "./patterns/answers.js"
import { type Claim, denied, typeOf } from "./patterns/compiled.js"
import { dimsOf } from "./patterns/sizes.js"

const sentences = (answers: readonly unknown[]) =>
  answers
    .map(answer => (typeof answer === "object" && answer !== null && "message" in answer ? answer.message : answer))
    .filter((answer): answer is string => typeof answer === "string")

describe("the compiler and the runtime give one answer, sentence for sentence", () => {
  const claims: Readonly<Record<string, readonly Claim[]>> = {
    einsum: einsums.map(({ pattern, inputs, answer }) => ({
      type: `einsumShape<${typeOf(pattern)}, ${typeOf(inputs.map(dimsOf))}>`,
      answer,
    })),
    "rearrange, reduce and repeat": axes.map(({ op, pattern, axes, sizes, answer }) => ({
      type: `axesShape<"${op}", ${typeOf(pattern)}, ${typeOf(dimsOf(axes))}, ${typeOf(dimsIn(sizes))}>`,
      answer,
    })),
  }
  let found: ReadonlyMap<string, readonly string[]> | undefined
  test.each(Object.keys(claims))(
    "%s",
    name => {
      found ??= denied(claims)
      expect(found.get(name)?.slice(0, 5)).toEqual([])
    },
    300_000,
  )
})

describe("the cases are of every kind", () => {
  test.each([["einsum", einsums], ...ops.map((op): [string, typeof axes] => [op, axes.filter(one => one.op === op)])])(
    "%s: many are accepted",
    (_, list) => {
      expect(list.filter(({ answer }) => isShape(answer)).length).toBeGreaterThan(list.length / 2)
    },
  )
  const said = sentences([...einsums, ...axes].map(({ answer }) => answer))
  test.each([
    /^einsum: operand \d \(.*\) holds .*, which is not a letter$/,
    /^einsum: the output \(.*\) holds .*, which is not a letter$/,
    /^einsum: operand \d \(.*\) has more than one ellipsis$/,
    /^einsum: the operands have an ellipsis, but the output \(.*\) has none/,
    /^einsum: the output \(.*\) has an ellipsis, but no operand has$/,
    /^einsum: output letter . stands twice$/,
    /^einsum: output letter . stands in no operand$/,
    /^einsum: the pattern has 1 operand, got 2 tensors$/,
    /^einsum: the pattern has 2 operands, got 1 tensor$/,
    /^einsum: operand \d \(.*\) needs rank \d, got \[.*\]$/,
    /^einsum: operand \d \(.*\) needs rank \d or more, got \[.*\]$/,
    /^einsum: the ellipsis is \[.*\] in operand \d, which does not broadcast with \[.*\]$/,
    /^einsum: . is \S+ in operand \d, but \S+ in operand \d$/,
    /^einsum: . is \S+ and also \S+ in operand \d$/,
    / has no ->; write the axes before it and those behind it$/,
    /: the pattern has a \( without its \)$/,
    /: the pattern has a \) without its \($/,
    /: the pattern has a \( inside of another$/,
    / is no name of an axis; a name is made of letters, digits and _, and begins with a letter$/,
    / stands twice before the ->$/,
    / stands twice behind the ->$/,
    /^re(?:arrange|peat): \S+ stands only before the ->; reduce takes axes away$/,
    /^re(?:arrange|duce): \S+ stands only behind the ->; repeat adds axes$/,
    /: the ellipsis stands only behind the ->$/,
    /: the ellipsis cannot stand in brackets before the ->$/,
    /: the pattern has no axis z$/,
    /: \(.*\) needs a size for all of its names but one, such as \{ \S+: 2 \}$/,
    /^repeat: \S+ is new and needs a size, such as \{ \S+: 2 \}$/,
    / needs rank \d, got \[.*\]$/,
    / needs rank \d or more, got \[.*\]$/,
    /: \S+ does not divide by \w+ = \S+$/,
    /: \S+ does not divide by \w+\*\w+ = \S+$/,
    /: \S+ is \S+ in the tensor, but the sizes make it \S+$/,
    /: \(.*\) is \S+ in the tensor, but the sizes make it \S+$/,
    /: an axis is 1 in the pattern, but \S+ in the tensor \[.*\]$/,
  ])("refused: %s", sentence => expect(said.filter(one => sentence.test(one)).length).toBeGreaterThan(0))
})
