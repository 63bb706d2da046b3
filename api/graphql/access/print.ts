import type { GraphQLSchema } from 'graphql'
import { declaredFields } from './declared.ts'
import { proofsBefore } from './proof-paths.ts'

const HEADER = `# Access rules of the schema, printed from the definitions by \`npm run schema:print\`. Meanings: api/identity/rules.ts.
# Root fields one by one; then each type with the rule of its fields and, for proven ones, the proofs that lead to it.
`

/** The access rules of a schema as text, sorted, so that the order of the code does not matter. */
export function printAccess(schema: GraphQLSchema): string {
  const fields = declaredFields(schema)
  const proofs = proofsBefore(schema)
  const roots = fields.filter(({ isRoot }) => isRoot).map(({ name, rule }) => `${name}: ${rule}`)
  const byType = Map.groupBy(
    fields.filter(({ isRoot }) => !isRoot),
    ({ type, rule }) => `${type.name}: ${rule}${rule === 'proven' ? ` by ${proofsOf(type)}` : ''}`,
  )
  function proofsOf(type: (typeof fields)[number]['type']): string {
    return [...(proofs.get(type) ?? [])].toSorted().join(', ') || 'nothing: no root field leads to it'
  }
  const types = [...byType].map(([rule, members]) => {
    const names = members.map(({ field }) => field.name).toSorted()
    return `${rule} (${names.join(' ')})`
  })
  return [HEADER, ...roots.toSorted(), '', ...types.toSorted(), ''].join('\n')
}
