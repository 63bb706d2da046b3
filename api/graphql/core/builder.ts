import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import '../access/plugin.ts'
import { instantOf } from '../../inputs/instant.ts'
import { badInput } from './bad-input.ts'
import type { Context } from './context.ts'
import type PrismaTypes from '../../generated/pothos.ts'
import { getDatamodel } from '../../generated/pothos.ts'

/** The builder of the schema. Every folder of graphql/ adds its types and fields to it. */
export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    /** An instant. */
    DateTime: { Input: Date; Output: Date }
    /** A calendar day of the office, ISO 8601. */
    Date: { Input: string; Output: string }
    Locale: { Input: string; Output: string }
    /** An entry of the catalogue in the format of its files. */
    EntryContent: { Input: Readonly<Record<string, unknown>>; Output: Readonly<Record<string, unknown>> }
  }
}>({
  plugins: ['access', PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.app.db.prisma,
    dmmf: getDatamodel(),
    onUnusedQuery: null,
  },
})

builder.queryType({})
builder.mutationType({})
builder.subscriptionType({})

builder.scalarType('DateTime', {
  description: 'An instant, RFC 3339, answered in UTC: `2026-11-24T08:00:00Z`. Any offset is accepted.',
  serialize: (value) => value.toISOString().replace('.000Z', 'Z'),
  parseValue(value) {
    const instant = typeof value === 'string' ? instantOf(value) : null
    if (!instant)
      throw badInput('DateTime must be an instant that exists, RFC 3339, e.g. 2026-11-24T08:00:00Z')
    return instant
  },
})

builder.scalarType('Date', {
  description: "A calendar day in the office's time zone, ISO 8601: `2026-11-24`.",
  serialize: (value) => value,
  parseValue(value) {
    try {
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
        return Temporal.PlainDate.from(value).toString()
    } catch {
      // The same message as for a wrong type, below.
    }
    throw badInput('Date must be a day that exists, ISO 8601, e.g. 2026-11-24')
  },
})

builder.scalarType('Locale', {
  description:
    'A language that the office offers, as BCP 47 tag: de, en, de-simple (Einfache Sprache), …; see `locales`.',
  serialize: (value) => value,
  parseValue(value) {
    if (typeof value === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value)) return value
    throw badInput('Locale must be a BCP 47 tag, e.g. de')
  },
})

builder.scalarType('EntryContent', {
  description:
    'Catalogue entry in the format of its files, a JSON object: see prisma/seed/merseburg/README.md. Texts are maps by language. In addition a service has `deskIds` (desks that serve it), a topic `serviceIds`; the sources in the files are omitted. In a draft, values may be missing or invalid.',
  serialize: (value) => value,
  parseValue(value) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>
    throw badInput('EntryContent must be a JSON object, given as a variable')
  },
})
