/** Models as ONNX files: just enough of the protobuf encoding, and of ONNX's messages, to write the graphs that are timed. */

const varint = value => {
  const bytes = []
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const low = Number(rest & 127n)
    if (rest < 128n) return Buffer.from([...bytes, low])
    bytes.push(low | 128)
  }
}
/** A field with a whole number, or with bytes. */
const whole = (field, value) => Buffer.concat([varint(field << 3), varint(value)])
const bytes = (field, value) => {
  const content = typeof value === "string" ? Buffer.from(value) : value
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content])
}
const each = (field, values) => values.map(value => bytes(field, value))

const float32 = 1
const int64 = 7
const tensor = (name, shape, values) =>
  Buffer.concat([
    ...shape.map(axis => whole(1, axis)),
    whole(2, values instanceof BigInt64Array ? int64 : float32),
    bytes(8, name),
    bytes(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  ])

const integerKind = 2
const integersKind = 7
const attribute = ([name, value]) =>
  Buffer.concat([
    bytes(1, name),
    ...(Array.isArray(value) ?
      [...value.map(number => whole(8, number)), whole(20, integersKind)]
    : [whole(3, value), whole(20, integerKind)]),
  ])
const node = ({ op, inputs, outputs, attributes = {} }) =>
  Buffer.concat([
    ...each(1, inputs),
    ...each(2, outputs),
    bytes(4, op),
    ...each(5, Object.entries(attributes).map(attribute)),
  ])
const valueInfo = ([name, shape]) => {
  const axes = Buffer.concat(
    each(
      1,
      shape.map(axis => whole(1, axis)),
    ),
  )
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, Buffer.concat([whole(1, float32), bytes(2, axes)])))])
}

/** An ONNX model of IR 8 and operators 17. */
export const onnxModel = ({ nodes, constants, inputs, outputs }) => {
  const graph = Buffer.concat([
    ...each(1, nodes.map(node)),
    bytes(2, "graph"),
    ...each(
      5,
      Object.entries(constants).map(([name, [shape, values]]) => tensor(name, shape, values)),
    ),
    ...each(11, Object.entries(inputs).map(valueInfo)),
    ...each(12, Object.entries(outputs).map(valueInfo)),
  ])
  return Buffer.concat([whole(1, 8), bytes(7, graph), bytes(8, whole(2, 17))])
}

/** `[rows, columns]`, row by row, to `[columns, rows]`. */
const transposed = ({ values, shape: [rows, columns] }) =>
  Float32Array.from(
    { length: rows * columns },
    (_, place) => values[(place % rows) * columns + Math.floor(place / rows)],
  )

/** Keras keeps the gates of an lstm as i, f, c, o, and ONNX as i, o, f, c. */
const gates = (values, units, width) => {
  const size = units * width
  return [0, 3, 1, 2].flatMap(gate => [...values.subarray(gate * size, (gate + 1) * size)])
}
const lstmConstants = (name, [kernel, recurrent, bias]) => {
  const units = recurrent.shape[0]
  const [features, wide] = kernel.shape
  return {
    [`${name}W`]: [[1, wide, features], Float32Array.from(gates(transposed(kernel), units, features))],
    [`${name}R`]: [[1, wide, units], Float32Array.from(gates(transposed(recurrent), units, units))],
    [`${name}B`]: [[1, 2 * wide], Float32Array.from([...gates(bias.values, units, 1), ...new Float32Array(wide)])],
  }
}
const lstm = (name, x, states, units) => ({
  op: "LSTM",
  inputs: [x, `${name}W`, `${name}R`, `${name}B`, "", ...states],
  outputs: ["Y", "Y_h", "Y_c"].map(part => `${name}${part}`),
  attributes: { hidden_size: units },
})
const op = (name, inputs, output, attributes) => ({ op: name, inputs, outputs: [output], attributes })

/** The seq2seq models, with our weights. ONNX wants time before the batch: the data is turned in the graph, as ours comes. */
export const seq2seqModel = ({ inputs: [source, target] }, batch, weights) => {
  const units = weights[1].shape[0]
  const [kernel, bias] = weights.slice(6)
  const turn = { perm: [1, 0, 2] }
  return onnxModel({
    inputs: { x: [batch, ...source], y: [batch, ...target] },
    outputs: { out: [batch, ...target] },
    constants: {
      ...lstmConstants("encoder", weights.slice(0, 3)),
      ...lstmConstants("decoder", weights.slice(3, 6)),
      axes: [[1], BigInt64Array.of(1n)],
      kernel: [kernel.shape, kernel.values],
      bias: [bias.shape, bias.values],
    },
    nodes: [
      op("Transpose", ["x"], "xTurned", turn),
      op("Transpose", ["y"], "yTurned", turn),
      lstm("encoder", "xTurned", [], units),
      lstm("decoder", "yTurned", ["encoderY_h", "encoderY_c"], units),
      op("Squeeze", ["decoderY", "axes"], "sequence"),
      op("Transpose", ["sequence"], "rows", turn),
      op("MatMul", ["rows", "kernel"], "product"),
      op("Add", ["product", "bias"], "logits"),
      op("Softmax", ["logits"], "out", { axis: -1 }),
    ],
  })
}

/** Dense layers, relu between them and softmax at the end. */
export const denseModel = ({ inputs: [shape], output }, batch, weights) => {
  const count = weights.length / 2
  const nodes = Array.from({ length: count }, (_, index) => [
    op("Gemm", [index ? `relu${index - 1}` : "x", `kernel${index}`, `bias${index}`], `sum${index}`),
    index === count - 1 ?
      op("Softmax", [`sum${index}`], "out", { axis: -1 })
    : op("Relu", [`sum${index}`], `relu${index}`),
  ]).flat()
  const constants = weights.map(({ shape: axes, values }, index) => [
    `${index % 2 ? "bias" : "kernel"}${index >> 1}`,
    [axes, values],
  ])
  return onnxModel({
    inputs: { x: [batch, ...shape] },
    outputs: { out: [batch, ...output] },
    constants: Object.fromEntries(constants),
    nodes,
  })
}
