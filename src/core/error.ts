/** What kind of mistake a `ShapeError` tells of. */
export type ErrorCode =
  /** an option has a value that it cannot have */
  | "option"
  /** a tensor of a shape that a layer or an op refuses */
  | "shape"
  /** a list of tensors that does not fit together */
  | "list"
  /** states of a wrong number, rank or width */
  | "state"
  /** data whose shape or dtype is not what the model takes */
  | "data"
  /** a loss that does not fit the model or the labels */
  | "loss"
  /** weights that do not fit the model */
  | "weights"
  /** a graph that is not connected as a model needs it */
  | "graph"

/** Thrown for everything that the compiler would have refused, with the same sentence. */
export class ShapeError extends Error {
  override readonly name = "ShapeError"
  readonly code: ErrorCode
  /** The layer, op or call that refuses, as messages name it: `lstm(32)`. */
  readonly layer: string
  /** What was wanted. */
  readonly expected: string
  /** What came. */
  readonly received: string

  constructor(message: string, details: { code: ErrorCode; layer: string; expected: string; received: string }) {
    super(message)
    this.code = details.code
    this.layer = details.layer
    this.expected = details.expected
    this.received = details.received
  }
}

/** The run-time twin of a sentence in place of a shape. */
export interface Refusal<message extends string = string> {
  readonly refused: message
  readonly expected: string
  readonly received: string
  readonly code: ErrorCode
  /** Position of the element of a list that is refused, counted from 0. */
  readonly at?: number
}

/** Refuses: the whole sentence, what was wanted and what came. */
export const refuse = <const message extends string>(
  refused: message,
  expected: string,
  received: string,
  more: { code?: ErrorCode; at?: number } = {},
): Refusal<message> => ({ refused, expected, received, code: "shape", ...more })

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === "object" && answer !== null && "refused" in answer

/** Throws a refusal as the error that a user sees. */
export const raise = (layer: string, refusal: Refusal): never => {
  const { refused, expected, received, code } = refusal
  throw new ShapeError(refused, { code, layer, expected, received })
}
