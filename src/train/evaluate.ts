import type { Logs } from "./callbacks.js"
import { countOf, slice } from "./batch.js"
import { disposeBatch, Totals } from "./loop.js"
import type { Batch, Trainer } from "./trainer.js"

/** The numbers of some data, measured batch by batch. */
export const measured = async (trainer: Trainer, data: Batch, batchSize: number): Promise<Logs> => {
  const totals = new Totals()
  try {
    const count = countOf(data)
    for (let from = 0; from < count; from += batchSize) {
      const batch = slice(data, from, Math.min(from + batchSize, count))
      totals.add(trainer.measure(batch))
      disposeBatch(batch)
    }
    return await totals.read(trainer)
  } finally {
    totals.dispose()
  }
}
