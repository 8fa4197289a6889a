import { assemble, composite } from "./assemble.js"
import { build } from "./build.js"
import { call } from "./call.js"
import type { LayerInstance } from "./instance.js"
import { freshName } from "./names.js"
import { configOf } from "./opLayer.js"
import { dtypesOfOp, knownDtype, type OpCall, shapeOfOp } from "./opSpec.js"
import type { DType } from "./tensor.js"

/** An op in a graph: a layer without weights. */
export const opInstance = (one: OpCall, loaded?: LayerInstance["built"]): LayerInstance => {
  const { spec, options } = one
  const name = loaded?.name ?? freshName(spec.name)
  let built = loaded
  const self: LayerInstance = assemble<LayerInstance>((x, extra) => call(self, x, extra), {
    name,
    spec: composite(spec.name, true),
    options,
    title: spec.name,
    states: undefined,
    shapeOf: inputs => shapeOfOp(one, inputs),
    dtypesOf: inputs => dtypesOfOp(one, inputs.map<DType>(knownDtype)),
    paramsOf: () => 0,
    get built() {
      built ??= build("Op", { ...configOf(one), name })
      return built
    },
  })
  return self
}
