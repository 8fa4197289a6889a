/** The options of the layers that drop whole channels. */
import type { rate } from "../../types/error.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import { type DataFormat, dataFormat } from "./windowOptions.js"

export interface SpatialDropoutOptions<part extends number> extends LayerOptions {
  /** The part of the channels that is dropped in training: at least 0 and less than 1. */
  readonly rate: rate<part, "rate">
  /** Makes the draws of a run the same in every run. */
  readonly seed?: number
}

export interface SpatialDropoutFormatOptions<part extends number> extends SpatialDropoutOptions<part> {
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: DataFormat
}

export const spatialDropoutOptions = {
  rate: check.option<number>(check.rate, [0.5, 0, 0.9]),
  seed: check.option<number | undefined>(check.integer, [undefined, 42]),
}
export const spatialDropoutOptionsFormat = { ...spatialDropoutOptions, dataFormat }
