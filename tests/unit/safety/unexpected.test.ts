import { createSchema, createYoga } from 'graphql-yoga'
import { GraphQLError } from 'graphql'
import pino from 'pino'
import { expect, test } from 'vitest'
import { maskUnexpected } from '../../../api/safety/unexpected.ts'

/** An error of Prisma with the values of a row in its message and in its meta. */
class PrismaClientKnownRequestError extends Error {
  override name = 'PrismaClientKnownRequestError'
  code = 'P2002'
  meta = {
    driverAdapterError: { cause: { originalCode: '23505', detail: 'Key (email)=(erika@beispiel.example)' } },
  }
}
const prismaFault = () =>
  new PrismaClientKnownRequestError(
    'Invalid `create()` invocation\n    at name: "Erika Beispiel" (:1:2)\n  phone: +4934614450',
  )
const postgresFault = () =>
  Object.assign(new Error('duplicate key value'), {
    code: '23505',
    constraint: 'staff_email_key',
    detail: '(Erika)',
  })

/** A server whose resolvers fail, and its log. */
function failing(resolve: (name: string) => unknown) {
  const lines: Record<string, any>[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const shared = new Map<string, unknown>()
  const fail = (name: string) => () => {
    if (!shared.has(name)) shared.set(name, resolve(name))
    throw shared.get(name)
  }
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: 'type Query { first: String second: String }',
      resolvers: { Query: { first: fail('first'), second: fail('second') } },
    }),
    logging: false,
    maskedErrors: { maskError: maskUnexpected(log) },
  })
  async function ask(query: string) {
    const body = JSON.stringify({ query })
    const response = await yoga.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return response.text()
  }
  return { ask, lines }
}

test('the caller gets a number, the log the number with code and frames, and neither contains values', async () => {
  const { ask, lines } = failing(prismaFault)
  const answer = await ask('{ first }')
  const { errors } = JSON.parse(answer)
  expect(errors).toHaveLength(1)
  expect(errors[0].message).toMatch(/^Unexpected error [0-9a-f]{8}$/)
  expect(errors[0].path).toEqual(['first'])
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    level: 50,
    name: 'PrismaClientKnownRequestError',
    code: '23505',
    field: 'first',
  })
  expect(errors[0].message).toContain(lines[0]!.number)
  expect(errors[0].extensions.number).toBe(lines[0]!.number)
  expect(lines[0]!.stack[0]).toMatch(/^at prismaFault \(.*unexpected\.test\.ts:\d+:\d+\)$/)
  for (const text of [answer, JSON.stringify(lines)])
    expect(text).not.toMatch(/erika|beispiel|34614450|invocation/i)
  expect(answer).not.toMatch(/prisma|23505|stack/i)
})

test('the log names the constraint of a PostgreSQL error', async () => {
  const { ask, lines } = failing(postgresFault)
  await ask('{ first }')
  expect(lines[0]).toMatchObject({ name: 'Error', code: '23505', constraint: 'staff_email_key' })
  expect(JSON.stringify(lines)).not.toMatch(/erika|duplicate/i)
})

test('one error that fails two fields has one number and one line in the log', async () => {
  const fault = postgresFault()
  const { ask, lines } = failing(() => fault)
  const { errors } = JSON.parse(await ask('{ first second }'))
  expect(errors).toHaveLength(2)
  expect(errors[0].message).toBe(errors[1].message)
  expect(lines).toHaveLength(1)
})

test('two errors have two numbers', async () => {
  const { ask, lines } = failing(postgresFault)
  const { errors } = JSON.parse(await ask('{ first second }'))
  expect(errors[0].message).not.toBe(errors[1].message)
  expect(lines).toHaveLength(2)
})

test('expected errors reach the caller and are not logged', async () => {
  const { ask, lines } = failing(
    () => new GraphQLError('Only for staff', { extensions: { code: 'UNAUTHENTICATED' } }),
  )
  const { errors } = JSON.parse(await ask('{ first }'))
  expect(errors[0]).toMatchObject({ message: 'Only for staff', extensions: { code: 'UNAUTHENTICATED' } })
  expect(lines).toHaveLength(0)
})

test.each([
  'a string with Erika in it',
  null,
  undefined,
  { name: 'Erika Beispiel', code: 'no code of ours' },
])('a thrown %j is masked by a number', async (thrown) => {
  const { ask, lines } = failing(() => thrown)
  const answer = await ask('{ first }')
  expect(JSON.parse(answer).errors[0].message).toMatch(/^Unexpected error [0-9a-f]{8}$/)
  expect(lines).toHaveLength(1)
  expect(answer + JSON.stringify(lines)).not.toContain('Erika')
})
