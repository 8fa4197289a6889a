/** Writing with a trained decoder: `import { greedy } from "shapeproof/generate"`. */
export { beamSearch, greedy, sample } from "./core/generate.js"
export type { BeamOptions, SampleOptions, WritingOptions, Written, WrittenBeams } from "./train/generate/write.js"
