/** What layers whose sizes, ranks or statistics Keras takes otherwise do on purpose, and why. */
import type { Difference } from "./oracle.js"

export const differences: readonly Difference[] = [
  {
    layers: ["einsumDense"],
    question: /"equation":"\.\.\..*"inputs":\[\[(?:[^,\]]*,){3}/,
    reason: "of several axes of an ellipsis Keras says the sizes in the opposite order; what it computes is in ours",
  },
  {
    layers: ["einsumDense"],
    ours: /needs an input of rank/,
    reason: "Keras multiplies along another axis where the input has more axes than the equation",
  },
  {
    layers: ["multiHeadAttention"],
    question: /"returnAttentionScores":true/,
    reason: "Keras says the steps of the query for those of the value; what it computes is as we say",
  },
  {
    layers: [
      "randomBrightness",
      "randomContrast",
      "randomCrop",
      "randomFlip",
      "randomRotation",
      "randomTranslation",
      "randomWidth",
      "randomZoom",
    ],
    ours: /needs a rank-4 input/,
    reason: "Keras takes one image by itself, and so takes a batch of images without channels for one",
  },
  {
    layers: ["categoryEncoding", "discretization"],
    ours: /makes a vector of each value, got .*, whose last axis is 1/,
    reason: "Keras puts the vector in the place of an axis of 1, so that the rank hangs on the data; multiHot says so",
  },
  {
    layers: ["categoryEncoding"],
    question: /"inputs":\[\[(?:[^,\]]*,){2}/,
    reason: "Keras says that the last axis is counted over; what it computes is, as we say, over the first",
  },
  {
    layers: ["randomWidth"],
    question: /./,
    reason:
      "it is tfjs's alone, and Keras is asked what it predicts: its input, of a width that chance leaves open here",
  },
  {
    layers: ["textVectorization"],
    ours: /needs one text for each sample/,
    reason: "Keras documents one text for each sample; some of what it does with other shapes is not what it says",
  },
  {
    layers: ["textVectorization"],
    question: /"outputMode":"(count|multiHot|tfIdf)".*"inputs":\[\[[^,\]]*,/,
    reason: "Keras says that the axis of 1 is still there; what it computes is, as we say, without it",
  },
  {
    layers: ["normalization"],
    keras: /must have a known shape/,
    reason: "where mean and variance are given, no weight hangs on the size of an axis",
  },
]
