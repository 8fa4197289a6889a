import type { AnyData } from "./tensor.js"

/** A layer that reads what it needs from data. */
export interface Adapting {
  /**
   * Reads data, one tensor or a list of batches, and forgets what it read before.
   * @throws ShapeError when the layer does not take a tensor of that shape
   */
  adapt(data: AnyData | readonly AnyData[]): void
}
