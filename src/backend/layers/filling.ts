/** What an image that was moved shows where it had nothing. */

/** What stands outside of an image. */
export type FillMode = "constant" | "nearest" | "reflect" | "wrap"
export type Interpolation = "bilinear" | "nearest"

export interface Filling {
  readonly fillMode: FillMode
  readonly fillValue: number
  readonly interpolation: Interpolation
}
