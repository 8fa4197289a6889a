import * as tf from "@tensorflow/tfjs"
import { Caller, type Outputs } from "./states.js"
import { runSteps } from "./steps.js"
import { asList, type Config, firstShape, firstTensor, isTensor, isTraining, maskOf } from "./tensors.js"
import type { Inputs, Options, Shapes } from "./tensors.js"
import { coverage, runWhole } from "./whole.js"

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
  readonly #caller: Caller = new Caller(this, () => this.stateUnits)

  constructor(config: RecurrentConfig) {
    super(config)
    this.zeroOutputForMask = config.zeroOutputForMask ?? false
  }

  /** The units of each state. */
  get stateUnits(): number[] {
    return asList(this.cell.stateSize)
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
    this.stateSpec = this.stateUnits.map(units => new tf.InputSpec({ shape: [null, units] }))
    this.cell.build([batch, ...features])
    this.cell.built = true
    if (this.stateful) this.resetStates()
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [batch = null, steps = null] = firstShape(inputShape)
    const [units = null, ...others] = this.stateUnits
    const output = this.returnSequences ? [batch, steps, units] : [batch, units]
    return this.returnState ? [output, ...[units, ...others].map(size => [batch, size])] : output
  }

  override getInitialState(inputs: tf.Tensor): tf.Tensor[] {
    const [batch = 0] = inputs.shape
    return this.stateUnits.map(units => tf.zeros([batch, units]))
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const sequence = firstTensor(inputs)
      const training = isTraining(options)
      this.forgetDropout()
      const initial = this.statesOf(sequence, options)
      const steps = {
        goBackwards: this.goBackwards,
        mask: maskOf(options),
        zeroOutputForMask: this.zeroOutputForMask,
        returnSequences: this.returnSequences,
      }
      const { output, states } =
        runWhole({ cell: this.cell, sequence, states: initial, training, steps }) ??
        runSteps((input, before) => asList(this.cell.call([input, ...before], { training })), sequence, initial, steps)
      if (this.stateful) this.resetStates(states, training)
      return this.returnState ? [output, ...states] : output
    })
  }

  /** Why a loop over the steps computes this layer; undefined where a kernel for whole sequences does. */
  get loopReason(): string | undefined {
    const covered = coverage(this.cell)
    return typeof covered === "string" ? covered : undefined
  }

  /** The states that a call starts from: those given, those of the call before, or zeros. */
  protected statesOf(sequence: tf.Tensor, options: Options): tf.Tensor[] {
    const given: unknown = options["initialState"]
    if (given !== null && given !== undefined) return asList<unknown>(given).filter(isTensor)
    return this.stateful ? this.getStates() : this.getInitialState(sequence)
  }

  /** One dropout mask serves all steps of a sequence; the next sequence draws another. */
  protected forgetDropout(): void {
    for (const property of ["dropoutMask", "recurrentDropoutMask"]) {
      const masks: unknown = Reflect.get(this.cell, property)
      for (const mask of asList<unknown>(masks)) if (isTensor(mask)) mask.dispose()
      Reflect.set(this.cell, property, null)
    }
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
