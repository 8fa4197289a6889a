/** Platforms that cannot run our compiled kernels: the same tests, of what is done there. */
import { beforeAll } from "vitest"
import { setTensorKernels } from "../../src/backend/kernels/tensors.js"
import "./convolution.test.js"
import "./einsum.test.js"
import "./fusedMatMul.test.js"
import "./gradients.test.js"
import "./matMul.test.js"
import "./segmentSum.test.js"

beforeAll(() => setTensorKernels(false))
