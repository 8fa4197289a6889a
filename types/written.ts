/** Symbols as users write them: with parentheses, in any order, or wrongly. */
import type { factored, hidden, inverted, shown } from "./atom.js"
import type { ceilOf, floorOf } from "./floor.js"
import type { parse, parsePlus, printSum, productOf, scaled, Sum, sumOf, Term } from "./polynomial.js"

/** The sum that a text stands for; "unreadable" when it stands for none. */
export type written<text extends string> =
  text extends `${string}${"{" | "}"}${string}` ? "unreadable" : writtenSum<text>

/** A symbol that can be read; otherwise the sentence for it. */
export type axisSymbol<text extends string> =
  string extends text ? text
  : isName<text> extends true ? text
  : written<text> extends infer terms extends Sum ?
    printSum<terms> extends string ?
      text
    : wantsSymbol<text>
  : wantsSymbol<text>

type wantsSymbol<text extends string> =
  `an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got ${text extends "" ? "an empty text" : text}`

/** Works from the innermost parentheses outwards: what stands in them is kept as a name in braces. */
type writtenSum<text extends string> =
  text extends `${infer head})${infer tail}` ?
    lastOpen<head> extends [infer before extends string, infer inside extends string] ?
      before extends `${infer lead}floor` ? writtenSum<`${lead}${braced<rounded<inside, "floor">>}${tail}`>
      : before extends `${infer lead}ceil` ? writtenSum<`${lead}${braced<rounded<inside, "ceil">>}${tail}`>
      : writtenSum<`${before}${braced<writtenSum<inside>>}${tail}`>
    : "unreadable"
  : isReadable<text> extends true ?
    text extends `${string}{${string}` ?
      expanded<parsePlus<factored<text>, []>>
    : parsePlus<factored<text>, []>
  : "unreadable"
type lastOpen<text extends string, before extends string = ""> =
  text extends `${infer head}(${infer tail}` ?
    tail extends `${string}(${string}` ?
      lastOpen<tail, `${before}${head}(`>
    : [`${before}${head}`, tail]
  : "none"
/** A sum as a name; nothing, which cannot be read either, for what is unreadable. */
type braced<terms> =
  terms extends Sum ? `{${hidden<`${printSum<terms>}`> extends infer text extends string ? bracketed<text> : never}}`
  : ""
type bracketed<text extends string> =
  text extends `${infer before}(${infer after}` ? bracketed<`${before}[${after}`>
  : text extends `${infer before})${infer after}` ? bracketed<`${before}]${after}`>
  : text
type unbracketed<text extends string> =
  text extends `${infer before}[${infer after}` ? unbracketed<`${before}(${after}`>
  : text extends `${infer before}]${infer after}` ? unbracketed<`${before})${after}`>
  : shown<text>

/** What stands in `floor()` or `ceil()`: a term or a sum in parentheses, divided by an integer. */
type rounded<text extends string, way extends "floor" | "ceil", above extends string = ""> =
  text extends `${string}${"+" | "-"}${string}` ? "unreadable"
  : text extends `${infer head}/${infer tail}` ?
    tail extends `${string}/${string}` ? rounded<tail, way, `${above}${head}/`>
    : isNumber<tail> extends true ? roundedOf<writtenSum<`${above}${head}`>, tail, way>
    : "unreadable"
  : "unreadable"
type roundedOf<terms, tail extends string, way extends "floor" | "ceil"> =
  terms extends Sum ?
    tail extends `${infer n extends number}` ?
      n extends 0 ? "unreadable"
      : way extends "floor" ? floorOf<terms, n>
      : ceilOf<terms, n>
    : "unreadable"
  : "unreadable"

/** Multiplies what stands in braces. */
type expanded<terms extends Sum, done extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    expandedTerm<head[0], [["", head[1]]]> extends infer term extends Sum ?
      expanded<rest, sumOf<done, term>>
    : "unreadable"
  : done
type expandedTerm<names extends string, done extends Sum> =
  names extends `${infer first}*${infer rest}` ? expandedTerm<rest, timesName<done, first>>
  : names extends "" ? done
  : timesName<done, names>
type timesName<terms, name extends string> =
  terms extends Sum ?
    name extends `{${infer inside}}` ? productOf<terms, parse<sized<unbracketed<inside>>>>
    : name extends `/{${infer inside}}` ? overOne<terms, parse<sized<unbracketed<inside>>>>
    : scaled<terms, [name, 1]>
  : "unreadable"
type sized<text extends string> = text extends `${infer n extends number}` ? n : text
/** Divided by one product of names. */
type overOne<terms extends Sum, divisor extends Sum> =
  divisor extends readonly [readonly [infer names extends string, 1]] ?
    names extends "" ?
      terms
    : scaled<terms, [inverted<names>, 1]>
  : "unreadable"

/** Whether each part between the signs is a name or a number, and what divides is a name. */
type isReadable<text extends string> = areParts<text extends `-${infer rest}` ? rest : text>
type areParts<text extends string> =
  text extends `${infer head}+${infer tail}` ?
    areParts<head> extends true ?
      areParts<tail>
    : false
  : text extends `${infer head}-${infer tail}` ?
    areParts<head> extends true ?
      areParts<tail>
    : false
  : text extends `${infer head}*${infer tail}` ?
    areParts<head> extends true ?
      areParts<tail>
    : false
  : text extends `${infer head}/${infer tail}` ?
    areParts<head> extends true ?
      areDivisors<tail>
    : false
  : text extends `{${string}}` ? true
  : isName<text> extends true ? true
  : isNumber<text>
type areDivisors<text extends string> =
  text extends `${infer head}/${infer tail}` ?
    isName<head> extends true ?
      areDivisors<tail>
    : false
  : text extends `{${string}}` ? true
  : isName<text>

type Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
type Digits = "0123456789"
/** A letter, then letters and digits. */
type isName<text extends string> =
  text extends `${infer first}${infer rest}` ?
    Letters extends `${string}${first}${string}` ?
      isMadeOf<rest, `${Letters}${Digits}`>
    : false
  : false
type isNumber<text extends string> = text extends "" ? false : isMadeOf<text, Digits>
type isMadeOf<text extends string, letters extends string> =
  text extends `${infer first}${infer rest}` ?
    letters extends `${string}${first}${string}` ?
      isMadeOf<rest, letters>
    : false
  : true
