/**
 * Recurrent layers over whole sequences in one call: one kernel forward, one backward, one for the gradient of the
 * inputs. tfjs's own loop runs a dozen kernels a step, and the tape costs ten times what they do.
 */
import * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { needed, reshaped } from "../wasm.js"
import { sharesOf, startBackward, startForward, startInput } from "./parts.js"
import { options, workOf } from "./work.js"

export const sequenceKernel = "ShapeproofSequence"
const gradientKernel = "ShapeproofSequenceGradient"
const inputGradientKernel = "ShapeproofSequenceInputGradient"

const isLstm = (kind: number) => kind === 1
const resetsAfter = (kind: number) => kind === 3
const addressIn = (backend: BackendWasm) => (tensor: tf.TensorInfo | undefined) =>
  tensor === undefined ? 0 : backend.dataIdMap.get(tensor.dataId).memoryOffset

/** Memory of so many bytes; `lay` then knows where it is. */
const allocate = (backend: BackendWasm, lay: (start: number) => number): tf.TensorInfo => {
  const bytes = lay(0)
  const memory = backend.makeOutput([Math.ceil(bytes / 4)], "float32")
  const address = addressIn(backend)(memory)
  if (address === 0) throw new Error(`shapeproof: there is no memory for a sequence's ${bytes} bytes`)
  lay(address)
  return memory
}

/** Memory for one call. */
const withMemory = (backend: BackendWasm, lay: (start: number) => number, run: () => unknown): void => {
  const memory = allocate(backend, lay)
  try {
    run()
  } finally {
    backend.disposeData(memory.dataId)
  }
}

/**
 * Gives the record first, then the output and the last states. The record calls itself one number, though its memory
 * holds all that the backward pass needs: tfjs makes zeros of its shape for the gradient that it does not have.
 */
const forward: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const work = workOf(backend, attrs)
  const { wasm, kernels, sizes } = work
  const { batch, steps, units, kind, has, prepared } = sizes
  const output = wasm.makeOutput(has(options.sequences) ? [batch, steps, units] : [batch, units], "float32")
  const states = (isLstm(kind) ? [0, 1] : [0]).map(() => wasm.makeOutput([batch, units], "float32"))
  const shares = sharesOf(sizes)
  kernels.prepare(...prepared(shares.stays))
  const record = allocate(wasm, kernels.layRecord)
  const at = addressIn(wasm)
  const given = ["x", "kernel", "recurrent", "bias", "state", "carry", "mask", "drop"].map(name => at(inputs[name]))
  const finish = startForward(work, shares, inputs, record.dataId, [output, ...states])
  kernels.prepare(...prepared(shares.stays))
  kernels.layRecord(at(record))
  withMemory(wasm, kernels.layForward, () => kernels.forward(...given, ...[output, ...states].map(at)))
  finish()
  return [reshaped(record, [1]), output, ...states]
}

/** Gives the gradients of kernel, recurrent kernel, bias and states; the gates in the record become their gradients. */
const backward: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const work = workOf(backend, attrs)
  const { wasm, kernels, sizes } = work
  const { batch, features, units, kind, gates, prepared } = sizes
  const make = (...shape: number[]) => wasm.makeOutput(shape, "float32")
  const width = gates * units
  const bias = resetsAfter(kind) ? make(2, width) : make(width)
  const weights = [make(features, width), make(units, width), bias]
  const states = (isLstm(kind) ? [0, 1] : [0]).map(() => make(batch, units))
  const at = addressIn(wasm)
  const given = ["x", "recurrent", "output", "state", "carry"].map(name => at(inputs[name]))
  const { stays, finish } = startBackward(work, inputs, weights, states)
  kernels.prepare(...prepared(stays))
  kernels.layRecord(at(needed(inputs, "record")))
  withMemory(wasm, kernels.layBackward, () => kernels.backward(...given, ...[...weights, ...states].map(at)))
  finish()
  return [...weights, ...states]
}

const inputGradient: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const work = workOf(backend, attrs)
  const { wasm, kernels, sizes } = work
  const { batch, steps, features, prepared } = sizes
  const out = wasm.makeOutput([batch, steps, features], "float32")
  const at = addressIn(wasm)
  const record = needed(inputs, "record")
  const given = [at(needed(inputs, "kernel")), at(out)]
  const { stays, finish } = startInput(work, record, out)
  kernels.prepare(...prepared(stays))
  kernels.layRecord(at(record))
  withMemory(wasm, kernels.layInput, () => kernels.inputGradient(...given))
  finish()
  return out
}

/** Everything but the gradient of the inputs is computed at once: tfjs tidies each of the functions alone. */
const gradient: tf.GradConfig = {
  kernelName: sequenceKernel,
  inputsToSave: ["x", "kernel", "recurrent"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, kernel, recurrent, record] = saved
    const [, output, state, carry] = Array.isArray(dy) ? dy : [dy]
    if (!x || !kernel || !recurrent || !record || !output || !state)
      throw new Error("shapeproof: a sequence is not whole")
    const given = { x, recurrent, record, output, state, ...(carry ? { carry } : {}) }
    const [ofKernel, ofRecurrent, ofBias, ofState, ofCarry] = tf
      .engine()
      .runKernel<tf.Tensor[]>(gradientKernel, given, attrs)
    const must = (tensor: tf.Tensor | undefined) => () => {
      if (tensor === undefined) throw new Error("shapeproof: a sequence has no such gradient")
      return tensor
    }
    return {
      x: () => tf.engine().runKernel(inputGradientKernel, { kernel, record }, attrs),
      kernel: must(ofKernel),
      recurrent: must(ofRecurrent),
      bias: must(ofBias),
      state: must(ofState),
      carry: must(ofCarry),
      mask: () => tf.zeros([x.shape[0] ?? 0, x.shape[1] ?? 0]),
      drop: () => tf.zerosLike(state),
    }
  },
}

const kernelFuncs = { [sequenceKernel]: forward, [gradientKernel]: backward, [inputGradientKernel]: inputGradient }

let isOn = false

/** Whether whole sequences go through the kernels, where they can. */
export const usesSequenceKernels = (): boolean => isOn

export const setSequenceKernels = (on: boolean): void => {
  if (on === isOn) return
  isOn = on
  for (const [kernelName, kernelFunc] of Object.entries(kernelFuncs)) {
    if (on) tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc })
    else tf.unregisterKernel(kernelName, "wasm")
  }
  if (on) tf.registerGradient(gradient)
  else tf.unregisterGradient(sequenceKernel)
}
