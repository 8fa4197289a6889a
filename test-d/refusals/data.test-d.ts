/** Data from elsewhere. Each function is refused by the compiler, and in the same words when it runs. */
import { add, asShape, input, type Tensor, tensor } from "shapeproof"
import { expectType } from "tsd"

const weeks = tensor(new Float32Array(2 * 7 * 12), [2, 7, 12])
const one: Tensor<[]> = tensor(1)

expectType<Tensor<["N", 7, 12]>>(asShape(weeks, ["N", 7, 12]))
expectType<Tensor<[number, 7, 12]>>(asShape(weeks, [null, 7, 12]))

export const refused: readonly (() => unknown)[] = [
  // @ts-expect-error asShape: [2, 7, 12] is not [N, 7, 13]: axis 2 must be 13, not 12
  () => asShape(weeks, ["N", 7, 13]),
  // @ts-expect-error asShape: [2, 7, 12] is not [N, N, 12]: axis 1 must be 2, as N is elsewhere, not 7
  () => asShape(weeks, ["N", "N", 12]),
  // @ts-expect-error asShape: [2, 7, 12] is not [N, 84]: rank 2 is needed, not 3
  () => asShape(weeks, ["N", 84]),
  // @ts-expect-error asShape: [2, 7, 12] is not [N, 2, 7, 12]: the batch axis is missing; one sample is [1, 2, 7, 12]
  () => asShape(weeks, ["N", 2, 7, 12]),
  // @ts-expect-error tensor: row 1 has shape [1], but row 0 has [2]
  () => tensor([[1, 2], [3]]),
  // @ts-expect-error tensor: 4 values do not fill [3, 2]
  () => tensor([1, 2, 3, 4], [3, 2]),
  // @ts-expect-error add: element 0 is [], which has no batch axis; all need one
  () => add()([one, weeks]),
  // @ts-expect-error add: element 1 is [], which has no batch axis; all need one
  () => add()([weeks, one]),
  // @ts-expect-error an axis must be a positive integer, got -7
  () => input({ shape: [-7, 12] }),
  // @ts-expect-error shape must be that of one sample, got the batch B as its first axis; leave it out, input adds it
  () => input({ shape: ["B", 7, 12] }),
  // @ts-expect-error shape must be that of one sample, got the batch B as its first axis; leave it out, input adds it
  () => input({ shape: ["B", "T"], dtype: "int32" }),
  // @ts-expect-error an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got N+
  () => asShape(weeks, ["N+", 7, 12]),
  // @ts-expect-error tensor: text cannot be float32; leave the dtype out
  () => tensor(["a", "b"], [2], "float32"),
  // @ts-expect-error tensor: numbers cannot be string; leave the dtype out
  () => tensor([1, 2], [2], "string"),
]
