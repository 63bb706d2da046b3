import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor'
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { SafetyPlugin } from './plugin.ts'
import { refusal } from './refusal.ts'
import { queryCost, type QueryCost } from './query-cost.ts'

/** Limits of one request. For comparison: the introspection query of graphql-js has 2,000 characters, 180 tokens, 230 fields. */
export const QUERY_LIMITS = {
  /** Characters. Yoga caches 1,000 parsed documents, so this also bounds memory. */
  document: 10_000,
  tokens: 1_000,
  /** Levels below the root; the address of a booking's department is at level 5. */
  depth: 10,
  aliases: 20,
  directives: 20,
  rootFields: 20,
  fields: 500,
  /** Occurrences of one field in a selection. A result union of six types needs six `message`; validating 250 took 0.2 s. */
  duplicateFields: 10,
  /** Values in the result. The whole catalogue by topics with all texts costs 17,000; one more nested list ten times that. */
  values: 50_000,
  /** Characters of JSON. A cancellation of 1,000 bookings has 40,000. */
  variables: 60_000,
} as const

const tooLarge = (message: string): GraphQLError => refusal(400, 'QUERY_TOO_LARGE', message)

/** Refuses documents and variables by their length, before they are parsed. */
export function useLengthLimits(): SafetyPlugin {
  return {
    onParams({ params: { query, variables } }) {
      if ((query?.length ?? 0) > QUERY_LIMITS.document)
        throw tooLarge(`The query has more than ${QUERY_LIMITS.document} characters.`)
      if (variables && JSON.stringify(variables).length > QUERY_LIMITS.variables)
        throw tooLarge(`The variables have more than ${QUERY_LIMITS.variables} characters.`)
    },
  }
}

/**
 * Limits that GraphQL Armor does not have: duplicate fields (merged by comparing each with each), aliases of
 * `__typename`, fragments that multiply, nested lists. Computed before validation, which is the step that they attack.
 */
export function useCostLimits(): SafetyPlugin {
  return {
    onValidate({ params: { schema, documentAST } }) {
      const cost = queryCostOf(schema, documentAST)
      for (const [name, label] of LIMIT_LABELS)
        if (cost[name] > QUERY_LIMITS[name])
          throw tooLarge(`The query asks for more than ${QUERY_LIMITS[name]} ${label}.`)
    },
  }
}

const LIMIT_LABELS = [
  ['rootFields', 'fields at its root'],
  ['fields', 'fields'],
  ['duplicateFields', 'times the same field'],
  ['values', 'values'],
] as const

/** Yoga caches parsed documents, so the cost of each is computed once. */
const costs = new WeakMap<DocumentNode, QueryCost>()

export function queryCostOf(schema: GraphQLSchema, document: DocumentNode): QueryCost {
  const known = costs.get(document)
  if (known) return known
  const cost = queryCost(schema, document)
  costs.set(document, cost)
  return cost
}

/** GraphQL Armor with QUERY_LIMITS. Production suggests no field names in errors; the schema is public anyway. */
export function useArmor(production: boolean): SafetyPlugin {
  const onReject = [
    (_context: unknown, error: GraphQLError) => {
      throw tooLarge(error.message.replace('Syntax Error: ', ''))
    },
  ]
  return EnvelopArmorPlugin({
    blockFieldSuggestion: { enabled: production },
    maxTokens: { n: QUERY_LIMITS.tokens, onReject },
    maxDepth: { n: QUERY_LIMITS.depth, flattenFragments: true, onReject },
    // By default Armor does not limit aliases of `__typename`.
    maxAliases: { n: QUERY_LIMITS.aliases, allowList: [], onReject },
    maxDirectives: { n: QUERY_LIMITS.directives, onReject },
    costLimit: { flattenFragments: true, onReject },
  })
}
