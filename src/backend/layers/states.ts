import * as tf from "@tensorflow/tfjs"
import { ownOptions } from "./masks.js"
import { asList, type Inputs, isSymbolic, isTensor, type Options } from "./tensors.js"

/** What `apply` gives. */
export type Outputs = ReturnType<tf.layers.Layer["apply"]>

const applyLayer = (layer: tf.layers.Layer, inputs: Inputs, options: Options): Outputs =>
  tf.layers.Layer.prototype.apply.call(layer, inputs, options)

/**
 * Applies a layer to a sequence and its states.
 *
 * tfjs's own `apply` writes the states into the options that it was given, and the executor hands the same options to
 * every layer of a model: the next recurrent layer then finds states that are not its own. So the options are copied.
 */
export class Caller {
  #last: { scope: number; inputs: readonly unknown[]; mask: unknown; outputs: Outputs } | undefined

  constructor(
    private readonly layer: tf.layers.Layer,
    /** The axes of each state behind its batch, for the shape of an input. */
    private readonly axes: (input: tf.Shape) => readonly tf.Shape[],
  ) {}

  apply(inputs: Inputs, options: Options | null | undefined): Outputs {
    const { initialState, ...others } = ownOptions(inputs, options)
    const [sequence, ...rest]: unknown[] = asList<unknown>(inputs)
    const given = rest.length > 0 ? rest : toStates(initialState)
    if (isSymbolic(sequence)) return this.#symbolic(sequence, given.filter(isSymbolic), others, given.length)
    if (!isTensor(sequence)) throw new Error(`${this.layer.name} needs a tensor`)
    const states = given.filter(isTensor)
    this.#check(sequence.shape, states, given.length)
    const call = (): Outputs =>
      applyLayer(this.layer, sequence, states.length > 0 ? { ...others, initialState: states } : others)
    if (!Array.isArray(inputs)) return call()
    // Only the executor calls with a list.
    return this.#once(inputs, others["mask"], call)
  }

  #symbolic(sequence: tf.SymbolicTensor, states: tf.SymbolicTensor[], options: Options, given: number): Outputs {
    this.#check(sequence.shape, states, given)
    const { layer } = this
    layer.inputSpec = [...asList(layer.inputSpec), ...states.map(({ shape }) => new tf.InputSpec({ shape }))]
    try {
      return applyLayer(layer, states.length > 0 ? [sequence, ...states] : sequence, options)
    } finally {
      layer.inputSpec = layer.inputSpec.slice(0, 1)
    }
  }

  #check(input: tf.Shape, states: readonly { shape: readonly (number | null)[] }[], given: number): void {
    if (given === 0) return
    const expected = this.axes(input)
    const found = states.map(({ shape }) => shape.slice(1))
    if (given === expected.length && expected.every((axes, index) => fits(axes, found[index] ?? []))) return
    throw new Error(
      `${this.layer.name} takes initial states of ${expected.join(" and ")} units, but was given ${
        found.length === given ? found.join(" and ") : `${given} of which ${found.length} are tensors of its kind`
      }`,
    )
  }

  /**
   * tfjs's executor calls a layer again for each of its outputs that is used: a returnState layer would run three
   * times, draw three dropouts and advance a stateful layer three steps. Within one execution, which is one scope of
   * the engine, the answer to the same tensors is kept.
   */
  #once(inputs: readonly unknown[], mask: unknown, call: () => Outputs): Outputs {
    const scope: number | undefined = tf.engine().state.activeScope?.id
    const last = this.#last
    if (
      last !== undefined &&
      last.scope === scope &&
      last.mask === mask &&
      last.inputs.length === inputs.length &&
      last.inputs.every((input, index) => input === inputs[index]) &&
      asList<unknown>(last.outputs).every(output => isTensor(output) && !output.isDisposed)
    )
      return last.outputs
    const outputs = call()
    this.#last =
      scope !== undefined && Array.isArray(outputs) ? { scope, inputs: [...inputs], mask, outputs } : undefined
    return outputs
  }
}

const fits = (wanted: tf.Shape, found: tf.Shape): boolean =>
  wanted.length === found.length && wanted.every((size, axis) => size === null || (found[axis] ?? size) === size)

const toStates = (value: unknown): unknown[] => (value === null || value === undefined ? [] : asList<unknown>(value))
