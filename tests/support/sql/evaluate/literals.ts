import ts from 'typescript'

/** The values of a type that is a literal or a union of literals; undefined for other types. */
export function literalsOf(type: ts.Type): unknown[] | undefined {
  const values = (type.isUnion() ? type.types : [type]).map(literalOf)
  return values.every((value) => value !== undefined) ? values.map((value) => value!.value) : undefined
}

function literalOf(type: ts.Type): { value: unknown } | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { value: type.value }
  if (type.flags & ts.TypeFlags.BooleanLiteral)
    return { value: (type as ts.Type & { intrinsicName: string }).intrinsicName === 'true' }
  if (type.flags & ts.TypeFlags.Null) return { value: null }
  if (type.flags & ts.TypeFlags.Undefined) return { value: undefined }
  return undefined
}
