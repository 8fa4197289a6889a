/** Options that Keras's layers have and ours lack, and ours that Keras's lack, with the reason. A call that gives one is refused by its name. */
export interface OptionDifference {
  /** The layers; all when it is missing. */
  readonly layers?: readonly string[]
  readonly options: readonly string[]
  readonly reason: string
}

export const absent: readonly OptionDifference[] = [
  {
    options: ["loraRank", "loraAlpha", "quantizationConfig", "gptqUnpackedColumnSize"],
    reason: "a kernel is one float32 weight here, neither in low-rank parts nor quantized",
  },
  { options: ["dtype"], reason: "what a layer computes is float32 here" },
  { options: ["sparse"], reason: "tfjs has no sparse tensors" },
  { options: ["useCudnn", "flashAttention"], reason: "picks a kernel of a device that tfjs does not run on" },
  { options: ["seed"], reason: "chance inside a recurrent layer cannot be seeded here" },
  { options: ["weights"], reason: "a built layer takes its weights with setWeights" },
  { options: ["keepdims"], reason: "tfjs's spelling is keepDims" },
  { layers: ["leakyReLU"], options: ["negativeSlope"], reason: "tfjs's spelling is alpha" },
  { layers: ["textVectorization"], options: ["ragged"], reason: "tfjs has no ragged tensors" },
  { layers: ["textVectorization"], options: ["encoding"], reason: "JavaScript has its texts in one encoding" },
  { layers: ["resizing"], options: ["fillMode"], reason: "Keras takes one value for it, constant" },
  {
    layers: ["bidirectional"],
    options: ["backwardLayer"],
    reason: "the way back is a copy of the way there, as in tfjs",
  },
  {
    layers: ["batchNormalization"],
    options: ["renorm", "renormClipping", "renormMomentum", "synchronized"],
    reason: "a batch is normalized by itself, on one device",
  },
  {
    layers: ["layerNormalization"],
    options: ["betaConstraint", "gammaConstraint"],
    reason: "tfjs's layer has no constraints",
  },
  {
    layers: ["multiHeadAttention", "groupQueryAttention"],
    options: ["attentionAxes", "activityRegularizer", "useGate"],
    reason: "attention is over one axis here, without a gate and without a cost of its output",
  },
]

export const added: readonly OptionDifference[] = [
  { options: ["name", "trainable"], reason: "Keras takes them of every layer, by **kwargs" },
  { options: ["activityRegularizer"], reason: "Keras takes it of every layer, by **kwargs" },
  { options: ["dataFormat"], reason: "Keras takes it of every layer over images, by **kwargs" },
  { options: ["useCausalMask", "returnAttentionScores"], reason: "Keras takes it when the layer is called" },
  { layers: ["additiveAttention"], options: ["seed"], reason: "Keras takes it by **kwargs" },
  { options: ["unroll", "implementation", "inputLength", "keepDims", "alpha"], reason: "tfjs has it, under this name" },
]
