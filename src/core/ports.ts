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

/** The sentences about some of several, by their names or positions. */
export interface Faults<messages = unknown> {
  readonly faults: messages
}

/** The values themselves when they fit the ports; a sentence in place of each value that does not, or of the whole. */
export type Fitting<X, answer> =
  answer extends infer message extends string ? message
  : answer extends Faults<infer messages> ?
    { readonly [index in keyof X]: index extends keyof messages ? messages[index] : X[index] }
  : X

/** What the symbols of the ports stand for, once values are given; `otherwise` when they do not fit. */
export type boundBy<answer, otherwise = {}> = answer extends string | Faults ? otherwise : answer

type Kind = "graph" | "data"

/**
 * Binds the symbols of ports to what is given in their place: the bindings, a sentence, or the `Faults` of some of several.
 * `call` begins the sentence: `predict: x`.
 */
export type bindPorts<call extends string, In, X, bound = {}, kind extends Kind = "data"> =
  In extends AnySymbolic ?
    X extends AnyGiven ?
      bindOne<call, In, X, bound, kind>
    : `${call} must be one tensor ${show<In[typeof dims]>}, got ${formOf<X>}; give the tensor itself`
  : In extends readonly unknown[] ?
    X extends readonly unknown[] ?
      X["length"] extends In["length"] ? bindList<call, In, X, bound, kind>
      : number extends X["length"] | In["length"] ? bound
      : `${call} must be a list of ${In["length"]} tensors, got ${X["length"]}`
    : `${call} must be a list of ${In["length"]} tensors, got ${formOf<X>}`
  : X extends AnyGiven | readonly unknown[] ?
    `${call} must be a record of tensors, by the names of the ports, got ${formOf<X>}`
  : [Exclude<keyof In, keyof X>] extends [never] ? bindRecord<call, In, X, bound, kind>
  : `${call} lacks ${Exclude<keyof In, keyof X> & string}`

type formOf<X> =
  X extends AnyGiven ? "one tensor"
  : X extends readonly unknown[] ? "a list"
  : "a record"

/** The bindings of one tensor, or the whole sentence. */
type bindOne<call extends string, In extends AnySymbolic, X, bound, kind extends Kind> =
  X extends AnyGiven ?
    X["kind"] extends kind ?
      X["dtype"] extends TakenFor[In["dtype"]] ?
        bind<In[typeof dims], X[typeof dims], bound, placeOf<call>> extends infer answer ?
          answer extends Misfit<infer reason> ?
            `${call} must be ${show<In[typeof dims]>}, got ${show<X[typeof dims]>}: ${reason}`
          : answer
        : never
      : `${call} must be ${In["dtype"]}, got ${X["dtype"]}; tensor() takes the dtype last`
    : `${call} must be a tensor with data, got one of a graph`
  : `${call} must be one tensor`

/** `predict: x[0]` is `in x[0]`. */
type placeOf<call extends string> = call extends `${string}: ${infer place}` ? `in ${place}` : "elsewhere"

/** What may stand for a dtype: integers and booleans become float32 without loss. */
interface TakenFor extends Record<DType, DType> {
  float32: "float32" | "int32" | "bool"
  int32: "int32" | "bool"
  bool: "bool"
  string: "string"
}

type bindList<call extends string, In, X, bound, kind extends Kind, count extends readonly unknown[] = []> =
  In extends readonly [infer port extends AnySymbolic, ...infer ports] ?
    X extends readonly [infer value, ...infer values] ?
      bindOne<`${call}[${count["length"]}]`, port, value, bound, kind> extends infer answer ?
        answer extends string ?
          Faults<{ readonly [position in `${count["length"]}`]: answer }>
        : bindList<call, ports, values, answer, kind, [...count, 0]>
      : never
    : bound
  : bound

/** Each by itself first; then all bindings together, so that two sizes for one symbol are seen as well. */
type bindRecord<call extends string, In, X, bound, kind extends Kind> =
  eachOf<call, In, X, bound, kind> extends infer each ?
    [Extract<each[keyof each], string>] extends [never] ?
      together<each> extends infer all ?
        [all] extends [never] ?
          Faults<clashes<call, In, X, each, kind>>
        : all
      : never
    : Faults<onlySentences<each>>
  : never
type eachOf<call extends string, In, X, bound, kind extends Kind> = {
  readonly [name in keyof In & keyof X & string]: In[name] extends AnySymbolic ?
    bindOne<`${call}.${name}`, In[name], X[name], bound, kind>
  : bound
}
type onlySentences<each> = {
  readonly [
    name in keyof each as [each[name]] extends [never] ? never
    : each[name] extends string ? name
    : never
  ]: each[name]
}
/** Where a size was said is left out: it is another for each. */
type together<each> =
  { [name in keyof each]: (bound: withoutPlaces<each[name]>) => void }[keyof each] extends (
    (bound: infer bound) => void
  ) ?
    bound
  : never
type withoutPlaces<bound> = { [name in keyof bound as name extends `in ${string}` ? never : name]: bound[name] }
/** The sentences about each tensor that gives a symbol another size than some other one does. */
type clashes<call extends string, In, X, each, kind extends Kind> = onlySentences<{
  readonly [name in keyof each & keyof In & keyof X & string]: In[name] extends AnySymbolic ?
    Extract<besides<call, name, In[name], X[name], each[Exclude<keyof each, name>], kind>, string>
  : never
}>
type besides<call extends string, name extends string, In extends AnySymbolic, X, bound, kind extends Kind> =
  bound extends unknown ? bindOne<`${call}.${name}`, In, X, bound, kind> : never

/** The tensors that come out, of the kind that went in, with the symbols replaced by what they stand for. */
export type Results<Out, bound, kind extends "graph" | "data"> =
  Out extends AnySymbolic ? Tensors<substitute<Out[typeof dims], bound>>[kind][Out["dtype"]]
  : { -readonly [name in keyof Out]: Results<Out[name], bound, kind> }

/** The kind of what was given: of a graph, or with data; an `any` may be either, so that what comes out are tensors again. */
export type kindOf<X> =
  X extends AnyGiven ? kindIn<X["kind"]>
  : X extends readonly AnyGiven[] ? kindIn<X[number]["kind"]>
  : X extends { readonly [name: string]: AnyGiven } ? kindIn<X[keyof X]["kind"]>
  : never
type kindIn<kind> = kind extends "data" ? "data" : "graph"
