/** Proofs about layers of your own, for your own tests. */
export { type Conformance, conforms, type ConformsOptions } from "./testing/conforms.js"
