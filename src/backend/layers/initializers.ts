/**
 * Keras 3's initializers where tfjs's are others. Both draw from a normal distribution without what is beyond two standard
 * deviations, but tfjs does not make good what that takes from the variance: its values vary by 0.774 of what was meant.
 * And tfjs's `truncatedNormal` of `varianceScaling` is uniform.
 */

/** The standard deviation of a standard normal distribution without what is beyond two of them. */
const left = 0.87962566103423978

const modes: Readonly<Record<string, readonly [scale: number, mode: string]>> = {
  GlorotNormal: [1, "fanAvg"],
  HeNormal: [2, "fanIn"],
  LeCunNormal: [1, "fanIn"],
}

/** A class of tfjs with options, as Keras means what was written. */
export const initializerOf = (className: string, config: object): { className: string; config: object } => {
  const given = new Map<string, unknown>(Object.entries(config))
  const known = modes[className]
  if (known) {
    const [scale, mode] = known
    const seed = given.has("seed") ? { seed: given.get("seed") } : {}
    return varied(scale, { mode, ...seed })
  }
  if (className !== "VarianceScaling" || given.get("distribution") === "uniform") return { className, config }
  const scale = given.get("scale")
  return varied(typeof scale === "number" ? scale : 1, config)
}

const varied = (scale: number, config: object) => ({
  className: "VarianceScaling",
  config: { ...config, scale: scale / left ** 2, distribution: "normal" },
})

/** The class of a name: `glorotNormal` is `GlorotNormal`. */
export const classOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
