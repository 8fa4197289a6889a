/** Random rearrange, reduce and repeat: patterns with a shape and sizes, mostly right, otherwise wrong in one place. */
import type { AxesOp } from "../../src/ops/axesPattern.js"
import { type Chance, chance } from "../conformance/random.js"
import { literal, replaced, shuffled, type Sized, sized } from "./sizes.js"

export interface AxesCase {
  readonly op: AxesOp
  readonly pattern: string
  readonly axes: readonly Sized[]
  readonly sizes: Readonly<Record<string, Sized>>
}

type Axis = readonly string[]
interface Draft {
  readonly left: readonly Axis[]
  readonly right: readonly Axis[]
  readonly axes: readonly Sized[]
  readonly sizes: Readonly<Record<string, Sized>>
}

const names = ["b", "t", "h", "d", "w", "h1", "Batch", "x_2"]

const grouped = (each: Axis, random: Chance): readonly Axis[] => {
  const axes: string[][] = []
  for (const name of each) {
    const last = axes.at(-1)
    if (last && last[0] !== "..." && name !== "..." && random.often(0.3)) last.push(name)
    else axes.push([name])
  }
  return axes.flatMap((axis): readonly Axis[] => (random.often(0.08) ? [axis, []] : [axis]))
}

const product = (sizes: readonly Sized[]): Sized => ({
  dim: sizes.length === 1 && sizes[0] ? sizes[0].dim : sizes.reduce((total, { size }) => total * size, 1),
  size: sizes.reduce((total, { size }) => total * size, 1),
})

const draft = (op: AxesOp, random: Chance): Draft => {
  const { below, often } = random
  const pool = shuffled(names, random)
  const own = pool.slice(0, 1 + below(4))
  const added = op === "repeat" ? pool.slice(own.length, own.length + 1 + below(2)) : []
  const known = new Map(pool.map(name => [name, sized(random)]))
  const sizeOf = (name: string) => known.get(name) ?? literal(2)
  const dots = often(0.25)
  const between = Array.from({ length: dots ? below(3) : 0 }, () => sized(random))
  const at = below(own.length + 1)
  const left = grouped(dots ? [...own.slice(0, at), "...", ...own.slice(at)] : own, random)
  const sizes: Record<string, Sized> = {}
  const axes = left.flatMap(axis => {
    if (axis[0] === "...") return between
    const open = often(0.85) ? below(axis.length) : -1
    const rigid = axis.length > 1 ? axis.map(name => literal(sizeOf(name).size)) : axis.map(sizeOf)
    axis.forEach((name, index) => {
      known.set(name, rigid[index] ?? literal(2))
      if (index !== open && (axis.length > 1 || often(0.5))) sizes[name] = sizeOf(name)
    })
    return [composed(axis, rigid, sizes, random)]
  })
  for (const name of added) sizes[name] = sizeOf(name)
  const kept = op === "reduce" ? own.filter(() => often(0.6)) : own
  const end = shuffled([...kept, ...added, ...(dots && (op !== "reduce" || often(0.7)) ? ["..."] : [])], random)
  const right = grouped(end, random)
  const merged = right.findIndex(axis => axis[0] === "...")
  return {
    left,
    right:
      merged >= 0 && often(0.25) ?
        replaced(right, merged, ["...", ...(right[merged + 1] ?? [])]).filter((_, index) => index !== merged + 1)
      : right,
    axes,
    sizes,
  }
}

/** The axis that some names make: now and then dynamic, or a product of symbols. */
const composed = (axis: Axis, rigid: readonly Sized[], sizes: Record<string, Sized>, { often }: Chance): Sized => {
  const whole = product(rigid)
  if (often(0.06)) return { ...whole, dim: null }
  const [first = "", second = ""] = axis
  if (axis.length === 2 && Object.hasOwn(sizes, first) && !Object.hasOwn(sizes, second) && often(0.25)) {
    if (often(0.5)) {
      sizes[first] = { dim: "T", size: 3 }
      return { dim: "T*U", size: 6 }
    }
    sizes[first] = literal(2)
    return { dim: "2*T", size: 6 }
  }
  return whole
}

const spoiled = (right: Draft, random: Chance): Draft => {
  const { pick, below } = random
  const { left, right: after, axes, sizes } = right
  const axis = below(axes.length)
  const [name = "b"] = shuffled(Object.keys(sizes), random)
  const { [name]: gone = literal(2), ...fewer } = sizes
  const one = left.flat()[0] ?? "b"
  return pick<() => Draft>([
    () => ({ ...right, left: [...left, [pick(["2", "_a", "a-b", "é", "->", "a,"])]] }),
    () => ({ ...right, left: [...left, [one]] }),
    () => ({ ...right, right: [...after, [one]] }),
    () => ({ ...right, right: after.slice(1) }),
    () => ({ ...right, right: [...after, ["z"]] }),
    () => ({ ...right, left: [...left, ["z"]], axes: [...axes, literal(3)] }),
    () => ({ ...right, left: [...left, ["...", "z"]], axes: [...axes, literal(3)] }),
    () => ({ ...right, right: [...after, ["..."]] }),
    () => ({ ...right, sizes: { ...sizes, z: literal(3) } }),
    () => ({ ...right, sizes: fewer }),
    () => ({ ...right, sizes: { ...fewer, [name]: literal(gone.size + 4) } }),
    () => ({ ...right, sizes: { ...fewer, [name]: literal(gone.size + 4) } }),
    () => ({ ...right, axes: replaced(axes, axis, literal(5)) }),
    () => ({ ...right, axes: replaced(axes, axis, literal(7)) }),
    () => ({ ...right, axes: axes.slice(1) }),
    () => ({ ...right, axes: [...axes, literal(2)] }),
    () => ({ ...right, axes: axes.map(() => literal(2)) }),
    () => ({
      left: [...left, ["p", "q", "r"]],
      right: [...after, ["p", "q", "r"]],
      axes: [...axes, literal(7)],
      sizes: { ...sizes, p: literal(2), r: literal(3) },
    }),
  ])()
}

const textOf = (axes: readonly Axis[], { often, pick }: Chance): string =>
  axes
    .map(axis =>
      axis.length === 0 ? pick(["1", "()"])
      : axis.length === 1 && often(axis[0] === "..." ? 0.7 : 0.95) ? axis.join()
      : `(${often(0.1) ? " " : ""}${axis.join(" ")})`,
    )
    .join(often(0.1) ? "  " : " ")

const broken = (text: string, random: Chance): string =>
  random.pick([`${text} (`, `(${text}`, `${text})`, `(a ${text} (b))`, text.replace("->", ">")])

export const axesCases = (op: AxesOp, count: number): readonly AxesCase[] => {
  const random = chance(op)
  return Array.from({ length: count }, () => {
    const good = draft(op, random)
    const { left, right, axes, sizes } = random.often(0.35) ? spoiled(good, random) : good
    const text = `${textOf(left, random)} -> ${textOf(right, random)}`
    return { op, pattern: random.often(0.04) ? broken(text, random) : text, axes, sizes }
  })
}
