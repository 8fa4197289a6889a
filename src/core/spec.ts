import type { RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import type { Refusal } from "./error.js"
import type { OptionTable } from "./options.js"

/** What a rule answers at run time: a shape, the shapes of a list of outputs, or a refusal. */
export type Answer = RuntimeShape | readonly RuntimeShape[] | Refusal

/** Whether an answer is the shapes of a list of outputs. */
export const isShapeList = (answer: Answer): answer is readonly RuntimeShape[] =>
  Array.isArray(answer) && answer.length > 0 && answer.every(Array.isArray)

/** The states of a recurrent layer: what messages call them, how wide each is, and whether the layer gives a list. */
export interface StateSpec {
  readonly names: readonly string[]
  /** How wide each state `[B, units]` is. */
  readonly units?: number | undefined
  /** The shapes of the states for an input, where not each is `[B, units]`. */
  readonly shapes?: ((input: RuntimeShape) => readonly RuntimeShape[]) | undefined
  /** Whether it gives a list: the output and then its states. */
  readonly many: boolean
  /** Of one step, which `rnn` runs over the time axis. */
  readonly isCell?: boolean
  /** Runs over the time axis in one direction, so that `bidirectional` can run it in both. */
  readonly oneWay?: boolean
}

/** What the values of an input are, where that is not any number: integers from 0 up to `below`, or some texts. */
export type Domain = { readonly below: number } | { readonly texts: readonly string[] }
/** What goes into a layer: numbers, text, or either. */
export type Takes = "either" | "numbers" | "text"

/** The shapes of the states for an input. */
export const stateShapes = ({ names, units, shapes }: StateSpec, input: RuntimeShape): readonly RuntimeShape[] =>
  shapes?.(input) ?? names.map(() => [input[0] ?? null, units ?? null])

/** The run-time side of a layer: everything that the library knows about a kind of layer. */
export interface LayerSpec<options> {
  readonly list?: undefined
  /** The class name in tfjs's and Keras's files: `LSTM`. */
  readonly kind: string
  /** As messages name it: `lstm(32)`. */
  readonly title: (options: options) => string
  /** Each option: its check, and the values that the tests try. */
  readonly options: OptionTable<options>
  /** The sentence that refuses options which do not go together; the one that is to blame begins it. */
  readonly together?: ((options: options) => string | undefined) | undefined
  /** Twin of the type rule. */
  readonly shape: (input: RuntimeShape, options: options) => Answer
  /** Number of weights. */
  readonly params: (input: RuntimeShape, options: options) => RuntimeDim
  /** What tfjs's layer is made with, where that is not the options as they are. */
  readonly config?: ((options: options) => object) | undefined
  /** "same" when values are moved, not computed with, so that int32 stays int32. Otherwise float32. */
  readonly dtype?: "float32" | "same"
  /** Whether int32 goes in as it is. Otherwise it is cast to float32 first. */
  readonly takesIntegers?: boolean
  /** What goes in, where that is not numbers. */
  readonly takes?: Takes
  /** What its inputs may hold. The tests draw from it. */
  readonly domain?: ((options: options) => Domain) | undefined
  /** The states, for a recurrent layer. */
  readonly states?: ((options: options) => StateSpec) | undefined
  /** How wide the kernel is, its last axis, for a layer whose kernel `spectralNormalization` can bound. */
  readonly kernel?: ((options: options) => number) | undefined
  /** Whether int32 comes out, whatever goes in. */
  readonly integers?: ((options: options) => boolean) | undefined
  /** What the layer has beside what all have: `adapt`. It takes a `LayerInstance`, whose type names tfjs, which this file must not. */
  readonly more?: ((layer: never) => object) | undefined
}

/** A layer that takes a list of tensors. */
export interface MergeSpec<options> extends Omit<LayerSpec<options>, "list" | "shape" | "params"> {
  readonly list: true
  readonly shape: (inputs: readonly RuntimeShape[], options: options) => Answer
  readonly params: (inputs: readonly RuntimeShape[], options: options) => RuntimeDim
}

/** What calling a layer depends on. */
export interface Traits {
  readonly kind: string
  readonly list: boolean
  readonly dtype: "float32" | "same"
  readonly takesIntegers: boolean
  readonly takes?: Takes
}

/** A spec whose options are no longer known: how shared code sees it. */
export type ErasedSpec = Traits & Omit<MergeSpec<Readonly<Record<string, unknown>>>, keyof Traits>
