import { buildSchema, execute, type GraphQLSchema, type GraphQLUnionType, parse } from 'graphql'
import { expect, test } from 'vitest'
import { enforce } from '../../../api/graphql/access/enforce.ts'
import { denialOf, type Rule } from '../../../api/identity/rules.ts'
import type { Role } from '../../../api/kernel/config.ts'

const SCHEMA = `
  type Query { open: String  door: String }
  type Mutation { shut: ShutResult }
  union ShutResult = Shut | RefusedError
  type Shut { by: String }
  type RefusedError { reason: String }
`
const OPEN = {
  Mutation: { shut: 'anyone' },
  Shut: { by: 'proven' },
  RefusedError: { reason: 'anyone' },
} as const

function schemaOf(door: Rule): GraphQLSchema {
  const schema = buildSchema(SCHEMA)
  const { open, door: guarded } = schema.getQueryType()!.getFields()
  open!.resolve = () => 'open'
  guarded!.resolve = () => 'inside'
  schema.getMutationType()!.getFields().shut!.resolve = () => ({ type: 'Shut', by: 'clerk' })
  const result = schema.getType('ShutResult') as GraphQLUnionType
  result.resolveType = ({ type }: { type: string }) => type
  return enforce(schema, { ...OPEN, Query: { open: 'anyone', door }, Mutation: { shut: door } })
}

const sessionOf = (roles: Role[] | null, mustEnrol = false) => roles && { staff: { roles }, mustEnrol }
const as = (roles: Role[] | null) => ({ session: async () => sessionOf(roles) })

test('a field that nobody thought of, and a rule for a field that is gone, both stop the start', () => {
  expect(() => enforce(buildSchema(SCHEMA), { ...OPEN, Query: { open: 'anyone', gate: 'clerk' } })).toThrow(
    'Query.door has no rule\nQuery.gate has a rule, but is not in the schema',
  )
  expect(() => enforce(buildSchema('type Query { a: Int }'), {})).toThrow('Query.a has no rule')
})

test('what is public keeps its resolver', () => {
  const resolve = () => 'open'
  const schema = buildSchema('type Query { open: String }')
  schema.getQueryType()!.getFields().open!.resolve = resolve
  enforce(schema, { Query: { open: 'anyone' } })
  expect(schema.getQueryType()!.getFields().open!.resolve).toBe(resolve)
})

test('a stream that can not be guarded stops the start', () => {
  const schema = buildSchema('type Query { a: Int } type Subscription { b: Int }')
  const matrix = { Query: { a: 'anyone' }, Subscription: { b: 'clerk' } } as const
  expect(() => enforce(schema, matrix)).toThrow('no stream that it could guard')
})

test('a guarded field answers whoever has the role, and tells others why not', async () => {
  const ask = async (roles: Role[] | null) =>
    execute({ schema: schemaOf('clerk'), document: parse('{ open door }'), contextValue: as(roles) })
  expect((await ask(['clerk'])).data).toEqual({ open: 'open', door: 'inside' })
  const denied = await ask(['editor'])
  expect(denied.data).toEqual({ open: 'open', door: null })
  expect(denied.errors![0]!.extensions.code).toBe('FORBIDDEN')
  expect((await ask(null)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
})

test('a mutation that can refuse, refuses', async () => {
  const shut = async (roles: Role[] | null) =>
    execute({
      schema: schemaOf('planner'),
      document: parse('mutation { shut { ... on RefusedError { reason } ... on Shut { by } } }'),
      contextValue: as(roles),
    })
  const [anonymous, clerk, planner] = await Promise.all([shut(null), shut(['clerk']), shut(['planner'])])
  expect(anonymous.data).toEqual({ shut: { reason: 'NOT_SIGNED_IN' } })
  expect(clerk.data).toEqual({ shut: { reason: 'ROLE_MISSING' } })
  expect(planner.data).toEqual({ shut: { by: 'clerk' } })
})

test.each<[Rule, (Role[] | null)[]]>([
  ['anyone', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['proven', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['enrolling', [[], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['signedIn', [[], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['clerk', [['clerk'], ['admin']]],
  ['planner', [['planner'], ['admin']]],
  ['editor', [['editor'], ['admin']]],
  ['admin', [['admin']]],
])('%s lets in just whom it says', (rule, may) => {
  const all: (Role[] | null)[] = [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]
  const inside = all.filter((roles) => denialOf(rule, sessionOf(roles)) === null)
  expect(inside).toEqual(may)
})

test('whoever lacks the second factor that is asked for may set it up, and nothing else', () => {
  const rules: Rule[] = ['anyone', 'enrolling', 'signedIn', 'clerk', 'admin']
  const denials = rules.map((rule) => denialOf(rule, sessionOf(['admin'], true)))
  const missing = 'SECOND_FACTOR_MISSING'
  expect(denials).toEqual([null, null, missing, missing, missing])
})
