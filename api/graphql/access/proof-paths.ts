import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isObjectType,
} from 'graphql'
import { isGuarded, type Rule } from '../../identity/rules.ts'
import { type DeclaredField, declaredFields } from './declared.ts'

/** Names of arguments and input fields that carry a secret. `query` holds the authorization code of OpenID Connect. */
const SECRETS: ReadonlySet<string> = new Set(['token', 'password', 'auth', 'response', 'query'])

/**
 * Violations of the rule for `proven`, one sentence each. A path runs from a root field along output types, through
 * every member of unions and interfaces. It is proven once it passes a field with a guarded rule, `token` or `own`.
 * A `proven` field must not lie on a path without such a field before it. A `token` field must take a secret.
 */
export function unprovenPaths(schema: GraphQLSchema): string[] {
  const fields = declaredFields(schema)
  const fieldsOf = Map.groupBy(fields, ({ type }) => type)
  const problems = new Set<string>()
  const visited = new Set<GraphQLObjectType>()

  const follow = ({ field }: DeclaredField, path: string): void => {
    for (const type of objectTypesBehind(schema, getNamedType(field.type))) {
      if (visited.has(type)) continue
      visited.add(type)
      for (const next of fieldsOf.get(type) ?? [])
        if (next.rule === 'proven')
          problems.add(`${next.name} is proven, but ${path} leads to it without a proof.`)
        else if (next.rule === 'anyone') follow(next, `${path} > ${next.name}`)
    }
  }

  for (const root of fields.filter(({ isRoot }) => isRoot)) {
    if (root.rule === 'proven') problems.add(`${root.name} is proven, but nothing comes before a root field.`)
    if (root.rule === 'token' && !takesSecret(root))
      problems.add(`${root.name} has the rule token, but no argument that carries a secret.`)
    if (root.rule === 'anyone') follow(root, root.name)
  }
  return [...problems]
}

/** For each object type, the rules of the last proofs before it, by all paths from the root fields. */
export function proofsBefore(schema: GraphQLSchema): Map<GraphQLObjectType, Set<Rule>> {
  const fields = declaredFields(schema)
  const fieldsOf = Map.groupBy(fields, ({ type }) => type)
  const proofs = new Map<GraphQLObjectType, Set<Rule>>()

  const follow = ({ field }: DeclaredField, proof: Rule): void => {
    for (const type of objectTypesBehind(schema, getNamedType(field.type))) {
      const known = proofs.get(type) ?? new Set()
      if (known.has(proof)) continue
      proofs.set(type, known.add(proof))
      for (const next of fieldsOf.get(type) ?? [])
        follow(next, next.rule && isGuarded(next.rule) ? next.rule : proof)
    }
  }
  for (const root of fields) if (root.isRoot && root.rule) follow(root, root.rule)
  return proofs
}

const objectTypesBehind = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []

/** Whether an argument, or a field of an input object in the arguments, carries a secret. */
function takesSecret({ field }: DeclaredField): boolean {
  return field.args.some((argument) => {
    const type = getNamedType(argument.type)
    const names = isInputObjectType(type) ? Object.keys(type.getFields()) : [argument.name]
    return names.some((name) => SECRETS.has(name))
  })
}
