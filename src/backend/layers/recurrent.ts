import * as tf from "@tensorflow/tfjs"
import { Caller, type Outputs } from "./states.js"
import { asList, type Config, firstShape, firstTensor, isTensor, isTraining, maskOf } from "./tensors.js"
import type { Inputs, Options, Shapes } from "./tensors.js"
import { axesFor, forgetDropout, outputFor, zerosFor } from "./cells.js"
import { loopReason, run } from "./run.js"

/** What a recurrent layer takes beyond tfjs's options. */
export interface RecurrentConfig extends tf.RNNLayerArgs {
  zeroOutputForMask?: boolean
}

/**
 * tfjs's RNN with Keras 3's masks and states. A kernel for whole sequences computes it where it can, else a loop over
 * the steps.
 * Not registered itself; the layers that extend it are, under tfjs's names.
 */
export class Recurrent extends tf.RNN {
  /** Set by Bidirectional, as Keras does. */
  zeroOutputForMask: boolean
  readonly #caller: Caller = new Caller(this, input => this.axesOf(input))
  #step: tf.Shape = []

  constructor(config: RecurrentConfig) {
    super(config)
    this.zeroOutputForMask = config.zeroOutputForMask ?? false
  }

  /** The axes of each state behind its batch, for the shape of a sequence. */
  axesOf([batch = null, , ...features]: tf.Shape): tf.Shape[] {
    return axesFor(this.cell, [batch, ...features])
  }

  /** The regularizers are the cell's, and tfjs forgets them. */
  override get losses() {
    return this.cell.losses
  }

  override apply(inputs: Inputs, options?: Options): Outputs {
    return this.#caller.apply(inputs, options)
  }

  override build(inputShape: Shapes): void {
    const [batch = null, , ...features] = firstShape(inputShape)
    const [, ...stateSpecs] = asList(this.inputSpec)
    this.inputSpec = [new tf.InputSpec({ shape: [this.stateful ? batch : null, null, ...features] }), ...stateSpecs]
    this.#step = [batch, ...features]
    this.stateSpec = axesFor(this.cell, this.#step).map(axes => new tf.InputSpec({ shape: [null, ...axes] }))
    if (!this.cell.built) this.cell.build(this.#step)
    this.cell.built = true
    if (this.stateful) this.resetStates()
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [batch = null, steps = null, ...features] = firstShape(inputShape)
    const step = [batch, ...features]
    const axes = outputFor(this.cell, step)
    const output = this.returnSequences ? [batch, steps, ...axes] : [batch, ...axes]
    return this.returnState ? [output, ...this.axesOf(firstShape(inputShape)).map(own => [batch, ...own])] : output
  }

  override getInitialState(inputs: tf.Tensor): tf.Tensor[] {
    const [batch = 0, , ...features] = inputs.shape
    return zerosFor(this.cell, [batch, ...features])
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const sequence = firstTensor(inputs)
      const training = isTraining(options)
      forgetDropout(this.cell)
      const initial = this.statesOf(sequence, options)
      const steps = {
        goBackwards: this.goBackwards,
        mask: maskOf(options),
        zeroOutputForMask: this.zeroOutputForMask,
        returnSequences: this.returnSequences,
      }
      const { output, states } = run({ cell: this.cell, sequence, states: initial, training, steps })
      if (this.stateful) this.resetStates(states, training)
      return this.returnState ? [output, ...states] : output
    })
  }

  /** Why a loop over the steps computes this layer; undefined where a kernel for whole sequences does. */
  get loopReason(): string | undefined {
    return loopReason(this.cell)
  }

  /** The states that a call starts from: those given, those of the call before, or zeros. */
  protected statesOf(sequence: tf.Tensor, options: Options): tf.Tensor[] {
    const given: unknown = options["initialState"]
    if (given !== null && given !== undefined) return asList<unknown>(given).filter(isTensor)
    return this.stateful ? this.getStates() : this.getInitialState(sequence)
  }

  /** As tfjs's, but for states of any shape. */
  override resetStates(given?: tf.Tensor | tf.Tensor[], training = false): void {
    if (!this.stateful) throw new Error(`${this.name} is not stateful`)
    const [spec] = asList(this.inputSpec)
    const batch = spec?.shape?.[0]
    if (typeof batch !== "number")
      throw new Error(`${this.name} is stateful and needs to know the size of the batch: input({ shape, batchSize })`)
    const before: readonly (tf.Tensor | null)[] = this.getStates()
    const old = before.filter(isTensor)
    // What was before is still needed to train through it.
    if (given !== undefined && training) this.keptStates.push(old)
    else tf.dispose(old)
    if (given === undefined) tf.dispose(this.keptStates.splice(0))
    const step = [batch, ...this.#step.slice(1)]
    if (axesFor(this.cell, step).flat().includes(null))
      throw new Error(`${this.name} is stateful and needs to know the sizes of its states, which are open`)
    const states = given === undefined ? zerosFor(this.cell, step) : asList(given)
    this.setStates(states.map(state => tf.keep(state.clone())))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...(this.zeroOutputForMask ? { zeroOutputForMask: true } : {}) }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    config: Config,
  ): layer {
    return new Class(config)
  }
}
