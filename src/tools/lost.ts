/** Where a program stops knowing its shapes: the expressions whose tensor has an axis, or a rank, that only the data says. */
import { relative } from "node:path"
import { type CallExpression, type Expression, Node, type SourceFile, SyntaxKind, type Type } from "ts-morph"
import { projectAround } from "./program.js"

/** An expression behind which a size is no longer known. */
export interface Lost {
  readonly file: string
  readonly line: number
  readonly code: string
  /** The tensor's type, as a hover prints it. */
  readonly type: string
  readonly why: string
}

const tensorName = /^(?:Symbolic)?(?:Int|Bool|String)?Tensor$/

/** The axes of one of our tensors; `undefined` for anything else. */
const shapeOf = (type: Type): Type | undefined =>
  tensorName.test(type.getSymbol()?.getName() ?? "") ? type.getTypeArguments()[0] : undefined

/** What is not known of a shape. */
const unknownIn = (shape: Type): string | undefined => {
  if (shape.isAny()) return "its shape is any"
  if (shape.isUnion())
    return shape
      .getUnionTypes()
      .map(unknownIn)
      .find(why => why !== undefined)
  if (!shape.isTuple()) return "its rank is not known"
  const axes = shape.getTupleElements()
  const open = axes.findIndex(axis => axis.isAny() || axis.isNumber() || axis.isString())
  return open < 0 ? undefined : `axis ${open} is ${axes[open]?.getText() ?? "number"}`
}

const lostIn = (type: Type): string | undefined => {
  if (type.isUnion())
    return type
      .getUnionTypes()
      .map(lostIn)
      .find(why => why !== undefined)
  if (type.isTuple())
    return type
      .getTupleElements()
      .map(lostIn)
      .find(why => why !== undefined)
  const shape = shapeOf(type)
  return shape === undefined ? undefined : unknownIn(shape)
}

/** What a call is made of: the layer or function, with its options, and its arguments. */
const partsOf = (call: CallExpression): readonly Expression[] => {
  const callee = call.getExpression()
  const inner = Node.isCallExpression(callee) ? partsOf(callee) : []
  return [...inner, ...call.getArguments().filter(Node.isExpression)]
}

/** A value in the call that is wide where a literal could stand: `any`, or an option that is `number`. */
const wideIn = (part: Expression): string | undefined => {
  const type = part.getType()
  if (type.isAny()) return `${part.getText()} is any`
  if (type.isNumber() || type.isBoolean()) return `${part.getText()} is ${type.getText()}`
  if (Node.isObjectLiteralExpression(part) || Node.isArrayLiteralExpression(part))
    return part
      .getChildrenOfKind(SyntaxKind.SyntaxList)
      .flatMap(list => list.getChildren())
      .flatMap(one =>
        Node.isPropertyAssignment(one) ? (one.getInitializer() ?? [])
        : Node.isExpression(one) ? one
        : [],
      )
      .map(wideIn)
      .find(why => why !== undefined)
  const option = type
    .getProperties()
    .find(property => shapeOf(type) === undefined && property.getTypeAtLocation(part).isNumber())
  return Node.isIdentifier(part) && option && !type.isArray() ?
      `${part.getText()}.${option.getName()} is number; as const or options() keeps it`
    : undefined
}

/** A call that takes only what is known and gives what is not, or that takes an `any` in place of a tensor. */
const lostAt = (call: CallExpression): Omit<Lost, "file"> | undefined => {
  const type = call.getType()
  const parts = partsOf(call)
  const place = {
    line: call.getStartLineNumber(),
    code: firstLine(call.getText()),
    type: type.getText(call).replace(/import\("[^"]*"\)\./g, ""),
  }
  const wide = parts.map(wideIn).find(why => why !== undefined)
  const takesTensor = parts.some(part => part.getType().isAny()) && isLayer(call.getExpression().getType())
  if (type.isAny()) return takesTensor ? { ...place, why: wide ?? "it is any" } : undefined
  const why = lostIn(type)
  if (why === undefined) return undefined
  const before = parts.some(part => lostIn(part.getType()) !== undefined)
  return before && wide === undefined ? undefined : { ...place, why: wide === undefined ? why : `${why}: ${wide}` }
}

/** What is called as a layer is: its type has a rule and a name. */
const isLayer = (type: Type): boolean =>
  type.getProperty("name") !== undefined && type.getProperties().some(one => /^__@rule@|^rule$/.test(one.getName()))

const firstLine = (text: string) => {
  const [first = "", ...more] = text.split("\n")
  return more.length > 0 ? `${first} ...` : first
}

const lostInFile = (source: SourceFile, folder: string): readonly Lost[] =>
  source.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap(call => {
    const lost = lostAt(call)
    return lost ? [{ file: relative(folder, source.getFilePath()), ...lost }] : []
  })

/** Each call of some files behind which a size, or a rank, is no longer known, and why. */
export const lost = (files: readonly string[], folder: string = process.cwd()): readonly Lost[] => {
  const project = projectAround(folder)
  return project.addSourceFilesAtPaths([...files]).flatMap(source => lostInFile(source, folder))
}
