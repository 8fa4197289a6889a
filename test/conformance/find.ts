/** Every layer of the library, found by what it is: a function with a `spec`. */
import type { LayerKind } from "../../src/core/define.js"
import { isLayer, type LayerInstance } from "../../src/core/instance.js"

export type Options = Readonly<Record<string, unknown>>

/** One kind of layer, under the name that users import. */
export interface Found {
  readonly name: string
  readonly spec: LayerKind["spec"]
  /** Where a program imports it from. */
  readonly from: string
  make(options?: Options): LayerInstance
}

const isKind = (value: unknown): value is LayerKind & ((options?: Options) => LayerInstance) =>
  typeof value === "function" && "spec" in value && !isLayer(value)

/** The layers in some modules, by their files; what the package exports is imported as users do. */
export const foundIn = (modules: Readonly<Record<string, object>>, exported: object = {}): readonly Found[] =>
  Object.entries(modules)
    .flatMap(([file, module]) =>
      Object.entries(module).map(([name, kind]: [string, unknown]) => ({ file, name, kind })),
    )
    .flatMap(({ file, name, kind }) =>
      isKind(kind) ?
        [{ name, spec: kind.spec, from: fromOf(file, name, exported), make: (options?: Options) => kind(options) }]
      : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const fromOf = (file: string, name: string, exported: object): string =>
  name in exported ? "shapeproof" : `../src/layers/${file.replace(/^.*\/|\.ts$/g, "")}.js`

/** The kind that made a layer: how a wrapper's inner layer is written. */
export const kindOf = (layer: LayerInstance, all: readonly Found[]): Found => {
  const kind = all.find(({ spec }) => spec === layer.spec)
  if (!kind) throw new Error(`no layer file makes ${layer.title}`)
  return kind
}

/** The options with inner layers made anew, since a layer that was called has its weights. */
export const freshOptions = (options: Options, all: readonly Found[]): Options =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, fresh(value, all)]))
const fresh = (value: unknown, all: readonly Found[]): unknown =>
  isLayer(value) ? kindOf(value, all).make(freshOptions(value.options, all))
  : Array.isArray(value) ? value.map(one => fresh(one, all))
  : value

/** A layer, and those that stand in its options. */
export const kindsIn = (found: Found, all: readonly Found[]): readonly Found[] => {
  const samples = Object.values(found.spec.options)
    .flatMap(option => option.samples)
    .flat()
  const inner = samples.filter(isLayer).flatMap(layer => kindsWithin(layer, all))
  return [...new Set([found, ...inner])]
}
const kindsWithin = (layer: LayerInstance, all: readonly Found[]): readonly Found[] => [
  kindOf(layer, all),
  ...Object.values(layer.options)
    .flat()
    .filter(isLayer)
    .flatMap(inner => kindsWithin(inner, all)),
]
