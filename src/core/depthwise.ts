/** Options of the layers that convolve each channel by itself. */
import * as check from "./options.js"
import { constraint, type Constraint, initializer, type Initializer, regularizer, type Regularizer } from "./weights.js"
import type { Convolved, Plain } from "./windowOptions.js"

/** Options of a layer that convolves each channel by itself. */
export interface DepthwiseOptions {
  /** How the kernel of each channel begins. @default "glorotUniform" */
  readonly depthwiseInitializer?: Initializer
  /** How the bias begins. @default "zeros" */
  readonly biasInitializer?: Initializer
  /** What the kernel of each channel costs. */
  readonly depthwiseRegularizer?: Regularizer
  /** What the bias costs. */
  readonly biasRegularizer?: Regularizer
  /** What the output costs. */
  readonly activityRegularizer?: Regularizer
  /** What the kernel of each channel is brought back to. */
  readonly depthwiseConstraint?: Constraint
  /** What the bias is brought back to. */
  readonly biasConstraint?: Constraint
}

export const depthwiseOptions = {
  depthMultiplier: check.option<number | undefined>(check.positive, [undefined, 2, 3]),
  depthwiseInitializer: initializer,
  biasInitializer: initializer,
  depthwiseRegularizer: regularizer,
  biasRegularizer: regularizer,
  activityRegularizer: regularizer,
  depthwiseConstraint: constraint,
  biasConstraint: constraint,
}

/** What changes the shape that such a layer gives, besides its filters and the size of its window. */
export interface Deep extends Convolved {
  readonly depthMultiplier: number
}

/** Such a layer with the defaults. */
export interface Shallow extends Plain {
  readonly depthMultiplier: 1
}
