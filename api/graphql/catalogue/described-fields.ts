import type { ObjectRef } from '@pothos/core'
import { type Field, type Fields, publicNames, type PublicNames } from '../../catalogue/fields/index.ts'
import { optionalTextOf, textOf, textsOf } from '../../kernel/text.ts'
import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'

type SchemaTypes = (typeof builder)['$inferSchemaTypes']
type FieldBuilder<Row> = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Row>

/**
 * Adds the fields with a `publicDescription` from the descriptions of the catalogue to an object type, under the same
 * names. The compiler refuses a field whose row has no such column.
 */
export function addDescribedFields<All extends Fields, Row extends Record<PublicNames<All>, unknown>>(
  type: ObjectRef<SchemaTypes, Row>,
  fields: All,
): void {
  builder.objectFields(type, (t) =>
    Object.fromEntries(
      publicNames(fields).map((name) => [name, describedField<Row>(t, String(name), fields[name]!)]),
    ),
  )
}

function describedField<Row>(t: FieldBuilder<Row>, name: string, field: Field) {
  const description = field.publicDescription!
  const valueOf = (row: Row): unknown => (row as Record<string, unknown>)[name]
  switch (field.kind) {
    case 'text':
      return field.publiclyNullable
        ? t.string({
            ...{ description, args: localeArgument, nullable: true },
            resolve: (row, { locale }) => optionalTextOf(valueOf(row), locale),
          })
        : t.string({
            ...{ description, args: localeArgument },
            resolve: (row, { locale }) => textOf(valueOf(row), locale),
          })
    case 'textList':
      return t.stringList({
        ...{ description, args: localeArgument },
        resolve: (row, { locale }) => textsOf(valueOf(row), locale),
      })
    case 'checkbox':
      return t.boolean({ description, resolve: (row) => valueOf(row) as boolean })
    case 'number':
      return t.int({ description, resolve: (row) => valueOf(row) as number })
    case 'id':
      return t.string({ description, resolve: (row) => valueOf(row) as string })
    case 'line':
    case 'link':
      return t.string({ description, nullable: true, resolve: (row) => valueOf(row) as string | null })
    case 'lines':
      return t.stringList({ description, resolve: (row) => valueOf(row) as string[] })
    default:
      throw new Error(`Fields of the kind ${field.kind} are written by hand: ${name}`)
  }
}
