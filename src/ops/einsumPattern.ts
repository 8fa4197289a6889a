/** Runtime twins of types/einsumPattern.ts. */

/** One axis of an operand: its letter, and the operand, counted from 0. */
export interface EinsumAxis {
  readonly letter: string
  readonly operand: number
}

/** The letters before an ellipsis and those behind it; all before when there is none. */
export interface EinsumTerm {
  readonly text: string
  readonly before: readonly string[]
  readonly after: readonly string[] | undefined
}

export interface EinsumPlan {
  readonly operands: readonly EinsumTerm[]
  readonly axes: readonly EinsumAxis[]
  /** Pairs of positions with one letter. */
  readonly equal: readonly (readonly [number, number])[]
  /** For each axis of the output, its letter before an ellipsis and behind it. */
  readonly output: EinsumTerm
}

/** The plan of a pattern, or the sentence that refuses it. */
export const readEinsum = (pattern: string): EinsumPlan | string => {
  const text = pattern.replaceAll(" ", "")
  const arrow = text.indexOf("->")
  const operands = readOperands(arrow < 0 ? text : text.slice(0, arrow))
  if (typeof operands === "string") return operands
  const axes = operands.flatMap((term, operand) => lettersIn(term).map(letter => ({ letter, operand })))
  const equal = equalPairs(axes)
  if (arrow < 0) return { operands, axes, equal, output: implicit(operands, axes) }
  const output = readTerm(text.slice(arrow + 2), "the output")
  if (typeof output === "string") return output
  return refusedPlan(operands, axes, output) ?? { operands, axes, equal, output }
}

const readOperands = (text: string): readonly EinsumTerm[] | string => {
  const terms = text.split(",").map((term, index) => readTerm(term, `operand ${index + 1}`))
  const refused = terms.find(term => typeof term === "string")
  return typeof refused === "string" ? refused : terms.filter((term): term is EinsumTerm => typeof term !== "string")
}

const readTerm = (text: string, place: string): EinsumTerm | string => {
  const dots = text.indexOf("...")
  const [before, after] = dots < 0 ? [text, undefined] : [text.slice(0, dots), text.slice(dots + 3)]
  if (after?.includes("...")) return twoEllipses(place, text)
  const letters = `${before}${after ?? ""}`.split("")
  const strange = letters.find(letter => !/^[A-Za-z]$/.test(letter))
  if (strange !== undefined) return notLetter(strange, place, text)
  return { text, before: before.split(""), after: after?.split("") }
}

const twoEllipses = (place: string, text: string) => `einsum: ${place} (${text}) has more than one ellipsis`
const notLetter = (letter: string, place: string, text: string) =>
  `einsum: ${place} (${text}) holds ${letter}, which is not a letter`

/** The letters of an operand, without its ellipsis. */
export const lettersIn = ({ before, after = [] }: EinsumTerm): readonly string[] => [...before, ...after]

const refusedPlan = (operands: readonly EinsumTerm[], axes: readonly EinsumAxis[], output: EinsumTerm) => {
  if (!output.after && hasEllipsis(operands)) return wantsEllipsis(output.text)
  if (output.after && !hasEllipsis(operands)) return lacksEllipsis(output.text)
  const letters = lettersIn(output)
  for (const [index, letter] of letters.entries()) {
    if (!axes.some(axis => axis.letter === letter)) return standsNowhere(letter)
    if (letters.includes(letter, index + 1)) return standsTwice(letter)
  }
  return undefined
}
const hasEllipsis = (operands: readonly EinsumTerm[]) => operands.some(({ after }) => after !== undefined)

const wantsEllipsis = (output: string) =>
  `einsum: the operands have an ellipsis, but the output (${output}) has none; write it there, or name the axes to sum over`
const lacksEllipsis = (output: string) => `einsum: the output (${output}) has an ellipsis, but no operand has`
const standsTwice = (letter: string) => `einsum: output letter ${letter} stands twice`
const standsNowhere = (letter: string) => `einsum: output letter ${letter} stands in no operand`

/** Each position with each one before it that has the same letter. */
const equalPairs = (axes: readonly EinsumAxis[]) =>
  axes.flatMap(({ letter }, position) =>
    axes
      .slice(0, position)
      .flatMap((axis, before): readonly (readonly [number, number])[] =>
        axis.letter === letter ? [[before, position]] : [],
      ),
  )

/** Without an arrow: the letters that stand once, in the order of the alphabet, capitals first, behind the ellipsis. */
const implicit = (operands: readonly EinsumTerm[], axes: readonly EinsumAxis[]): EinsumTerm => {
  const letters = axes.map(({ letter }) => letter)
  const single = letters.filter(letter => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort()
  const dots = hasEllipsis(operands)
  return { text: single.join(""), before: dots ? [] : single, after: dots ? single : undefined }
}
