import ts from 'typescript'
import type { SqlType } from './catalog.ts'
import { ANY, fits, membersOf } from './fits.ts'

/** A column of a statement's result. */
export interface Column {
  name: string
  type: SqlType
  /** Whether it can be null; undefined: unknown, as for expressions. */
  nullable: boolean | undefined
}

/** The problems with the declared type of a row: its properties must be the columns, with fitting types. */
export function compareRow(checker: ts.TypeChecker, node: ts.TypeNode, columns: readonly Column[]): string[] {
  const row = checker.getTypeFromTypeNode(node)
  if (row.flags & ts.TypeFlags.TypeParameter)
    return ['the type of the rows is a parameter: name it at the query']
  const variants = membersOf(row)
  const declared = new Set(variants.flatMap((variant) => variant.getProperties().map(({ name }) => name)))
  const returned = Map.groupBy(columns, ({ name }) => name)
  const missing = [...declared].filter((name) => !returned.has(name))
  return [
    ...missing.map((name) => `${name} is declared, but no column of the result`),
    ...[...returned].flatMap(([name, [column, ...others]]) => {
      if (others.length > 0) return [`the result has ${others.length + 1} columns of the name ${name}`]
      if (!declared.has(name)) return [`the column ${name} is not declared`]
      return compareColumn(checker, node, variants, column!)
    }),
  ]
}

function compareColumn(
  checker: ts.TypeChecker,
  node: ts.Node,
  variants: readonly ts.Type[],
  { name, type, nullable }: Column,
): string[] {
  const properties = variants.flatMap((variant) => variant.getProperty(name) ?? [])
  const types = properties.flatMap((property) => membersOf(checker.getTypeOfSymbolAtLocation(property, node)))
  const isAny = types.some(({ flags }) => flags & ANY)
  const hasNull = types.some(({ flags }) => flags & ts.TypeFlags.Null)
  const problems = types
    .filter(({ flags }) => !(flags & ts.TypeFlags.Null))
    .filter((member) => !fits(checker, member, type))
    .map((member) => `${name} is declared as ${checker.typeToString(member)}, but is ${described(type)}`)
  // A union member without the column may be the one for null.
  const isEverywhere = properties.length === variants.length
  if (nullable === true && !hasNull && !isAny && isEverywhere) problems.push(`${name} can be null`)
  if (nullable === false && hasNull) problems.push(`${name} is never null`)
  return problems
}

/** PostgreSQL's name of a type, with its kind in JavaScript. */
const described = ({ name, value, labels }: SqlType) =>
  labels ? `one of ${labels.join(', ')}` : `${name}, which pg gives as ${value}`
