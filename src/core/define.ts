import { assemble } from "./assemble.js"
import { build } from "./build.js"
import { call } from "./call.js"
import { ShapeError } from "./error.js"
import type { LayerInstance } from "./instance.js"
import type { ErasedSpec, LayerSpec, MergeSpec } from "./spec.js"
import { freshName } from "./names.js"
import { flag, type Option, print, refusedOption, text } from "./options.js"
import type { DType } from "./tensor.js"

/** Options that every layer has. */
export interface LayerOptions {
  /** Names the layer's weights in a saved file, and its line in `summary()`. Unique in a model. */
  readonly name?: string
  /** Whether training changes the weights. @default true */
  readonly trainable?: boolean
}

/** What makes the layers of one kind. The tests find it by its `spec`. */
export interface LayerKind {
  readonly spec: ErasedSpec
}

const common: Readonly<Record<keyof LayerOptions, Option<unknown>>> = {
  name: { check: text, samples: [undefined] },
  trainable: { check: flag, samples: [undefined] },
}

/**
 * Ties a type rule to its runtime twin: `Make` is the typed function that users call.
 *
 * The casts are sound because test/layers.test.ts finds every layer and holds what `Make` says and what the spec
 * answers equal, over random options and shapes.
 */
export const layer = <Make, options extends object = object>(
  spec: LayerSpec<Omit<options, keyof LayerOptions>> | MergeSpec<Omit<options, keyof LayerOptions>>,
): Make & LayerKind => {
  const erased = erase(spec as unknown as LayerSpec<Settings> | MergeSpec<Settings>)
  const make = (given: unknown = {}) => instance(erased, settings(erased, given))
  return Object.assign(make, { spec: erased }) as unknown as Make & LayerKind
}

type Settings = Readonly<Record<string, unknown>>

const erase = (spec: LayerSpec<Settings> | MergeSpec<Settings>): ErasedSpec => ({
  dtype: "float32",
  takesIntegers: spec.dtype === "same" || spec.takes === "text",
  ...spec,
  states: spec.states,
  domain: spec.domain,
  kernel: spec.kernel,
  integers: spec.integers,
  config: spec.config,
  together: spec.together,
  list: spec.list === true,
  options: { ...spec.options, ...common },
  shape: (inputs, options) => (spec.list ? spec.shape(inputs, options) : spec.shape(inputs[0] ?? [], options)),
  params: (inputs, options) => (spec.list ? spec.params(inputs, options) : spec.params(inputs[0] ?? [], options)),
})

/** The options that were given, checked; those that are `undefined` count as left out. */
const settings = (spec: ErasedSpec, given: unknown): Settings => {
  const layer = spec.kind.charAt(0).toLowerCase() + spec.kind.slice(1)
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const received = print(given)
    const message = `${layer} takes an object of options, got ${received}`
    throw new ShapeError(message, { code: "option", layer, expected: "an object of options", received })
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const refused = refusedOption(layer, spec.options, options) ?? refusedTogether(spec, options)
  if (!refused) return options
  throw new ShapeError(refused.sentence, {
    code: "option",
    layer,
    expected: refused.sentence.replace(/, got .*$/, ""),
    received: print(options[refused.option]),
  })
}

const refusedTogether = (spec: ErasedSpec, options: Settings) => {
  const sentence = spec.together?.(options)
  return sentence === undefined ? undefined : { option: sentence.split(" ", 1)[0] ?? "", sentence }
}

const instance = (spec: ErasedSpec, options: Settings): LayerInstance => {
  const name = typeof options["name"] === "string" ? options["name"] : freshName(spec.kind)
  let built: LayerInstance["built"] | undefined
  const parts: Parameters<typeof assemble<LayerInstance>>[1] = {
    name,
    spec,
    options,
    title: spec.title(options),
    states: spec.states?.(options),
    kernel: spec.kernel?.(options),
    shapeOf: inputs => spec.shape(inputs, options),
    paramsOf: inputs => spec.params(inputs, options),
    get built() {
      built ??= build(spec.kind, { ...(spec.config?.(options) ?? options), name })
      return built
    },
    ...(spec.integers?.(options) ? { dtypesOf: (): readonly DType[] => ["int32"] } : {}),
  }
  const self: LayerInstance = assemble<LayerInstance>((x, extra) => call(self, x, extra), parts)
  // Sound because `more` takes any layer; test/layers.test.ts makes every kind of it.
  return spec.more ? Object.assign(self, spec.more(self as never)) : self
}
