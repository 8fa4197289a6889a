/** Random programs: chains of layers, merges, layers that are used twice, rows, and models within models. */
import { isLayer, type LayerInstance } from "../../src/core/instance.js"
import type { RuntimeDim } from "../../src/ops/dim.js"
import type { RuntimeShape } from "../../src/ops/shape.js"
import { configs } from "../conformance/cases.js"
import type { Found, Options } from "../conformance/find.js"
import { type Chance, chance } from "../conformance/random.js"
import { shapes } from "../conformance/shapes.js"
import { stateShapes } from "../../src/core/spec.js"
import { needs, type Outcome, perform, type Ref, type Step } from "./program.js"
import { dims, source, variation } from "./sizes.js"

export interface RandomProgram {
  readonly steps: readonly Step[]
  readonly outcomes: readonly Outcome[]
}

/** Makes programs of the layers that were found; the same ones for one seed. */
export const generator = (all: readonly Found[], seed: string) => {
  const optionsOf = new Map<Found, readonly Options[]>(all.map(found => [found, configs(found)]))
  const merging = all.filter(({ spec }) => spec.list)
  const pool = shapes(2000, 7)
  return (index: number): RandomProgram => new Writer(all, merging, optionsOf, pool, chance(`${seed} ${index}`)).write()
}

class Writer {
  readonly steps: Step[] = []
  readonly outcomes: Outcome[] = []
  /** The tensors so far, the last one first in line. */
  readonly #values: Ref[] = []

  constructor(
    readonly all: readonly Found[],
    readonly merging: readonly Found[],
    readonly optionsOf: ReadonlyMap<Found, readonly Options[]>,
    readonly pool: readonly RuntimeShape[],
    readonly random: Chance,
  ) {}

  write(): RandomProgram {
    const { random } = this
    this.#keep(source(this.pool, random))
    if (random.often(0.3)) this.#keep(source(this.pool, random))
    const moves = 2 + random.below(5)
    for (let move = 0; move < moves; move++) {
      const act = random.pick([
        ...[1, 2, 3, 4, 5, 6, 7, 8].map(() => () => this.#callNew()),
        () => this.#merge(),
        () => this.#merge(),
        () => this.#callAgain(),
        () => this.#row(),
        () => this.#nest(),
      ])
      act()
    }
    return { steps: this.steps, outcomes: this.outcomes }
  }

  #try(step: Step): Outcome {
    return perform(step, this.outcomes, this.all)
  }
  #keep(step: Step, outcome = this.#try(step)): number {
    this.steps.push(step)
    this.outcomes.push(outcome)
    const at = this.steps.length - 1
    if (step.kind !== "layer" && step.kind !== "model") {
      const many = Array.isArray(outcome.value)
      for (const output of outcome.tensors.keys()) this.#values.push(many ? { step: at, output } : { step: at })
    }
    return at
  }
  #undoTo(length: number): void {
    this.steps.length = length
    this.outcomes.length = length
    while ((this.#values.at(-1)?.step ?? -1) >= length) this.#values.pop()
  }
  #shapeOf({ step, output = 0 }: Ref): RuntimeShape {
    return this.outcomes[step]?.tensors[output]?.shape ?? []
  }
  #last(): Ref {
    const last = this.#values.at(-1)
    if (!last) throw new Error("a program has an input")
    return this.random.often(0.85) ? last : this.random.pick(this.#values)
  }

  /** Some step, mostly one that is accepted. */
  #attempt(make: () => void): void {
    for (let tries = 0; tries < 12; tries++) {
      const length = this.steps.length
      make()
      const refused = this.outcomes.some(({ refused }, at) => at >= length && refused !== undefined)
      if (!refused || this.random.often(0.12)) return
      this.#undoTo(length)
    }
  }

  #layer(found: Found): number {
    return this.#keep({ kind: "layer", found, options: this.random.pick(this.optionsOf.get(found) ?? [{}]) })
  }
  #layerAt(at: number): LayerInstance {
    const value = this.outcomes[at]?.value
    if (!isLayer(value)) throw new Error("a layer is a layer")
    return value
  }

  #callNew(): void {
    this.#attempt(() => {
      const found = this.random.pick(this.all)
      if (found.spec.list) return this.#mergeWith(found)
      const x = this.#last()
      const layer = this.#layer(found)
      const states = this.#states(this.#layerAt(layer), x)
      this.#keep({ kind: "call", layer, args: [x], list: false, ...(states ? { states } : {}) })
    })
  }

  #states({ states }: LayerInstance, x: Ref): readonly Ref[] | undefined {
    const { random } = this
    if (!states || !random.often(0.3)) return undefined
    return stateShapes(states, this.#shapeOf(x)).map(([batch = null, ...rest]) => {
      const behind = rest.map(dim => (random.often(0.85) ? dim : random.pick(dims)))
      const shape = [random.often(0.9) ? batch : "N", ...behind]
      return { step: this.#keep({ kind: "given", shape, dtype: "float32" }) }
    })
  }

  #merge(): void {
    if (this.merging.length > 0) this.#attempt(() => this.#mergeWith(this.random.pick(this.merging)))
  }
  #mergeWith(found: Found): void {
    const { random } = this
    const x = this.#last()
    const rank = this.#shapeOf(x).length
    const alike = this.#values.filter(ref => this.#shapeOf(ref).length === rank)
    const args = [x, ...Array.from({ length: random.pick([0, 1, 1, 1, 1, 2]) }, () => random.pick(alike))]
    const layer = this.#layer(found)
    this.#keep({ kind: "call", layer, args, list: true })
  }

  #callAgain(): void {
    const made = [...this.steps.keys()].filter(at => this.steps[at]?.kind === "layer" && !this.#layerAt(at).spec.list)
    if (made.length === 0) return
    this.#attempt(() => {
      this.#keep({ kind: "call", layer: this.random.pick(made), args: [this.#last()], list: false })
    })
  }

  /** `sequential` with an input or called with one, or `pipe`. */
  #row(): void {
    const { random } = this
    const single = this.all.filter(({ spec }) => !spec.list)
    this.#attempt(() => {
      const x = this.#last()
      const layers = Array.from({ length: 1 + random.below(3) }, () => this.#layer(random.pick(single)))
      const source = this.steps[x.step]?.kind
      if (random.often(0.4)) return void this.#keep({ kind: "pipe", first: x, layers })
      if (source === "input" || source === "given") return void this.#keep({ kind: "sequential", first: x, layers })
      const layer = this.#keep({ kind: "sequential", layers })
      this.#keep({ kind: "call", layer, args: [x], list: false })
    })
  }

  /** A model of what there is, called with other inputs. */
  #nest(): void {
    const output = this.#last()
    const inputs = [...needs(this.steps, output.step)]
      .filter(at => this.steps[at]?.kind === "input" || this.steps[at]?.kind === "given")
      .sort((a, b) => a - b)
    if (inputs.length === 0 || inputs.includes(output.step)) return
    const model = this.#keep({ kind: "model", inputs: inputs.map(step => ({ step })), output })
    this.#attempt(() => {
      const sizes = new Map<string, RuntimeDim>()
      const args = inputs.map(at => {
        const dtype = this.outcomes[at]?.tensors[0]?.dtype === "int32" ? "int32" : "float32"
        const shape = this.#shapeOf({ step: at }).map(dim => variation(dim, sizes, this.random))
        return { step: this.#keep({ kind: "given", shape, dtype }) }
      })
      this.#keep({ kind: "call", layer: model, args, list: args.length > 1 })
    })
  }
}
