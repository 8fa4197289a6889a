/** What may be given to a model. Each function is refused by the compiler, and in the same words when it runs. */
import { dense, input, lstm, model, sequential, type Tensor, tensor } from "shapeproof"
import { expectType } from "tsd"

const zeros = <const axes extends readonly number[]>(...axes: axes) =>
  tensor(new Float32Array(axes.reduce((product, axis) => product * axis, 1)), axes)

const x = input({ shape: [7, 12] })
const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })
const tokens = input({ shape: ["T"], dtype: "int32" })
const copy = model({ inputs: tokens, outputs: tokens })
const source = input({ shape: ["Tx", 4] })
const target = input({ shape: ["Ty", 3] })
const [, h, c] = lstm({ units: 5, returnState: true })(source)
const y = lstm({ units: 5, returnSequences: true })(target, { initialState: [h, c] })
const list = model({ inputs: [source, target], outputs: y })
const record = model({ inputs: { source, target }, outputs: { y } })

const two = zeros(2, 7, 12)
const names = zeros(2, 6, 4)
const answers = zeros(2, 8, 3)
const fewer = zeros(1, 8, 3)
const wide = zeros(2, 8, 5)

expectType<Tensor<[2, 7, 5]>>(net.predict(two))
expectType<Tensor<[2, 8, 5]>>(list.predict([names, answers]))
expectType<{ y: Tensor<[2, 8, 5]> }>(record.predict({ source: names, target: answers }))

export const refused: readonly (() => unknown)[] = [
  // Which axis, and the batch
  // @ts-expect-error predict: x must be [B, 7, 12], got [2, 7, 13]: axis 2 must be 12, not 13
  () => net.predict(zeros(2, 7, 13)),
  // @ts-expect-error predict: x must be [B, 7, 12], got [2, 12]: rank 3 is needed, not 2
  () => net.predict(zeros(2, 12)),
  // @ts-expect-error predict: x must be [B, 7, 12], got [7, 12]: the batch axis is missing; one sample is [1, 7, 12]
  () => net.predict(zeros(7, 12)),
  // @ts-expect-error predict: x[0] must be [B, Tx, 4], got [6, 4]: the batch axis is missing; one sample is [1, 6, 4]
  () => list.predict([zeros(6, 4), answers]),

  // Another form than the model's
  // @ts-expect-error predict: x must be one tensor [B, 7, 12], got a list; give the tensor itself
  () => net.predict([two]),
  // @ts-expect-error predict: x must be one tensor [B, 7, 12], got a record; give the tensor itself
  () => net.predict({ x: two }),
  // @ts-expect-error predict: x must be a list of 2 tensors, got one tensor
  () => list.predict(names),
  // @ts-expect-error predict: x must be a list of 2 tensors, got a record
  () => list.predict({ source: names, target: answers }),
  // @ts-expect-error predict: x must be a list of 2 tensors, got 3
  () => list.predict([names, answers, answers]),
  // @ts-expect-error predict: x must be a record of tensors, by the names of the ports, got one tensor
  () => record.predict(names),
  // @ts-expect-error predict: x must be a record of tensors, by the names of the ports, got a list
  () => record.predict([names, answers]),
  // @ts-expect-error predict: x lacks target
  () => record.predict({ source: names }),

  // Which of several, and where a symbol has its size from
  // @ts-expect-error predict: x[1] must be [B, Ty, 3], got [1, 8, 3]: axis 0 must be 2, as B is in x[0], not 1
  () => list.predict([names, fewer]),
  // @ts-expect-error predict: x[1] must be [B, Ty, 3], got [2, 8, 5]: axis 2 must be 3, not 5
  () => list.predict([names, wide]),
  // @ts-expect-error predict: x.target must be [B, Ty, 3], got [2, 8, 5]: axis 2 must be 3, not 5
  () => record.predict({ source: names, target: wide }),
  () =>
    record.predict({
      // @ts-expect-error predict: x.source must be [B, Tx, 4], got [2, 6, 4]: axis 0 must be 1, as B is in x.target, not 2
      source: names,
      // @ts-expect-error predict: x.target must be [B, Ty, 3], got [1, 8, 3]: axis 0 must be 2, as B is in x.source, not 1
      target: fewer,
    }),

  // Another dtype, another kind
  // @ts-expect-error predict: x must be int32, got float32; tensor() takes the dtype last
  () => copy.predict(zeros(2, 9)),
  // @ts-expect-error predict: x must be a tensor with data, got one of a graph
  () => net.predict(input({ shape: [7, 12] })),

  // A model as a layer
  // @ts-expect-error the model's input must be [B, 7, 12], got [B, 12]: rank 3 is needed, not 2
  () => net(input({ shape: [12] })),
  // @ts-expect-error the model's input[1] must be [B, Ty, 3], got [B, 8, 4]: axis 2 must be 3, not 4
  () => list([input({ shape: [6, 4] }), input({ shape: [8, 4] })]),
  // @ts-expect-error the model's input must be [B, 7, 12], got [B, 12]: rank 3 is needed, not 2
  () => sequential(input({ shape: [12] }), net),
  // @ts-expect-error a model with several inputs takes all of them, and here comes one tensor; call it by itself
  () => x.pipe(list),
  // @ts-expect-error a model with several outputs gives all of them, and here one tensor is wanted; call it by itself
  () => source.pipe(model({ inputs: source, outputs: [h, c] })),
  // @ts-expect-error in sequential, layer 2: the model's input must be [B, 7, 12], got [B, 7, 4]: axis 2 must be 12, not 4
  () => sequential(dense({ units: 4 }), net)(x),
  // @ts-expect-error lstm(3) gives a list of tensors, and a row of layers takes one; leave out returnState and mergeMode: null, or call the layer by itself
  () => x.pipe(lstm({ units: 3, returnState: true }), dense({ units: 2 })),
]
