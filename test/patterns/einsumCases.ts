/** Random einsums: patterns with the shapes of their tensors, mostly right, otherwise wrong in one place. */
import { type Chance, chance } from "../conformance/random.js"
import { literal, replaced, shuffled, type Sized, sized, withSpaces } from "./sizes.js"

export interface EinsumCase {
  readonly pattern: string
  readonly inputs: readonly (readonly Sized[])[]
}

interface Draft {
  readonly terms: readonly string[]
  readonly output: string | undefined
  readonly inputs: readonly (readonly Sized[])[]
}

const alphabet = ["a", "b", "c", "i", "j", "B", "T"]

const draft = (random: Chance): Draft => {
  const { pick, below, often } = random
  const sizes = new Map(alphabet.map(letter => [letter, sized(random)]))
  const between = Array.from({ length: below(3) }, () => sized(random))
  const dots = often(0.35)
  const count = pick([1, 1, 2, 2, 2, 2, 3])
  const operands = Array.from({ length: count }, () => {
    const own = Array.from({ length: pick([0, 1, 1, 2, 2, 2, 3, 3]) }, () => pick(alphabet))
    const letters = often(0.8) ? [...new Set(own)] : own
    const axes = letters.map(letter => vague(sizes.get(letter) ?? literal(2), random))
    if (!dots || often(0.2)) return { term: letters.join(""), axes }
    const at = below(letters.length + 1)
    const mine = between.slice(below(between.length + 1)).map(axis => (often(0.2) ? literal(1) : axis))
    return {
      term: [...letters.slice(0, at), "...", ...letters.slice(at)].join(""),
      axes: [...axes.slice(0, at), ...mine, ...axes.slice(at)],
    }
  })
  const terms = operands.map(({ term }) => term)
  const letters = [...new Set(terms.join("").replaceAll(".", ""))]
  const kept = shuffled(letters, random).filter(() => often(0.6))
  const at = below(kept.length + 1)
  const hasDots = terms.some(term => term.includes("..."))
  const output = (hasDots ? [...kept.slice(0, at), "...", ...kept.slice(at)] : kept).join("")
  return { terms, output: often(0.15) ? undefined : output, inputs: operands.map(({ axes }) => axes) }
}

/** Now and then an axis that is known elsewhere is dynamic. */
const vague = (axis: Sized, { often }: Chance): Sized => (often(0.07) ? { ...axis, dim: null } : axis)

/** One thing made wrong. */
const spoiled = (right: Draft, random: Chance): Draft => {
  const { pick, below, often } = random
  const { terms, inputs, output = "" } = right
  const at = below(terms.length)
  const [term = "", axes = []] = [terms[at], inputs[at]]
  const strange = pick(["1", ".", "-", "é", "_"])
  const axis = below(axes.length)
  return pick<() => Draft>([
    () => ({ ...right, terms: replaced(terms, at, `${term}${strange}`) }),
    () => ({ ...right, output: `${output}${strange}` }),
    () => ({ ...right, output: `${output}z` }),
    () => ({ ...right, output: `${output}${output.replaceAll(".", "").charAt(0)}` }),
    () => ({ ...right, output: output.includes("...") ? output.replace("...", "") : `...${output}` }),
    () => ({ ...right, terms: replaced(terms, at, `...${term}...`) }),
    () => ({ ...right, inputs: often(0.5) ? inputs.slice(1) : [...inputs, axes] }),
    () => ({ ...right, inputs: replaced(inputs, at, axes.slice(1)) }),
    () => ({ ...right, inputs: replaced(inputs, at, [...axes, literal(2)]) }),
    () => ({ ...right, inputs: replaced(inputs, at, replaced(axes, axis, literal(5))) }),
    () => ({ ...right, inputs: replaced(inputs, at, replaced(axes, axis, literal(7))) }),
    () => ({ ...right, inputs: replaced(inputs, at, replaced(axes, axis, sized(random))) }),
  ])()
}

export const einsumCases = (count: number): readonly EinsumCase[] => {
  const random = chance("einsum")
  return Array.from({ length: count }, () => {
    const right = draft(random)
    const { terms, output, inputs } = random.often(0.35) ? spoiled(right, random) : right
    const text = output === undefined ? terms.join(",") : `${terms.join(",")}->${output}`
    return { pattern: withSpaces(text, random), inputs }
  })
}
