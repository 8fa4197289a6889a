import type * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import type { Bindings } from "../ops/bind.js"
import { assemble } from "./assemble.js"
import { fitting, type PortList } from "./calling.js"
import type { LayerInstance } from "./instance.js"
import type { Network } from "./network.js"

/** A model at run time, before any type is put on it. */
export interface ModelInstance extends LayerInstance {
  readonly network: Network
  readonly inputPorts: PortList
  readonly outputPorts: PortList
  readonly inputs: unknown
  readonly outputs: unknown
  predict(x: unknown, options?: { batchSize?: number }): unknown
  compile(options: unknown): ModelInstance
  summary(options?: { print?: (line: string) => void; verbose?: boolean }): void
  countParams(): number
  getWeights(): readonly tf.Tensor[]
  setWeights(weights: readonly tf.Tensor[]): void
  save(path: string): Promise<void>
  loadWeights(path: string): Promise<void>
  dispose(): void
}

export const isModel = (value: unknown): value is ModelInstance => typeof value === "function" && "network" in value

/** Data that fits the inputs. */
export const dataOf = (call: string, ports: PortList, x: unknown, bound: Bindings): readonly tf.Tensor[] =>
  fitting(call, ports, x, bound).filter(isTensor)

/** The same model with more methods. */
export const extended = (model: ModelInstance, methods: object): ModelInstance =>
  assemble<ModelInstance>(x => model(x), model, methods)
