import type { ObjectRef } from '@pothos/core'
import { builder } from './builder.ts'

type Types = typeof builder.$inferSchemaTypes

/** A union of results. Their property `type` is the name of the member type in the schema. */
export const resultUnion = <Member extends ObjectRef<Types, { type: string }>>(
  name: string,
  types: readonly Member[],
  description?: string,
) =>
  builder.unionType(name, {
    ...(description !== undefined && { description }),
    types: [...types],
    resolveType: (result) => (result as { type: string }).type as never,
  })
