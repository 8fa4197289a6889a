/** The inputs and outputs of a model, and what may be given in their place: one tensor, a list, or a record of them. */
import type { bind, Misfit, substitute } from "../../types/bind.js"
import type { show } from "../../types/shape.js"
import type { AnyData, AnySymbolic, AnyTensor, DType, dims, Tensors } from "./tensor.js"

/** The inputs or the outputs of a model: one tensor, a list, or a record. */
export type Ports = AnySymbolic | [] | readonly AnySymbolic[] | { readonly [name: string]: AnySymbolic }

/** Any tensor at all. */
export type AnyGiven = AnyTensor | AnyData | AnySymbolic

/** What is given for ports: in the same form. */
export type GivenPorts = AnyGiven | [] | readonly AnyGiven[] | { readonly [name: string]: AnyGiven }

/** A sentence about one of several. */
export interface Fault<position = unknown, message extends string = string> {
  readonly fault: message
  readonly position: position
}

/** The values themselves when they fit the ports; a sentence in place of the value that does not, or of the whole. */
export type Fitting<X, answer> =
  answer extends infer message extends string ? message
  : answer extends Fault<infer position, infer message> ?
    { readonly [index in keyof X]: index extends position ? message : X[index] }
  : X

/** What the symbols of the ports stand for, once values are given; `otherwise` when they do not fit. */
export type boundBy<answer, otherwise = {}> = answer extends string | Fault ? otherwise : answer

/**
 * Binds the symbols of ports to what is given in their place: the bindings, a sentence, or a `Fault` of one of several.
 * `call` begins the sentence: `predict: x`.
 */
export type bindPorts<call extends string, In, X, bound = {}> =
  In extends AnySymbolic ?
    X extends AnyGiven ?
      bindOne<call, In, X, bound>
    : `${call} must be one tensor ${show<In[typeof dims]>}, got several`
  : In extends readonly unknown[] ?
    X extends readonly unknown[] ?
      X["length"] extends In["length"] ? bindList<call, In, X, bound>
      : number extends X["length"] | In["length"] ? bound
      : `${call} must be a list of ${In["length"]} tensors, got ${X["length"]}`
    : `${call} must be a list of ${In["length"]} tensors`
  : X extends AnyGiven | readonly unknown[] ? `${call} must be a record of tensors, by the names of the ports`
  : [Exclude<keyof In, keyof X>] extends [never] ? bindRecord<call, In, X, bound>
  : `${call} lacks ${Exclude<keyof In, keyof X> & string}`

/** The bindings of one tensor, or the whole sentence. */
type bindOne<call extends string, In extends AnySymbolic, X, bound> =
  X extends AnyGiven ?
    X["dtype"] extends TakenFor[In["dtype"]] ?
      bind<In[typeof dims], X[typeof dims], bound> extends infer answer ?
        answer extends Misfit<infer reason> ?
          `${call} must be ${show<In[typeof dims]>}, got ${show<X[typeof dims]>}: ${reason}`
        : answer
      : never
    : `${call} must be ${In["dtype"]}, got ${X["dtype"]}`
  : `${call} must be one tensor`

/** What may stand for a dtype: integers and booleans become float32 without loss. */
interface TakenFor extends Record<DType, DType> {
  float32: "float32" | "int32" | "bool"
  int32: "int32" | "bool"
  bool: "bool"
  string: "string"
}

type bindList<call extends string, In, X, bound, count extends readonly unknown[] = []> =
  In extends readonly [infer port extends AnySymbolic, ...infer ports] ?
    X extends readonly [infer value, ...infer values] ?
      bindOne<`${call}[${count["length"]}]`, port, value, bound> extends infer answer ?
        answer extends string ?
          Fault<`${count["length"]}`, answer>
        : bindList<call, ports, values, answer, [...count, 0]>
      : never
    : bound
  : bound

/** Each by itself first; then all bindings together, so that two sizes for one symbol are seen as well. */
type bindRecord<call extends string, In, X, bound> =
  eachOf<call, In, X, bound> extends infer each ?
    faultIn<each> extends infer fault ?
      [fault] extends [never] ?
        [together<each>] extends [never] ?
          `${call}: one symbol has two sizes in the tensors`
        : together<each>
      : fault
    : never
  : never
type eachOf<call extends string, In, X, bound> = {
  readonly [name in keyof In & keyof X & string]: In[name] extends AnySymbolic ?
    bindOne<`${call}.${name}`, In[name], X[name], bound>
  : bound
}
type faultIn<each> = {
  [name in keyof each]: each[name] extends infer message extends string ? Fault<name, message> : never
}[keyof each]
type together<each> =
  { [name in keyof each]: (bound: each[name]) => void }[keyof each] extends (bound: infer bound) => void ? bound : never

/** The tensors that come out, of the kind that went in, with the symbols replaced by what they stand for. */
export type Results<Out, bound, kind extends "graph" | "data"> =
  Out extends AnySymbolic ? Tensors<substitute<Out[typeof dims], bound>>[kind][Out["dtype"]]
  : { -readonly [name in keyof Out]: Results<Out[name], bound, kind> }

/** The kind of what was given: of a graph, or with data. */
export type kindOf<X> =
  X extends AnyGiven ? X["kind"]
  : X extends readonly AnyGiven[] ? X[number]["kind"]
  : X extends { readonly [name: string]: AnyGiven } ? X[keyof X]["kind"]
  : never
