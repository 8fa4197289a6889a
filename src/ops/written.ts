/** Runtime twin of types/written.ts: symbols as users write them, with parentheses, in any order, or wrongly. */
import { ceilOf, floorOf } from "./floor.js"
import { inverted, printSum, productOf, scaled, type Sum, sumOf } from "./polynomial.js"

/** Nothing for a symbol that can be read; otherwise the sentence for it. */
export const axisSymbol = (text: string): string | undefined => {
  const terms = written(text)
  return terms && typeof printSum(terms) === "string" ? undefined : wantsSymbol(text)
}

const wantsSymbol = (text: string) =>
  `an axis must be a name such as T, or a symbol such as 2*T+1 or floor(T/2), got ${text === "" ? "an empty text" : text}`

/** The sum that a text stands for; nothing when it cannot be read. */
export const written = (text: string): Sum | undefined => {
  const tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[-+*/()]/g) ?? []
  if (tokens.join("") !== text) return undefined
  const reader = new Reader(tokens)
  const sum = reader.sum()
  return reader.isDone ? sum : undefined
}

class Reader {
  #at = 0
  constructor(readonly tokens: readonly string[]) {}

  get isDone(): boolean {
    return this.#at === this.tokens.length
  }
  #take(...wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.#at]
    if (token === undefined || !wanted.includes(token)) return undefined
    this.#at++
    return token
  }
  #word(form: RegExp): string | undefined {
    const token = this.tokens[this.#at]
    if (token === undefined || !form.test(token)) return undefined
    this.#at++
    return token
  }

  /** Terms with signs between them; the first may have a minus. */
  sum(): Sum | undefined {
    let total: Sum = new Map()
    let sign = this.#take("-") ?? "+"
    for (;;) {
      const term = this.#term()
      if (!term) return undefined
      total = sumOf(total, scaled(term, "", sign === "-" ? -1 : 1))
      const next = this.#take("+", "-")
      if (next === undefined) return total
      sign = next
    }
  }

  /** Factors; what is divided by is a name, or one product in parentheses. */
  #term(stopAt?: "/"): Sum | undefined {
    let product = this.#factor()
    for (;;) {
      if (!product) return undefined
      if (stopAt && this.tokens[this.#at] === "/" && this.tokens[this.#at + 2] === ")") return product
      const sign = this.#take("*", "/")
      if (sign === undefined) return product
      const factor = this.#factor(sign === "/")
      if (!factor) return undefined
      product = sign === "*" ? productOf(product, factor) : over(product, factor)
    }
  }

  #factor(divides = false): Sum | undefined {
    const number = divides ? undefined : this.#word(/^\d/)
    if (number !== undefined) return new Map(Number(number) === 0 ? [] : [["", Number(number)]])
    const name = this.#word(/^[A-Za-z_]/)
    if (name !== undefined) {
      const isCall = (name === "floor" || name === "ceil") && this.tokens[this.#at] === "("
      if (!isCall) return new Map([[name, 1]])
      this.#at++
      return this.#rounded(name)
    }
    if (this.#take("(") === undefined) return undefined
    const inside = this.sum()
    return this.#take(")") === undefined ? undefined : inside
  }

  /** `T/2)`, behind `floor(` or `ceil(`: a term or a sum in parentheses, divided by an integer. */
  #rounded(way: "floor" | "ceil"): Sum | undefined {
    const above = this.#term("/")
    if (!above || this.#take("/") === undefined) return undefined
    const n = Number(this.#word(/^\d/) ?? 0)
    if (n === 0 || this.#take(")") === undefined) return undefined
    return way === "floor" ? floorOf(above, n) : ceilOf(above, n)
  }
}

/** Divided by one product of names. */
const over = (terms: Sum, divisor: Sum): Sum | undefined => {
  const [first, ...more] = divisor
  if (!first || more.length > 0 || first[1] !== 1) return undefined
  return scaled(terms, inverted(first[0]), 1)
}
