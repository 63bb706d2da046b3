import ts from 'typescript'
import type { SqlType, ValueKind } from './catalog.ts'

/** Types without information about a value. */
export const ANY = ts.TypeFlags.Any | ts.TypeFlags.Unknown

/** Members of a union, or the type itself. */
export function membersOf(type: ts.Type): ts.Type[] {
  return type.isUnion() ? type.types : [type]
}

/** Whether values that pg returns for a database type are assignable to a TypeScript type; null is not considered. */
export function fits(checker: ts.TypeChecker, type: ts.Type, sql: SqlType): boolean {
  if (type.flags & ts.TypeFlags.Unknown) return true
  if (type.flags & ts.TypeFlags.Any) return sql.value === 'json'
  if (sql.value === 'json') return isJson(checker, type)
  if (sql.value === 'list') {
    const element = elementOf(checker, type)
    return element !== undefined && membersOf(element).every((member) => fits(checker, member, sql.element!))
  }
  if (sql.labels && type.isStringLiteral()) return sql.labels.includes(type.value)
  return isOf(type, sql.value)
}

/** Whether a TypeScript type is a kind of value in JavaScript. */
export function isOf(type: ts.Type, kind: ValueKind): boolean {
  if (kind === 'string') return Boolean(type.flags & ts.TypeFlags.StringLike)
  if (kind === 'number') return Boolean(type.flags & ts.TypeFlags.NumberLike)
  if (kind === 'boolean') return Boolean(type.flags & ts.TypeFlags.BooleanLike)
  if (kind === 'date') return isNamed(type, 'Date')
  if (kind === 'bytes') return isNamed(type, 'Buffer') || isNamed(type, 'Uint8Array')
  return Boolean(type.flags & ts.TypeFlags.Object)
}

const isNamed = (type: ts.Type, name: string) => type.getSymbol()?.name === name

/** Type of the elements of a list; undefined: not a list. */
export function elementOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return undefined
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number)
}

/** Whether a type is representable in JSON; `json_build_object` returns times as texts, so a `Date` is an error. */
function isJson(checker: ts.TypeChecker, type: ts.Type, outer: readonly ts.Type[] = []): boolean {
  if (outer.includes(type)) return true
  if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ANY)) return true
  if (type.isUnion()) return type.types.every((member) => isJson(checker, member, outer))
  if (['string', 'number', 'boolean'].some((kind) => isOf(type, kind as ValueKind))) return true
  if (isOf(type, 'date') || isOf(type, 'bytes') || type.getCallSignatures().length > 0) return false
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false
  const element = elementOf(checker, type) ?? checker.getIndexTypeOfType(type, ts.IndexKind.String)
  const parts = element
    ? [element]
    : type.getProperties().map((property) => checker.getTypeOfSymbol(property))
  return parts.every((part) => isJson(checker, part, [...outer, type]))
}
