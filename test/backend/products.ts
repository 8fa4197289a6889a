/** Shapes of the operands of products. */

/** With its last two axes exchanged. */
export const swapped = (shape: number[]) => [...shape.slice(0, -2), ...shape.slice(-2).reverse()]

export const operands = (rows: number, shared: number, columns: number, leadA: number[], leadB: number[]) => ({
  a: [...leadA, rows, shared],
  b: [...leadB, shared, columns],
})
