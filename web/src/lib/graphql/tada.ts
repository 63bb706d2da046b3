import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema.d.ts'

/** Types documents by `schema.graphql`; run `npm run types` after a change of the schema. */
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
