import * as tf from "@tensorflow/tfjs"
import { maskFor } from "./masks.js"
import { asList, isShapes, isTensor, masks } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export type MergeConfig = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

interface Part {
  x: tf.Tensor
  /** As large as `x`. */
  mask: tf.Tensor | undefined
}

const either = (one: tf.Tensor | undefined, other: tf.Tensor | undefined): tf.Tensor | undefined =>
  one === undefined || other === undefined ? undefined : one.logicalOr(other)

const axis = (one: number | null, other: number | null): number | null => {
  if (one === null || other === null) return null
  if (one !== other && one !== 1 && other !== 1) throw new Error(`axes of ${one} and ${other} cannot be merged`)
  return one === 1 ? other : one
}

/** Aligned at the end, the batch apart. */
const broadcast = (one: tf.Shape, other: tf.Shape): tf.Shape => {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other]
  const lead = longer.length - shorter.length
  return longer.map((size, index) => (index < lead ? size : axis(size, shorter[index - lead] ?? null)))
}

/** tfjs's elementwise merges with Keras 3's masks. */
abstract class Merge extends tf.layers.Layer {
  constructor(config: MergeConfig = {}) {
    super(config)
    this.supportsMasking = true
  }

  protected abstract merge(parts: Part[]): tf.Tensor

  override build(inputShape: Shapes): void {
    this.computeOutputShape(inputShape)
    this.built = true
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const shapes = isShapes(inputShape) ? inputShape : [inputShape]
    const batches = new Set(shapes.map(([batch = null]) => batch).filter(batch => batch !== null))
    if (batches.size > 1) throw new Error(`batches of ${[...batches].join(" and ")} cannot be merged`)
    const [batch = null] = batches
    return [batch, ...shapes.map(([, ...rest]) => rest).reduce(broadcast)]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const tensors = asList(inputs)
      const rank = Math.max(...tensors.map(x => x.rank))
      return this.merge(
        tensors.map(x => {
          const [batch = 0, ...rest] = x.shape
          const wide = x.rank === rank ? x : x.reshape([batch, ...Array<number>(rank - x.rank).fill(1), ...rest])
          // A widened tensor has lost its mask in Keras.
          return { x: wide, mask: wide === x ? maskFor(x)?.expandDims(-1).cast("bool") : undefined }
        }),
      )
    })
  }

  /** Of masks on all inputs, a step that any of them keeps is kept; of masks on some, none remains. */
  override computeMask(_: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const given = asList<unknown>(mask ?? null)
      const own = given.filter(isTensor)
      return own.length < given.length ? masks([null]) : own.reduce((one, other) => one.logicalOr(other))
    })
  }
}

class Add extends Merge {
  static className = "Add"
  merge(parts: Part[]): tf.Tensor {
    return parts.map(({ x }) => x).reduce((one, other) => one.add(other))
  }
}

class Average extends Merge {
  static className = "Average"
  merge(parts: Part[]): tf.Tensor {
    return parts
      .map(({ x }) => x)
      .reduce((one, other) => one.add(other))
      .div(parts.length)
  }
}

/** Padding counts as 1, and where all inputs are padding the product is 0. */
class Multiply extends Merge {
  static className = "Multiply"
  merge(parts: Part[]): tf.Tensor {
    const product = parts
      .map(({ x, mask }) => (mask === undefined ? x : tf.where(mask, x, tf.onesLike(x))))
      .reduce((one, other) => one.mul(other))
    const kept = parts.map(({ mask }) => mask).reduce(either)
    return kept === undefined ? product : tf.where(kept, product, tf.zerosLike(product))
  }
}

/** Padding gives way to the other input. */
const choose =
  (operation: (one: tf.Tensor, other: tf.Tensor) => tf.Tensor) =>
  (one: Part, other: Part): Part => {
    const right = other.mask === undefined ? other.x : tf.where(other.mask, other.x, one.x)
    const left = one.mask === undefined ? one.x : tf.where(one.mask, one.x, right)
    return { x: operation(left, right), mask: either(one.mask, other.mask) }
  }

class Maximum extends Merge {
  static className = "Maximum"
  merge(parts: Part[]): tf.Tensor {
    return parts.reduce(choose(tf.maximum)).x
  }
}

class Minimum extends Merge {
  static className = "Minimum"
  merge(parts: Part[]): tf.Tensor {
    return parts.reduce(choose(tf.minimum)).x
  }
}

class Subtract extends Merge {
  static className = "Subtract"
  override build(inputShape: Shapes): void {
    const count = isShapes(inputShape) ? inputShape.length : 1
    if (count !== 2) throw new Error(`${this.name} takes two tensors, got ${count}`)
    super.build(inputShape)
  }
  merge(parts: Part[]): tf.Tensor {
    return parts.map(({ x }) => x).reduce((one, other) => one.sub(other))
  }
}

for (const Class of [Add, Average, Multiply, Maximum, Minimum, Subtract]) tf.serialization.registerClass(Class)

/** The sum of tensors, with Keras 3's masks. */
export const addLayer = (config?: MergeConfig): tf.layers.Layer => new Add(config)
/** The mean of tensors, with Keras 3's masks. */
export const averageLayer = (config?: MergeConfig): tf.layers.Layer => new Average(config)
/** The product of tensors, with Keras 3's masks. */
export const multiplyLayer = (config?: MergeConfig): tf.layers.Layer => new Multiply(config)
/** The larger of tensors, with Keras 3's masks. */
export const maximumLayer = (config?: MergeConfig): tf.layers.Layer => new Maximum(config)
/** The smaller of tensors, with Keras 3's masks. */
export const minimumLayer = (config?: MergeConfig): tf.layers.Layer => new Minimum(config)
/** The first of two tensors less the second, with Keras 3's masks. */
export const subtractLayer = (config?: MergeConfig): tf.layers.Layer => new Subtract(config)
