import { z } from 'zod'
import {
  emptyValue,
  type Field,
  type Fields,
  type FileNames,
  isInFiles,
  mapFields,
  type ValueOf,
} from '../fields/index.ts'
import type { Localized } from './by-locale.ts'
import { cents, currency, id, ids, line, link, list } from './values.ts'

type Shape<All, Names extends keyof All> = { [Name in Names]: z.ZodType<ValueOf<All[Name]>> }

/** The schemas of the described fields in the catalogue's files, for a strict object. */
export function shapeOf<All extends Fields>(fields: All, texts: Localized): Shape<All, FileNames<All>> {
  const inFiles = Object.fromEntries(Object.entries(fields).filter(([, field]) => isInFiles(field)))
  // Safe: schemaOf and ValueOf both decide by the kind of the field.
  return mapFields(inFiles, (field) => schemaOf(field, texts)) as unknown as Shape<All, FileNames<All>>
}

function schemaOf(field: Field, texts: Localized): z.ZodType {
  const schema = requiredSchemaOf(field, texts)
  return field.optionalInFiles ? schema.default(emptyValue(field)) : schema
}

function requiredSchemaOf(field: Field, texts: Localized): z.ZodType {
  switch (field.kind) {
    case 'text':
      return field.nullable ? texts.text(field.max).nullable() : texts.text(field.max)
    case 'textList':
      return texts.textList(field.max)
    case 'checkbox':
      return z.boolean()
    case 'number':
      return z.int().min(field.min).max(field.max)
    case 'cents':
      return cents.nullable()
    case 'currency':
      return currency
    case 'line':
      return line(field.max).nullable()
    case 'link':
      return link.nullable()
    case 'lines':
      return list(
        'max' in field.item ? line(field.item.max) : z.string().regex(field.item.pattern, field.item.error),
        field.maxItems,
      )
    case 'id':
    case 'reference':
      return id
    case 'choice':
      return z.enum(Object.keys(field.of))
    case 'references':
      return field.min === undefined ? ids : ids.min(field.min)
    case 'rows':
      return list(z.strictObject(shapeOf(field.fields, texts)), field.maxItems)
    case 'group':
      return z.strictObject(shapeOf(field.fields, texts)).nullable()
  }
}
