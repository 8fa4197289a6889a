/** What a model must be like to write with it, token after token: as a type and as a function. */
import type { sameDim, showDim as showDimType } from "../../types/dim.js"
import type { sameShape, show } from "../../types/shape.js"
import { sameDim as sameDims, showDim } from "../ops/dim.js"
import { sameShape as sameShapes, show as showShape } from "../ops/shape.js"
import type { PortList } from "./calling.js"
import type { Ports } from "./ports.js"
import type { AnySymbolic, dims } from "./tensor.js"

/** Any model: its inputs are tokens, then what it takes besides; its outputs are scores, then states. */
export interface AnyDecoder {
  readonly inputs: Ports
  readonly outputs: Ports
}

type listed<ports> = ports extends AnySymbolic ? readonly [ports] : ports

/** What a decoder takes besides its tokens. */
export type givenTo<D extends AnyDecoder> =
  listed<D["inputs"]> extends readonly [unknown, ...infer given extends readonly AnySymbolic[]] ? given : readonly []

/** The decoder itself, when one can write with it. */
export type FittingDecoder<call extends string, D extends AnyDecoder> =
  decoderFault<call, listed<D["inputs"]>, listed<D["outputs"]>> extends infer message extends string ? message : D

/** The sentence that refuses a decoder; nothing for one that fits. */
type decoderFault<call extends string, In, Out> =
  In extends readonly [infer token extends AnySymbolic, ...infer given] ?
    Out extends readonly [infer scores extends AnySymbolic, ...infer states] ?
      tokenFault<call, token[typeof dims], scores[typeof dims], states["length"]> extends infer message extends string ?
        message
      : given extends readonly unknown[] ? stateFaults<call, given, states>
      : undefined
    : undefined
  : In extends readonly unknown[] ? undefined
  : recordRefused<call>
export const decoderFault = (call: string, inputs: PortList, outputs: PortList): string | undefined => {
  const [token, ...given] = inputs.ports
  const [scores, ...states] = outputs.ports
  if (inputs.names || outputs.names) return recordRefused(call)
  if (!token || !scores) return undefined
  return (
    tokenFault(call, token.shape, scores.shape, states.length) ??
    stateFaults(
      call,
      given.map(({ shape }) => shape),
      states.map(({ shape }) => shape),
    )
  )
}

type tokenFault<call extends string, token extends readonly unknown[], scores extends readonly unknown[], states> =
  scores["length"] extends 2 | 3 ?
    token["length"] extends 2 ? timeFault<call, token, states>
    : token["length"] extends 3 ?
      token extends readonly [unknown, unknown, infer width] ?
        scores extends readonly [...unknown[], infer classes] ?
          sameDim<width, classes> extends "no" ?
            wrongWidth<call, width, classes>
          : timeFault<call, token, states>
        : undefined
      : undefined
    : number extends token["length"] ? undefined
    : wrongToken<call, token>
  : number extends scores["length"] ? undefined
  : wrongScores<call, scores>
const tokenFault = (call: string, token: Shape, scores: Shape, states: number): string | undefined =>
  scores.length !== 2 && scores.length !== 3 ? wrongScores(call, scores)
  : token.length === 2 ? timeFault(call, token, states)
  : token.length !== 3 ? wrongToken(call, token)
  : !sameDims(token[2] ?? null, scores.at(-1) ?? null) ? wrongWidth(call, token[2] ?? null, scores.at(-1) ?? null)
  : timeFault(call, token, states)
type Shape = PortList["ports"][number]["shape"]

type timeFault<call extends string, token extends readonly unknown[], states> =
  states extends 0 ? undefined
  : sameDim<token[1], 1> extends "no" ?
    token[1] extends number ?
      wrongTime<call, token>
    : undefined
  : undefined
const timeFault = (call: string, token: Shape, states: number): string | undefined =>
  states > 0 && typeof token[1] === "number" && token[1] !== 1 ? wrongTime(call, token) : undefined

/** The states are the last of what is given, each like the output that follows it. */
type stateFaults<call extends string, given extends readonly unknown[], states extends readonly unknown[]> =
  states extends readonly [...infer before, infer state extends AnySymbolic] ?
    given extends readonly [...infer others, infer port extends AnySymbolic] ?
      sameShape<state[typeof dims], port[typeof dims]> extends "no" ?
        wrongState<call, states["length"], state[typeof dims], given["length"], port[typeof dims]>
      : stateFaults<call, others, before>
    : tooManyStates<call, states["length"]>
  : undefined
const stateFaults = (call: string, given: readonly Shape[], states: readonly Shape[]): string | undefined => {
  const [state, port] = [states.at(-1), given.at(-1)]
  if (!state) return undefined
  if (!port) return tooManyStates(call, states.length)
  return !sameShapes(state, port) ?
      wrongState(call, states.length, state, given.length, port)
    : stateFaults(call, given.slice(0, -1), states.slice(0, -1))
}

type recordRefused<call extends string> =
  `${call}: the decoder's inputs and outputs must be one tensor or a list, got a record`
const recordRefused = (call: string) =>
  `${call}: the decoder's inputs and outputs must be one tensor or a list, got a record`

type wrongScores<
  call extends string,
  got,
> = `${call}: output 0 of the decoder must be the scores [batch, time, classes] of the next token, got ${show<got>}`
const wrongScores = (call: string, got: Shape) =>
  `${call}: output 0 of the decoder must be the scores [batch, time, classes] of the next token, got ${showShape(got)}`

type wrongToken<
  call extends string,
  got,
> = `${call}: input 0 of the decoder must be tokens [batch, time], or one-hot [batch, time, classes], got ${show<got>}`
const wrongToken = (call: string, got: Shape) =>
  `${call}: input 0 of the decoder must be tokens [batch, time], or one-hot [batch, time, classes], got ${showShape(got)}`

type wrongWidth<
  call extends string,
  width,
  classes,
> = `${call}: output 0 of the decoder scores ${showDimType<classes>} classes, but its one-hot tokens have ${showDimType<width>}`
const wrongWidth = (call: string, width: Shape[number], classes: Shape[number]) =>
  `${call}: output 0 of the decoder scores ${showDim(classes)} classes, but its one-hot tokens have ${showDim(width)}`

type wrongTime<
  call extends string,
  got,
> = `${call}: a decoder with states reads one token at a time, [batch, 1], got ${show<got>}`
const wrongTime = (call: string, got: Shape) =>
  `${call}: a decoder with states reads one token at a time, [batch, 1], got ${showShape(got)}`

type tooManyStates<
  call extends string,
  count extends number,
> = `${call}: output ${count} of the decoder is a state, but no input is left that it could be the next value of`
const tooManyStates = (call: string, count: number) =>
  `${call}: output ${count} of the decoder is a state, but no input is left that it could be the next value of`

type wrongState<
  call extends string,
  output extends number,
  state,
  input extends number,
  port,
> = `${call}: output ${output} of the decoder must be like input ${input}, whose next value it is, ${show<port>}, got ${show<state>}`
const wrongState = (call: string, output: number, state: Shape, input: number, port: Shape) =>
  `${call}: output ${output} of the decoder must be like input ${input}, whose next value it is, ${showShape(port)}, got ${showShape(state)}`
