import ts from 'typescript'
import type { SqlType } from './catalog.ts'
import { ANY, elementOf, isOf, membersOf } from './fits.ts'

/**
 * The problems with the values of a statement's parameters.
 * @param values expression of each value; undefined: unknown
 */
export function compareValues(
  checker: ts.TypeChecker,
  values: readonly (ts.Expression | undefined)[],
  parameters: readonly SqlType[],
): string[] {
  if (values.length !== parameters.length)
    return [`the statement has ${parameters.length} parameters, the call ${values.length} values`]
  return values.flatMap((value, index) => {
    if (!value) return []
    const type = checker.getTypeAtLocation(value)
    const parameter = parameters[index]!
    return membersOf(type)
      .filter((member) => !canBe(checker, member, parameter))
      .map((member) => `$${index + 1} is ${parameter.name}, the value ${checker.typeToString(member)}`)
  })
}

/** Whether pg serializes a value in a form that PostgreSQL accepts for the parameter's type. */
function canBe(checker: ts.TypeChecker, type: ts.Type, parameter: SqlType): boolean {
  const { flags } = type
  if (flags & (ANY | ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return true
  if (flags & ts.TypeFlags.TypeParameter) return true
  const element = elementOf(checker, type)
  // pg returns a list of an enum as a text, but serializes it like other lists.
  if (parameter.element)
    return (
      element !== undefined &&
      membersOf(element).every((member) => canBe(checker, member, parameter.element!))
    )
  if (element) return false
  if (parameter.value === 'json') return isOf(type, 'string') || isOf(type, 'object')
  if (parameter.labels && type.isStringLiteral()) return parameter.labels.includes(type.value)
  if (isOf(type, 'string')) return parameter.value !== 'boolean' && !NUMBERS.includes(parameter.name)
  if (parameter.name === 'int8' || parameter.name === 'numeric') return Boolean(flags & NUMERIC)
  return isOf(type, parameter.value)
}

/** Types for which a text is an error. Larger types may be texts, because a `number` cannot represent them. */
const NUMBERS = ['int2', 'int4', 'float4', 'float8']
const NUMERIC = ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike
