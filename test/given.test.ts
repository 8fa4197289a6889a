/** What JavaScript gives in the place of tensors, where TypeScript has words of its own. */
import { describe, expect, test } from "vitest"
import { add, concatenate, dense, gru, input, lstm, sequential, ShapeError, tensor } from "../src/index.js"

const untyped = (value: unknown): any => value

const messageOf = (wrong: () => unknown): string => {
  try {
    wrong()
  } catch (error) {
    return error instanceof ShapeError ? error.message : `not a ShapeError: ${error}`
  }
  return "nothing"
}

const x = input({ shape: [7, 12] })
const states = gru({ units: 3, returnState: true })(x)
const cell = lstm({ units: 3 })

describe("what is no list, and what a list has not", () => {
  test.each<readonly [string, () => unknown]>([
    [
      "lstm(3) gives one tensor, not a list; returnState: true gives its states as well",
      () => {
        const [output] = untyped(cell(x))
        return output
      },
    ],
    [
      "dense(5) gives one tensor, not a list",
      () => {
        const [output] = untyped(dense({ units: 5 })(x))
        return output
      },
    ],
    [
      "dense(5) takes one tensor, got nothing",
      () => {
        const [, , third] = untyped(states)
        return dense({ units: 5 })(third)
      },
    ],
    [
      "lstm(3): initialState must be a list of 2 states [h, c], got [[B, 3], nothing]",
      () => {
        const [, h, c] = untyped(states)
        return cell(x, { initialState: [h, c] })
      },
    ],
    [
      "lstm(3): initialState must be a list of 2 states [h, c], got [B, 3]",
      () => cell(x, { initialState: untyped(states[1]) }),
    ],
    [
      "lstm(3): initialState must be a list of 2 states [h, c], got [[B, 3], a list]",
      () => cell(x, { initialState: [states[1], untyped(states)] }),
    ],
    [
      "dense(5) takes no initialState; only recurrent layers have states",
      () => untyped(dense({ units: 5 }))(x, { initialState: [states[1]] }),
    ],
    ["add takes a list of tensors, got one tensor", () => add()(untyped(x))],
    [
      "concatenate(axis -1): element 1 must be one tensor, got a list of 2; take one of it, the first with const [output] = ...",
      () => concatenate()([x, untyped(states)]),
    ],
    ["add: element 0 must be one tensor, got nothing", () => add()([untyped(undefined), x])],
    [
      "dense(5) takes one tensor, got text; bring it to numbers first",
      () => untyped(dense({ units: 5 }))(tensor(["a"])),
    ],
    ["pipe: element 1 must be a layer, got a tensor", () => x.pipe(cell, untyped(x))],
    [
      "pipe: element 0 must be a layer, got a function; a layer is made by calling it, as in dense({ units: 5 })",
      () => tensor([[1]]).pipe(untyped(dense)),
    ],
    ["sequential: element 2 must be a layer, got 5", () => untyped(sequential)(x, cell, 5)],
    ["sequential: element 1 must be a layer, got a list", () => untyped(sequential)(x, [cell])],
  ])("%s", (sentence, wrong) => expect(messageOf(wrong)).toBe(sentence))
})
