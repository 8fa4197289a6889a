/**
 * A pattern in the language of einops, read: `b t (h d) -> b h t d`. An axis is the list of the names that it is made
 * of, the first one varying slowest: `t` of one, `(h d)` of two, `1` and `()` of none.
 */

/** What `rearrange`, `reduce` and `repeat` each allow. */
export type AxesOp = "rearrange" | "reduce" | "repeat"

export type Axis = readonly string[]
/** An axis as it is written: the ellipsis alone is no axis, but any number of them. */
type Written = Axis | "..."

/** The axes before an ellipsis and those behind it; "none" without one. */
type Side = readonly [before: readonly Axis[], after: readonly Axis[] | "none"]

export interface AxesPlan {
  /** What stands before the arrow, as it is written. */
  readonly text: string
  readonly left: Side
  readonly right: Side
  /** Every name, save the ellipsis. */
  readonly names: string
}

/** The plan of a pattern, or the sentence that refuses it. */
export type readAxes<op extends AxesOp, pattern extends string> =
  pattern extends `${infer left}->${infer right}` ?
    readSide<op, spaced<left>> extends infer before ?
      before extends readonly Written[] ?
        readSide<op, spaced<right>> extends infer after ?
          after extends readonly Written[] ?
            refusedSides<op, before, after> extends infer refused extends string ?
              refused
            : planOf<trimmed<left>, before, after>
          : after
        : never
      : before
    : never
  : `${op}: ${pattern} has no ->; write the axes before it and those behind it`

/** Brackets stand alone, like names. */
type spaced<text extends string> = apart<apart<text, "(">, ")">
type apart<text extends string, bracket extends string, done extends string = ""> =
  text extends `${infer left}${bracket}${infer right}` ? apart<right, bracket, `${done}${left} ${bracket} `>
  : `${done}${text}`
type trimmed<text extends string> =
  text extends ` ${infer rest}` ? trimmed<rest>
  : text extends `${infer rest} ` ? trimmed<rest>
  : text

/** The axes of one side; a bracket that is open holds the names so far. */
type readSide<op extends AxesOp, text extends string, done extends readonly Written[] = [], open = "none"> =
  text extends `${infer word} ${infer rest}` ? readWord<op, word, rest, done, open>
  : text extends "" ?
    open extends "none" ?
      done
    : `${op}: the pattern has a ( without its )`
  : readWord<op, text, "", done, open>
type readWord<op extends AxesOp, word extends string, rest extends string, done extends readonly Written[], open> =
  word extends "" ? readSide<op, rest, done, open>
  : word extends "(" ?
    open extends "none" ?
      readSide<op, rest, done, []>
    : `${op}: the pattern has a ( inside of another`
  : word extends ")" ?
    open extends Axis ?
      readSide<op, rest, [...done, open]>
    : `${op}: the pattern has a ) without its (`
  : word extends "1" ? readSide<op, rest, open extends Axis ? done : [...done, []], open>
  : word extends "..." ? addWord<op, word, rest, done, open>
  : isName<word> extends true ? addWord<op, word, rest, done, open>
  : `${op}: ${word} is no name of an axis; a name is made of letters, digits and _, and begins with a letter`
type addWord<op extends AxesOp, word extends string, rest extends string, done extends readonly Written[], open> =
  open extends Axis ? readSide<op, rest, done, [...open, word]>
  : readSide<op, rest, [...done, word extends "..." ? "..." : [word]], open>

type isName<word> =
  word extends `${infer first}${infer rest}` ?
    Lowercase<first> extends Letter ?
      isRest<rest>
    : false
  : false
type isRest<text> =
  text extends `${infer first}${infer rest}` ?
    Lowercase<first> extends Letter | Digit | "_" ?
      isRest<rest>
    : false
  : true
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"
type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m")
  | ("n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z")

type planOf<text extends string, before extends readonly Written[], after extends readonly Written[]> = {
  text: text
  left: sideOf<before>
  right: sideOf<after>
  names: Exclude<[...namesIn<before>, ...namesIn<after>][number], "...">
}
type sideOf<axes, before extends readonly Axis[] = []> =
  axes extends readonly ["...", ...infer rest] ? [before, rest]
  : axes extends readonly [infer axis extends Axis, ...infer rest] ? sideOf<rest, [...before, axis]>
  : [before, "none"]

/** All names of some axes, in order. */
type namesIn<axes, done extends Axis = []> =
  axes extends readonly ["...", ...infer rest] ? namesIn<rest, [...done, "..."]>
  : axes extends readonly [infer axis extends Axis, ...infer rest] ? namesIn<rest, [...done, ...axis]>
  : done

/** The first sentence that refuses the two sides, or nothing. */
type refusedSides<op extends AxesOp, before, after> =
  refusedNames<op, namesIn<before>, namesIn<after>> extends infer refused extends string ? refused
  : ellipsisInBrackets<before> extends true ? `${op}: the ellipsis cannot stand in brackets before the ->`
  : []
type refusedNames<op extends AxesOp, before extends Axis, after extends Axis> =
  twice<before> extends infer name extends string ? `${op}: ${name} stands twice before the ->`
  : twice<after> extends infer name extends string ? `${op}: ${name} stands twice behind the ->`
  : lacked<before, after> extends infer name extends string ?
    op extends "reduce" ?
      refusedAdded<op, before, after>
    : `${op}: ${name} stands only before the ->; reduce takes axes away`
  : refusedAdded<op, before, after>
type refusedAdded<op extends AxesOp, before extends Axis, after extends Axis> =
  "..." extends Exclude<after[number], before[number]> ? `${op}: the ellipsis stands only behind the ->`
  : op extends "repeat" ? []
  : lacked<after, before> extends infer name extends string ?
    `${op}: ${name} stands only behind the ->; repeat adds axes`
  : []
type twice<names extends Axis> =
  names extends readonly [infer first extends string, ...infer rest extends Axis] ?
    first extends rest[number] ?
      first
    : twice<rest>
  : []
type lacked<names, others extends Axis> =
  names extends readonly [infer first extends string, ...infer rest] ?
    first extends others[number] ?
      lacked<rest, others>
    : first
  : []
type ellipsisInBrackets<axes> =
  axes extends readonly [infer axis, ...infer rest] ?
    axis extends Axis ?
      "..." extends axis[number] ?
        true
      : ellipsisInBrackets<rest>
    : ellipsisInBrackets<rest>
  : false
