/** Data on its way to a model: `import { dataset } from "shapeproof/data"`. */
export {
  type Batches,
  type BucketOptions,
  type Dataset,
  dataset,
  type PadOptions,
  type ShuffleOptions,
} from "./core/dataset.js"
export type { BatchOf, Sample } from "./train/dataset/fields.js"
