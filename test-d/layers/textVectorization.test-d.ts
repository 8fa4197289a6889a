import {
  dense,
  input,
  type IntTensor,
  type SymbolicIntTensor,
  type SymbolicTensor,
  tensor,
  type TextVectorization,
  textVectorization,
} from "shapeproof"
import { expectType } from "tsd"

const text = input({ shape: [], dtype: "string" })

expectType<TextVectorization<"int", number, 8>>(textVectorization({ outputSequenceLength: 8 }))
expectType<SymbolicIntTensor<["B", 8]>>(textVectorization({ outputSequenceLength: 8 })(text))
expectType<SymbolicIntTensor<["B", number]>>(textVectorization()(text))
expectType<SymbolicIntTensor<["B", number]>>(textVectorization()(input({ shape: [1], dtype: "string" })))
expectType<IntTensor<[2, 8]>>(textVectorization({ outputSequenceLength: 8 })(tensor(["a b", "c"])))
expectType<SymbolicTensor<["B", 4]>>(textVectorization({ vocabulary: ["a", "b", "c"], outputMode: "multiHot" })(text))
expectType<SymbolicTensor<["B", 3]>>(textVectorization({ vocabulary: ["[UNK]", "b", "c"], outputMode: "count" })(text))
expectType<SymbolicTensor<["B", 100]>>(
  textVectorization({ maxTokens: 100, padToMaxTokens: true, outputMode: "tfIdf" })(text),
)
expectType<SymbolicTensor<["B", number]>>(textVectorization({ maxTokens: 100, outputMode: "count" })(text))
expectType<void>(textVectorization().adapt(["a b", "c"]))
expectType<void>(textVectorization().adapt(tensor(["a b", "c"])))
expectType<readonly string[]>(textVectorization().getVocabulary())

// @ts-expect-error textVectorization takes one tensor of text, got numbers; begin with input({ shape: [], dtype: "string" })
textVectorization()(input({ shape: [7] }))
// @ts-expect-error textVectorization needs one text for each sample, [batch] or [batch, 1], got [B, 7]
textVectorization()(input({ shape: [7], dtype: "string" }))
// @ts-expect-error dense(4) takes one tensor, got text; bring it to numbers first
dense({ units: 4 })(text)
// @ts-expect-error outputSequenceLength must be left out where outputMode is count
textVectorization({ outputMode: "count", outputSequenceLength: 4 })
// @ts-expect-error padToMaxTokens must be left out where maxTokens is not given
textVectorization({ outputMode: "count", padToMaxTokens: true })
// @ts-expect-error maxTokens must be at least 4, as many as there are words, got 3
textVectorization({ vocabulary: ["a", "b", "c"], outputMode: "count", maxTokens: 3 })
// @ts-expect-error maxTokens must be an integer of 2 or more, got 1
textVectorization({ maxTokens: 1 })
// @ts-expect-error idfWeights must be left out where outputMode is int
textVectorization({ vocabulary: ["a", "b"], idfWeights: [1, 2] })
// @ts-expect-error idfWeights must be left out where the vocabulary is not given
textVectorization({ outputMode: "tfIdf", idfWeights: [1, 2] })
// @ts-expect-error idfWeights must be 2 numbers, one for each word, got 1
textVectorization({ vocabulary: ["a", "b"], outputMode: "tfIdf", idfWeights: [1] })
// @ts-expect-error Argument of type
textVectorization({ vocabulary: ["a", "b"], outputMode: "tfIdf" } as const)
// @ts-expect-error vocabulary must not hold the empty word, which stands for padding
textVectorization({ vocabulary: ["a", ""] })
