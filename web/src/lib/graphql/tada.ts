import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema.d.ts'

/** Typed documents against `schema.graphql`; `npm run types` renews the types after it has changed. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: {
    DateTime: string
    Date: string
    Locale: string
    ID: string
    EntryContent: Record<string, unknown>
  }
}>()

export type { ResultOf, VariablesOf, TadaDocumentNode } from 'gql.tada'
