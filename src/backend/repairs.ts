/**
 * What tfjs 4.22 does wrong or slowly, and our kernels in its place. `SHAPEPROOF_REPAIRS=off` in the environment starts
 * without them, and `setRepairs` switches at run time, so that both can be timed and tested side by side.
 */
import * as tf from "@tensorflow/tfjs"
import { adamKernels } from "./adam.js"
import { castOnWasm } from "./cast.js"
import { backpropFilter, backpropInput, convolution } from "./convolution.js"
import { gradients } from "./convolutionGradients.js"
import { crossentropyKernels } from "./crossentropy.js"
import { depthwiseBackpropFilter, depthwiseBackpropInput } from "./depthwise.js"
import { denseCall, denseGradient, denseKernels, densePrototype } from "./dense.js"
import { convolutionPrototype, dilatedCall } from "./dilatedConvolution.js"
import { einsum } from "./einsum.js"
import { gather } from "./gather.js"
import { elementwiseGradients } from "./elementwiseGradients.js"
import { fusedMatMul } from "./fusedMatMul.js"
import { setSequenceKernels } from "./kernels/sequence.js"
import { setMaskRepair } from "./layers/masks.js"
import { withManyAxes } from "./manyAxes.js"
import { matMul } from "./matMul.js"
import { normalizeGradients, normalizeKernels } from "./normalize.js"
import { matMulGradient } from "./matMulGradient.js"
import { apply, orthogonalPrototype } from "./orthogonal.js"
import { maxPoolGradientOnWasm } from "./poolGradients.js"
import { productOf } from "./product.js"
import { withSamePadding } from "./samePadding.js"
import { segmentSumOnCpu, segmentSumOnWasm } from "./segmentSum.js"
import { prototypeOf, setSoftmaxRepair, sigmoidApply, softmaxApply } from "./softmax.js"
import { matMulOnCpu } from "./tiledMatMul.js"
import { spreadKernels, sumGradients } from "./sumGradient.js"
import { cast, save, shared } from "./tape.js"
import { asWasm } from "./wasm.js"

/** Puts our part in tfjs's place, or tfjs's own back. */
type Repair = (on: boolean) => void

const ownKernel = (kernelName: string, backendName: string): tf.KernelConfig | undefined =>
  tf.getKernel(kernelName, backendName)

const registerKernel = (kernelName: string, backendName: string, config: tf.KernelConfig | undefined) => {
  if (ownKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName)
  if (config) tf.registerKernel(config)
}

const kernelRepair = (kernelName: string, backendName: string, kernelFunc: tf.KernelFunc): Repair => {
  const original = ownKernel(kernelName, backendName)
  const repaired = { ...original, kernelName, backendName, kernelFunc }
  return on => registerKernel(kernelName, backendName, on ? repaired : original)
}

const originals = {
  matMul: tf.getKernel("BatchMatMul", "wasm").kernelFunc,
  fusedMatMul: tf.getKernel("_FusedMatMul", "wasm").kernelFunc,
}

const gradientRepair = (repaired: tf.GradConfig): Repair => {
  const original: tf.GradConfig | undefined = tf.getGradient(repaired.kernelName)
  return on => {
    if (on) tf.registerGradient(repaired)
    else if (original) tf.registerGradient(original)
    else if (tf.getGradient(repaired.kernelName)) tf.unregisterGradient(repaired.kernelName)
  }
}

const methodRepair = (prototype: object, name: string, repair: (original: unknown) => unknown): Repair => {
  const original: unknown = Reflect.get(prototype, name)
  const repaired = repair(original)
  return on => {
    Reflect.set(prototype, name, on ? repaired : original)
  }
}

const plainProduct = (a: tf.TensorInfo, b: tf.TensorInfo) => ({ a, b, transposeA: false, transposeB: false })

const repairs: Repair[] = [
  kernelRepair("Identity", "wasm", shared),
  kernelRepair("Cast", "wasm", cast(castOnWasm(tf.getKernel("Cast", "wasm").kernelFunc))),
  methodRepair(tf.engine(), "saveTensorsForBackwardMode", save),
  kernelRepair("BatchMatMul", "wasm", ({ inputs, backend, attrs }) =>
    matMul(asWasm(backend), originals.matMul, productOf(inputs, attrs)),
  ),
  kernelRepair("BatchMatMul", "cpu", matMulOnCpu(tf.getKernel("BatchMatMul", "cpu").kernelFunc)),
  kernelRepair("_FusedMatMul", "wasm", ({ inputs, backend, attrs }) =>
    fusedMatMul(asWasm(backend), originals, { product: productOf(inputs, attrs), inputs, attrs: attrs ?? {} }),
  ),
  kernelRepair(
    "Einsum",
    "wasm",
    einsum((backend, a, b) => matMul(backend, originals.matMul, plainProduct(a, b))),
  ),
  kernelRepair("GatherV2", "wasm", gather(tf.getKernel("GatherV2", "wasm").kernelFunc)),
  ...["Add", "Sub", "Multiply", "RealDiv", "SquaredDifference"].map(name =>
    kernelRepair(name, "wasm", withManyAxes(tf.getKernel(name, "wasm").kernelFunc)),
  ),
  kernelRepair("UnsortedSegmentSum", "wasm", segmentSumOnWasm),
  kernelRepair("UnsortedSegmentSum", "cpu", segmentSumOnCpu),
  kernelRepair("MaxPoolGrad", "wasm", maxPoolGradientOnWasm),
  ...["Conv2D", "FusedConv2D", "DepthwiseConv2dNative", "FusedDepthwiseConv2D"].map(name =>
    kernelRepair(name, "wasm", withSamePadding(tf.getKernel(name, "wasm").kernelFunc)),
  ),
  kernelRepair("Conv2DBackpropFilter", "wasm", backpropFilter),
  kernelRepair("Conv2DBackpropInput", "wasm", backpropInput),
  kernelRepair("Conv3D", "wasm", convolution),
  kernelRepair("Conv3DBackpropFilterV2", "wasm", backpropFilter),
  kernelRepair("Conv3DBackpropInputV2", "wasm", backpropInput),
  kernelRepair("DepthwiseConv2dNativeBackpropFilter", "wasm", depthwiseBackpropFilter),
  kernelRepair("DepthwiseConv2dNativeBackpropInput", "wasm", depthwiseBackpropInput),
  gradientRepair(matMulGradient(tf.getGradient("BatchMatMul"))),
  ...[...gradients, ...elementwiseGradients, ...sumGradients, ...normalizeGradients, denseGradient].map(gradientRepair),
  methodRepair(orthogonalPrototype(), "apply", () => apply),
  ...Object.entries({
    ...crossentropyKernels,
    ...adamKernels,
    ...spreadKernels,
    ...normalizeKernels,
    ...denseKernels(originals),
  }).map(([name, kernel]) => kernelRepair(name, "wasm", kernel)),
  methodRepair(densePrototype(), "call", denseCall),
  methodRepair(prototypeOf("softmax"), "apply", () => softmaxApply),
  methodRepair(prototypeOf("sigmoid"), "apply", () => sigmoidApply),
  setSoftmaxRepair,
  methodRepair(convolutionPrototype(), "call", dilatedCall),
  setMaskRepair,
  setSequenceKernels,
]

/** Turns all repairs on or off; what is computed after it uses them or not. */
export const setRepairs = (on: boolean): void => {
  for (const repair of repairs) repair(on)
}
