/**
 * Gives back what it takes, with its literals kept in the type, so that options can stand apart from the layer: `as const`
 * without the words. A part of a class or of a config is declared with it where it is made.
 *
 * @example
 * const small = options({ units: 64, rate: 0.1 })
 * dense(options({ units: 64 })) // => Dense<64>
 */
export const options = <const given>(given: given): given => given
