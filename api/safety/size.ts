import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor'
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { SafetyPlugin } from './plugin.ts'
import { refusal } from './refusal.ts'
import { weigh, type Weight } from './weight.ts'

/** How much one request may ask for. The introspection query of graphql-js has 2,000 characters, 180 tokens, 230 fields. */
export const MOST = {
  /** Characters; 1,000 documents are kept parsed, so this also bounds memory. */
  document: 10_000,
  tokens: 1_000,
  /** A booking's department's address is 5 below the root. */
  depth: 10,
  aliases: 20,
  directives: 20,
  rootFields: 20,
  fields: 500,
  /** An outcome with six types names `message` six times. Validation of 250 took 0.2 s. */
  repeats: 10,
  /** The whole catalogue by topics, with all its texts, weighs 17,000; one list more within it weighs ten times that. */
  values: 50_000,
  /** Characters of JSON; the cancellation of 1,000 bookings has 40,000. */
  variables: 60_000,
} as const

const tooLarge = (message: string): GraphQLError => refusal(400, 'QUERY_TOO_LARGE', message)

/** Refuses documents and variables that are too long to be looked at. */
export function useLengthLimits(): SafetyPlugin {
  return {
    onParams({ params: { query, variables } }) {
      if ((query?.length ?? 0) > MOST.document)
        throw tooLarge(`The query has more than ${MOST.document} characters.`)
      if (variables && JSON.stringify(variables).length > MOST.variables)
        throw tooLarge(`The variables have more than ${MOST.variables} characters.`)
    },
  }
}

/**
 * What GraphQL Armor leaves open: fields named again and again (which merge, after comparing all with all), aliases of
 * `__typename`, fragments that multiply, lists in lists. Weighed before validation, which is what these attack.
 */
export function useWeightLimits(): SafetyPlugin {
  return {
    onValidate({ params: { schema, documentAST } }) {
      const weight = weightOf(schema, documentAST)
      for (const [name, words] of WORDS)
        if (weight[name] > MOST[name]) throw tooLarge(`The query asks for more than ${MOST[name]} ${words}.`)
    },
  }
}

const WORDS = [
  ['rootFields', 'fields at its root'],
  ['fields', 'fields'],
  ['repeats', 'times the same field'],
  ['values', 'values'],
] as const

/** Yoga keeps parsed documents, so each is weighed once. */
const weights = new WeakMap<DocumentNode, Weight>()

export function weightOf(schema: GraphQLSchema, document: DocumentNode): Weight {
  const known = weights.get(document)
  if (known) return known
  const weight = weigh(schema, document)
  weights.set(document, weight)
  return weight
}

/** GraphQL Armor with our numbers. In production nobody is helped to guess fields; the schema is public anyway. */
export function useArmor(production: boolean): SafetyPlugin {
  const onReject = [
    (_context: unknown, error: GraphQLError) => {
      throw tooLarge(error.message.replace('Syntax Error: ', ''))
    },
  ]
  return EnvelopArmorPlugin({
    blockFieldSuggestion: { enabled: production },
    maxTokens: { n: MOST.tokens, onReject },
    maxDepth: { n: MOST.depth, flattenFragments: true, onReject },
    // By default Armor lets `__typename` be aliased without end.
    maxAliases: { n: MOST.aliases, allowList: [], onReject },
    maxDirectives: { n: MOST.directives, onReject },
    costLimit: { flattenFragments: true, onReject },
  })
}
