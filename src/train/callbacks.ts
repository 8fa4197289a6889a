/** What is called while a model trains. */

/** The loss and the metrics by name: `loss`, `accuracy`, `val_loss`. */
export type Logs = Readonly<Record<string, number>>

/** A copy of one weight. */
export interface WeightValues {
  readonly shape: readonly number[]
  /** Flat, in row-major order. */
  readonly values: Float32Array
}

/** What a callback can ask of the training that calls it. */
export interface TrainingControl {
  /** How many epochs there are to be. */
  readonly epochs: number
  /** How many batches an epoch has, if that is known before the end. */
  readonly stepsPerEpoch: number | undefined
  /** Ends the training after the batch, or the epoch, that is on. */
  stopTraining(): void
  /** Copies of the weights, in the model's order. */
  getWeights(): Promise<readonly WeightValues[]>
  /** Puts copies back into the weights, in the model's order. */
  setWeights(weights: readonly WeightValues[]): void
  /** The learning rate of the next step. */
  getLearningRate(): number
  /**
   * Steps from now on go as far as this.
   * @throws ShapeError when the optimizer's learning rate is a schedule
   */
  setLearningRate(rate: number): void
  /** Writes the model as it is, as its own `save` does. */
  save(path: string): Promise<void>
}

/**
 * Hooks into training, with tfjs's names. Epochs and batches count from 0. A hook that gives a promise is awaited.
 * @see https://js.tensorflow.org/api/latest/#tf.LayersModel.fit
 * @example const printer: Callback = { onEpochEnd: (epoch, { loss }) => console.info(epoch, loss) }
 */
export interface Callback {
  onTrainBegin?(logs: Logs, training: TrainingControl): unknown
  onTrainEnd?(logs: Logs, training: TrainingControl): unknown
  onEpochBegin?(epoch: number, logs: Logs, training: TrainingControl): unknown
  /** With the epoch's loss and metrics, also of the validation. */
  onEpochEnd?(epoch: number, logs: Logs, training: TrainingControl): unknown
  onBatchBegin?(batch: number, logs: Logs, training: TrainingControl): unknown
  /** With the loss and metrics of the epoch so far. */
  onBatchEnd?(batch: number, logs: Logs, training: TrainingControl): unknown
}
