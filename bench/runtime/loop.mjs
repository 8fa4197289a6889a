/** What `fit` costs beyond its kernels, and beyond a bare loop of forward, gradient and update over ready batches. */
import * as tf from "@tensorflow/tfjs"
import { progressBar } from "../../src/train/progress.ts"
import { lossNamed } from "../../src/train/losses.ts"
import { tfjsOptimizer } from "../../src/train/tfjsOptimizer.ts"
import { adam } from "../../src/train/optimizers.ts"
import { withLogits } from "../../src/backend/softmax.ts"
import { inTurn, timed } from "./measure.mjs"
import { batch, dataFor } from "./models.mjs"
import { ourSide } from "./sides.mjs"

const steps = 20
/** A terminal that nobody looks at. */
const terminal = { isTTY: true, columns: 100, write: () => true }

/** The time inside of kernels while something runs, those that a kernel calls counted once. */
const insideKernels = async run => {
  const kernels = tf.getKernelsForBackend("wasm")
  let [inside, depth] = [0, 0]
  const own = kernels.map(config => ({ config, kernelFunc: config.kernelFunc }))
  for (const { config, kernelFunc } of own)
    config.kernelFunc = given => {
      if (depth > 0) return kernelFunc(given)
      depth = 1
      const start = performance.now()
      try {
        return kernelFunc(given)
      } finally {
        inside += performance.now() - start
        depth = 0
      }
    }
  try {
    await run()
  } finally {
    for (const { config, kernelFunc } of own) config.kernelFunc = kernelFunc
  }
  return inside
}

/** The least that training needs: no sums, no callbacks, no shuffling. */
const bareLoop = ({ net }, { x, y }) => {
  const optimizer = tfjsOptimizer(adam())
  const variables = [...net.network.trainable]
  return () => {
    for (let step = 0; step < steps; step++) {
      const cost = optimizer.minimize(
        () =>
          withLogits(
            () => net.network.run(x, true),
            ([{ tensor }], logitsOf) =>
              lossNamed("categoricalCrossentropy")(y, tensor, logitsOf(tensor, "softmax")).mean().asScalar(),
          ),
        true,
        variables,
      )
      cost.dataSync()
      cost.dispose()
    }
  }
}

export const overhead = async (spec, rounds) => {
  const { x, y } = dataFor(spec, batch * steps)
  const side = ourSide(spec, { x, y })
  const ready = dataFor(spec)
  const tensors = {
    x: ready.x.map(({ values, shape }) => tf.tensor(values, shape, spec.words ? "int32" : "float32")),
    y: tf.tensor(ready.y.values, ready.y.shape),
  }
  const seen = []
  const fit = () =>
    side.trained.fit(side.x, side.y, {
      batchSize: batch,
      verbose: 0,
      callbacks: [progressBar(terminal), { onBatchEnd: (index, { loss }) => seen.push(loss + index) }],
    })
  const times = await inTurn(
    { fit: { run: fit, once: true }, bare: { run: bareLoop(side, tensors), once: true } },
    { rounds },
  )
  const shares = []
  for (let round = 0; round < rounds; round++) {
    let kernels
    const { clock } = await timed(async () => {
      kernels = await insideKernels(fit)
    })
    shares.push(clock / kernels - 1)
  }
  side.dispose()
  tf.dispose([...tensors.x, tensors.y])
  return { times, shares, steps }
}
