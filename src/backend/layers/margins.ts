import * as tf from "@tensorflow/tfjs"
import { type DataFormat, withSpace } from "./images.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

/** The two sides of a sequence, or those of each axis. */
type Sides = readonly (number | readonly number[])[]

interface MarginConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  dataFormat?: DataFormat
}
export interface ZeroPaddingConfig extends MarginConfig {
  padding: Sides
}
export interface CroppingConfig extends MarginConfig {
  cropping: Sides
}

/** What is added to, or taken from, both sides of each axis of space. */
abstract class Margins extends tf.layers.Layer {
  readonly format: DataFormat
  readonly sides: Sides

  constructor(config: MarginConfig, sides: Sides) {
    super(config)
    this.format = config.dataFormat ?? "channelsLast"
    this.sides = sides
  }

  /** `[before, after]` of an axis of space. */
  protected of(axis: number): [number, number] {
    const own = this.sides.every(side => typeof side === "number") ? this.sides : this.sides[axis]
    const [before = 0, after = 0] = Array.isArray(own) ? own : []
    return [Number(before), Number(after)]
  }

  /** `[before, after]` of every axis of a tensor. */
  protected all(rank: number): [number, number][] {
    const space = Array.from({ length: rank - 2 }, (_, axis) => this.of(axis))
    const none = (): [number, number] => [0, 0]
    return this.format === "channelsFirst" ? [none(), none(), ...space] : [none(), ...space, none()]
  }

  protected abstract length(n: number, margin: number): number

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const length = (n: number | null, axis: number) => {
      const [before, after] = this.of(axis)
      return n === null ? null : this.length(n, before + after)
    }
    return withSpace(firstShape(inputShape), this.format, length, C => C)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), dataFormat: this.format }
  }
}

abstract class ZeroPadding extends Margins {
  constructor(config: ZeroPaddingConfig) {
    super(config, config.padding)
  }

  protected override length(n: number, margin: number): number {
    return n + margin
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return x.pad(this.all(x.rank))
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), padding: this.sides.map(written) }
  }
}

abstract class Cropping extends Margins {
  constructor(config: CroppingConfig) {
    super(config, config.cropping)
  }

  protected override length(n: number, margin: number): number {
    return n - margin
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const margins = this.all(x.rank)
      return x.slice(
        margins.map(([before]) => before),
        margins.map(([before, after], axis) => (x.shape[axis] ?? 0) - before - after),
      )
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), cropping: this.sides.map(written) }
  }
}

const written = (side: number | readonly number[]): number | number[] => (typeof side === "number" ? side : [...side])

/** Keras 3's, which tfjs lacks. */
export class ZeroPadding1D extends ZeroPadding {
  static className = "ZeroPadding1D"
}
tf.serialization.registerClass(ZeroPadding1D)

/** Keras 3's, which tfjs lacks. */
export class ZeroPadding3D extends ZeroPadding {
  static className = "ZeroPadding3D"
}
tf.serialization.registerClass(ZeroPadding3D)

/** Keras 3's, which tfjs lacks. */
export class Cropping1D extends Cropping {
  static className = "Cropping1D"
}
tf.serialization.registerClass(Cropping1D)

/** Keras 3's, which tfjs lacks. */
export class Cropping3D extends Cropping {
  static className = "Cropping3D"
}
tf.serialization.registerClass(Cropping3D)
