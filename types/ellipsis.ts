/** A shape in which an ellipsis stands for the axes between those that a pattern names. */

/** `[the named axes, the axes between]`; "short" when the shape has too few, "unknown" when its rank is not known. */
export type around<In, before, after> =
  endOf<In, after> extends infer cut ?
    cut extends readonly [infer left, infer back extends readonly unknown[]] ?
      frontOf<left, before> extends infer cut ?
        cut extends readonly [infer front extends readonly unknown[], infer between] ?
          [[...front, ...back], between]
        : cut
      : never
    : cut
  : never

type endOf<In, names, back extends readonly unknown[] = []> =
  names extends readonly [unknown, ...infer more] ?
    In extends readonly [...infer left, infer last] ? endOf<left, more, [last, ...back]>
    : In extends readonly [] ? "short"
    : "unknown"
  : [In, back]

type frontOf<In, names, front extends readonly unknown[] = []> =
  names extends readonly [unknown, ...infer more] ?
    In extends readonly [infer first, ...infer left] ? frontOf<left, more, [...front, first]>
    : In extends readonly [] ? "short"
    : "unknown"
  : [front, In]

/** One dynamic axis for each name. */
export type dynamic<names> = { -readonly [name in keyof names]: number }
