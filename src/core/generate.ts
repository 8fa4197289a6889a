/** Writing with a model that was trained to say what comes next: token after token, many rows at once. */
import {
  type BeamOptions,
  type SampleOptions,
  writeBeams,
  writeGreedily,
  writeSamples,
  type WritingOptions,
} from "../train/generate/write.js"
import type { Written, WrittenBeams } from "../train/generate/write.js"
import type { AnyDecoder, FittingDecoder, givenTo } from "./decoder.js"
import type { AnyGiven, bindPorts, Fitting } from "./ports.js"

/** What the decoder takes besides its tokens, where it takes anything. */
type From<call extends string, D extends AnyDecoder, X> =
  givenTo<D> extends readonly [] ? { readonly from?: readonly [] }
  : {
      /**
       * What the decoder takes besides its tokens, in the order of its inputs: what stays the same at every step, then the
       * states that it begins with.
       */
      readonly from: Fitting<X, bindPorts<`${call}: from`, givenTo<D>, X>>
    }

/**
 * Writes the likeliest token, reads it, and so on, for all rows at once, until each has come to its end.
 *
 * The decoder's first input are tokens, `[batch, time]` or one-hot, and its first output their scores. Its other outputs are
 * states: the next values of its last inputs. With states, or where it takes `[batch, 1]`, it reads one token at a time;
 * otherwise all that was written so far, and the scores behind the last token count.
 *
 * @throws ShapeError when one cannot write with the decoder, or `from` does not fit it
 * @example
 * const { sequences } = await greedy(decoder, { from: [h, c], begin: 1, end: 2, maxLength: 20 })
 */
export const greedy = <D extends AnyDecoder, X extends readonly AnyGiven[] = readonly []>(
  decoder: FittingDecoder<"greedy", D>,
  options: WritingOptions & From<"greedy", D, X>,
): Promise<Written> => writeGreedily(decoder, options)

/**
 * Writes the `width` likeliest sequences of each row side by side, and gives the best of them. A width of 1 is `greedy`.
 *
 * @throws ShapeError when one cannot write with the decoder, or `from` does not fit it
 * @example
 * const { sequences, beams } = await beamSearch(decoder, { from: [h, c], begin: 1, end: 2, maxLength: 20, width: 4 })
 */
export const beamSearch = <D extends AnyDecoder, X extends readonly AnyGiven[] = readonly [], width extends number = 4>(
  decoder: FittingDecoder<"beamSearch", D>,
  options: WritingOptions & BeamOptions<width> & From<"beamSearch", D, X>,
): Promise<WrittenBeams> => writeBeams(decoder, options)

/**
 * Draws each token by its chance. A row becomes the same with the same `seed`, whatever rows are beside it.
 *
 * @throws ShapeError when one cannot write with the decoder, or `from` does not fit it
 * @example
 * const { sequences } = await sample(gpt, { begin: [[5, 9, 3]], maxLength: 100, temperature: 0.8, topP: 0.95, seed: 1 })
 */
export const sample = <D extends AnyDecoder, X extends readonly AnyGiven[] = readonly []>(
  decoder: FittingDecoder<"sample", D>,
  options: WritingOptions & SampleOptions & From<"sample", D, X>,
): Promise<Written> => writeSamples(decoder, options)
