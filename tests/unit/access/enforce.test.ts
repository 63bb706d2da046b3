import SchemaBuilder from '@pothos/core'
import { execute, type GraphQLSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import '../../../api/graphql/access/plugin.ts'
import { denialOf, type GuardedRule, type RootRule, type Rule } from '../../../api/identity/rules.ts'
import type { Role } from '../../../api/kernel/roles.ts'

const newBuilder = () => {
  const builder = new SchemaBuilder<{ DefaultFieldNullability: false }>({
    plugins: ['access'],
    defaultFieldNullability: false,
    // The Prisma plugin is not loaded here, but its types require options.
  } as never)
  builder.queryType({})
  return builder
}

/** A schema with a public field, a field with a rule, and a mutation with the same rule that can answer a refusal. */
function schemaWith(rule: GuardedRule): GraphQLSchema {
  const builder = newBuilder()
  const Closed = builder
    .objectRef<{ type: 'Closed'; by: string }>('Closed')
    .implement({ access: 'proven', fields: (t) => ({ by: t.exposeString('by') }) })
  const RefusedError = builder
    .objectRef<{ type: 'RefusedError'; reason: string }>('RefusedError')
    .implement({ access: 'anyone', fields: (t) => ({ reason: t.exposeString('reason') }) })
  const CloseResult = builder.unionType('CloseResult', {
    types: [Closed, RefusedError],
    resolveType: ({ type }) => type,
  })
  builder.queryFields((t) => ({
    open: t.string({ access: 'anyone', resolve: () => 'open' }),
    guarded: t.string({ access: rule, nullable: true, resolve: () => 'inside' }),
  }))
  builder.mutationType({
    fields: (t) => ({
      close: t.field({
        type: CloseResult,
        access: rule,
        resolve: () => ({ type: 'Closed' as const, by: 'clerk' }),
      }),
    }),
  })
  return builder.toSchema()
}

/** A schema whose root field `secret`, with the given rule and arguments, leads to `Secret.text`, which is proven. */
function schemaToSecret(access: RootRule, args: 'none' | 'token' = 'none'): GraphQLSchema {
  const builder = newBuilder()
  const Secret = builder
    .objectRef<object>('Secret')
    .implement({ access: 'proven', fields: (t) => ({ text: t.string({ resolve: () => '' }) }) })
  const Envelope = builder.objectRef<object>('Envelope').implement({
    access: 'anyone',
    fields: (t) => ({ content: t.field({ type: Secret, resolve: () => ({}) }) }),
  })
  builder.queryField('secret', (t) =>
    t.field({
      access,
      type: Envelope,
      args: args === 'token' ? { token: t.arg.string() } : {},
      resolve: () => ({}),
    }),
  )
  return builder.toSchema()
}

const sessionOf = (roles: Role[] | null, mustEnrol = false) => roles && { staff: { roles }, mustEnrol }
const as = (roles: Role[] | null) => ({ session: async () => sessionOf(roles) })

test('building a schema fails with the name of a field without a rule', () => {
  const builder = newBuilder()
  // The compiler refuses this as well.
  builder.queryField('forgotten', (t) => t.string({ resolve: () => '' } as never))
  expect(() => builder.toSchema()).toThrow('Query.forgotten declares no access rule: add `access`')
})

test('a type without a rule is reported with each of its fields', () => {
  const builder = newBuilder()
  const Forgotten = builder
    .objectRef<object>('Forgotten')
    .implement({ fields: (t: any) => ({ a: t.string({ resolve: () => '' }) }) } as never)
  builder.queryField('some', (t) => t.field({ access: 'anyone', type: Forgotten, resolve: () => ({}) }))
  expect(() => builder.toSchema()).toThrow('Forgotten.a declares no access rule')
})

test('the rule of a field replaces the rule of its type', async () => {
  const builder = newBuilder()
  const Mixed = builder.objectRef<object>('Mixed').implement({
    access: 'anyone',
    fields: (t) => ({
      open: t.string({ resolve: () => 'open' }),
      guarded: t.string({ access: 'admin', nullable: true, resolve: () => 'inside' }),
    }),
  })
  builder.queryField('mixed', (t) => t.field({ access: 'anyone', type: Mixed, resolve: () => ({}) }))
  const document = parse('{ mixed { open guarded } }')
  const { data } = await execute({ schema: builder.toSchema(), document, contextValue: as(['clerk']) })
  expect(data).toEqual({ mixed: { open: 'open', guarded: null } })
})

test('a public field keeps its resolver', () => {
  const resolve = () => 'open'
  const builder = newBuilder()
  builder.queryField('open', (t) => t.string({ access: 'anyone', resolve }))
  expect(builder.toSchema().getQueryType()!.getFields()['open']!.resolve).toBe(resolve)
})

test('a public field may not lead to a proven field, directly or through public types', () => {
  expect(() => schemaToSecret('anyone')).toThrow(
    'Secret.text is proven, but Query.secret > Envelope.content leads to it without a proof.',
  )
})

test.each<[RootRule, 'none' | 'token']>([
  ['token', 'token'],
  ['own', 'none'],
  ['enrolling', 'none'],
  ['clerk', 'none'],
])('a field with the rule %s may lead to a proven field', (rule, args) => {
  expect(() => schemaToSecret(rule, args)).not.toThrow()
})

test('a field with the rule token must take a secret as an argument', () => {
  expect(() => schemaToSecret('token')).toThrow('Query.secret has the rule token, but no argument')
})

test('a guarded field is resolved for staff with the role, and fails with an error code for others', async () => {
  const ask = async (roles: Role[] | null) =>
    execute({ schema: schemaWith('clerk'), document: parse('{ open guarded }'), contextValue: as(roles) })
  expect((await ask(['clerk'])).data).toEqual({ open: 'open', guarded: 'inside' })
  const denied = await ask(['editor'])
  expect(denied.data).toEqual({ open: 'open', guarded: null })
  expect(denied.errors![0]!.extensions.code).toBe('FORBIDDEN')
  expect((await ask(null)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
})

test('a guarded mutation with RefusedError in its union returns it to callers without the role', async () => {
  const close = async (roles: Role[] | null) =>
    execute({
      schema: schemaWith('planner'),
      document: parse('mutation { close { ... on RefusedError { reason } ... on Closed { by } } }'),
      contextValue: as(roles),
    })
  const [anonymous, clerk, planner] = await Promise.all([close(null), close(['clerk']), close(['planner'])])
  expect(anonymous.data).toEqual({ close: { reason: 'NOT_SIGNED_IN' } })
  expect(clerk.data).toEqual({ close: { reason: 'ROLE_MISSING' } })
  expect(planner.data).toEqual({ close: { by: 'clerk' } })
})

test.each<[Rule, (Role[] | null)[]]>([
  ['anyone', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['token', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['own', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['proven', [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['enrolling', [[], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['signedIn', [[], ['clerk'], ['planner'], ['editor'], ['admin']]],
  ['clerk', [['clerk'], ['admin']]],
  ['planner', [['planner'], ['admin']]],
  ['editor', [['editor'], ['admin']]],
  ['admin', [['admin']]],
])('%s grants access to exactly these roles', (rule, granted) => {
  const all: (Role[] | null)[] = [null, [], ['clerk'], ['planner'], ['editor'], ['admin']]
  expect(all.filter((roles) => denialOf(rule, sessionOf(roles)) === null)).toEqual(granted)
})

test('staff without the required second factor can only set it up and use public fields', () => {
  const rules: Rule[] = ['anyone', 'enrolling', 'signedIn', 'clerk', 'admin']
  const denials = rules.map((rule) => denialOf(rule, sessionOf(['admin'], true)))
  const missing = 'SECOND_FACTOR_MISSING'
  expect(denials).toEqual([null, null, missing, missing, missing])
})
