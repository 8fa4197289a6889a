/** Scores of tokens as logarithms of chances, and one token of them by chance. */

/** Rows of numbers, one after the other. */
export interface Rows {
  readonly values: Float32Array
  readonly columns: number
}

/** `log(e ** z / sum(e ** z))` of each row. */
export const ofLogits = ({ values, columns }: Rows): Rows => {
  const out = new Float32Array(values.length)
  for (let from = 0; from < values.length; from += columns) {
    const row = values.subarray(from, from + columns)
    const greatest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    const sum = row.reduce((total, value) => total + Math.exp(value - greatest), 0)
    for (const [index, value] of row.entries()) out[from + index] = value - greatest - Math.log(sum)
  }
  return { values: out, columns }
}

/** `log(p)` of each value. */
export const ofChances = ({ values, columns }: Rows): Rows => ({ values: values.map(Math.log), columns })

/** The largest places of a row, at most `count`, the largest first; of equal values the first one. */
export const largest = ({ values, columns }: Rows, row: number, count: number): readonly number[] => {
  const best: number[] = []
  const at = (index: number) => values[row * columns + index] ?? Number.NEGATIVE_INFINITY
  for (let index = 0; index < columns; index++) {
    const value = at(index)
    if (best.length === count && !(value > at(best[count - 1] ?? 0))) continue
    let place = best.length
    while (place > 0 && value > at(best[place - 1] ?? 0)) place--
    best.splice(place, 0, index)
    if (best.length > count) best.pop()
  }
  return best
}

export interface SamplingOptions {
  /** Below 1 the likely becomes likelier, above 1 all become more alike. @default 1 */
  readonly temperature?: number
  /** Only so many of the likeliest tokens can be drawn. @default all of them */
  readonly topK?: number
  /** Only the likeliest tokens can be drawn that together have at least this chance, from 0 to 1. @default 1 */
  readonly topP?: number
}

/** A token drawn by its chance. */
export const drawn = (
  rows: Rows,
  row: number,
  { temperature = 1, topK = rows.columns, topP = 1 }: SamplingOptions,
  random: () => number,
): number => {
  const order = largest(rows, row, Math.min(topK, rows.columns))
  const at = (index: number) => rows.values[row * rows.columns + index] ?? Number.NEGATIVE_INFINITY
  const most = at(order[0] ?? 0)
  const weights = order.map(index => Math.exp((at(index) - most) / temperature))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let kept = 0
  let sum = 0
  while (kept < weights.length && (kept === 0 || sum < topP * total)) {
    sum += weights[kept] ?? 0
    kept++
  }
  let left = random() * sum
  for (let place = 0; place < kept; place++) {
    left -= weights[place] ?? 0
    if (left < 0) return order[place] ?? 0
  }
  return order[kept - 1] ?? 0
}
