import type { LayerInstance } from "./instance.js"
import type { Traits } from "./spec.js"

/**
 * A function with properties, as a layer or a model: `parts` are copied, getters too, over the function's own `name`.
 * Sound because `parts` is checked against what the instance must have; test/layers.test.ts and test/model.test.ts
 * call what comes out.
 */
export const assemble = <instance extends LayerInstance>(
  call: (x: unknown, extra?: unknown) => unknown,
  parts: Omit<instance, "apply" | "bind" | "call">,
  more: object = {},
): instance =>
  Object.defineProperties(call, {
    ...Object.getOwnPropertyDescriptors<object>(parts),
    ...Object.getOwnPropertyDescriptors(more),
  }) as unknown as instance

/** The traits of what is made of other layers: they see to integers, and to text, themselves. */
export const composite = (kind: string, list = false): Traits => ({
  kind,
  list,
  dtype: "float32",
  takesIntegers: true,
  takes: "either",
})
