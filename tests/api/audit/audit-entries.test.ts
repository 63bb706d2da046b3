import { expect, test } from 'vitest'
import { audit } from '../../../api/audit/audit.ts'
import { openSession, sessionCookie } from '../../../api/identity/session.ts'
import { testApp } from '../../support/app.ts'
import { sealAll } from '../../support/seal-all.ts'
import { citizen } from '../../support/citizen.ts'

const product = await testApp()
const { app, ask } = product
const { book, cancel, nextSlots } = citizen(product)

const { id } = await app.db.prisma.staff.create({
  data: { name: 'Änne Admin', email: 'aenne@rathaus.example', passwordHash: '', roles: ['admin'] },
})
const headers = {
  cookie: sessionCookie(app, await openSession(app.db.pool, id, app.now())).split(';')[0]!,
}

interface Page {
  entries: {
    id: string
    action: string
    actor: { kind: string; name: string | null }
    [key: string]: unknown
  }[]
  endCursor: string | null
}
const entries = async (args: object): Promise<Page> =>
  (
    await ask(
      `query Audit($first: Int! = 50, $after: ID, $filter: AuditFilter) {
         auditEntries(first: $first, after: $after, filter: $filter) {
           endCursor entries { id at action actor { key kind name } bookingId reference detail position } } }`,
      args,
      { headers },
    )
  ).auditEntries
const actions = async (filter: object) => (await entries({ filter })).entries.map(({ action }) => action)

const items = [{ serviceId: 'wohngeld' }]
const [slot] = await nextSlots(items, 1)
const { token, booking } = await book({ items, startsAt: slot!.startsAt })
await cancel({ token })
await audit(app.db.pool, `staff:${id}`, 'staff.signed-in')
await audit(app.db.pool, 'system', 'audit.forgotten', { detail: { entries: 3 } })
await app.db.pool.query(
  "INSERT INTO audit_entry (at, actor, action) VALUES ('2026-03-28T23:30:00Z', 'staff:gone', 'staff.signed-in')",
)

test('an admin reads all entries, newest first, in pages', async () => {
  const all = (await entries({})).entries
  expect(all.map(({ action }) => action)).toEqual([
    'staff.signed-in',
    'audit.forgotten',
    'staff.signed-in',
    'booking.cancelled',
    'booking.booked',
  ])
  const paged: typeof all = []
  for (let after: string | null = null; ;) {
    const page: Page = await entries({ first: 2, after })
    paged.push(...page.entries)
    after = page.endCursor
    if (after === null) break
  }
  expect(paged).toEqual(all)
})

test('an entry names actor and booking, without personal data of the citizen', async () => {
  const [staff, citizens] = [
    await entries({ filter: { actor: `staff:${id}` } }),
    await entries({ filter: { actor: 'citizen' } }),
  ]
  expect(staff.entries).toMatchObject([{ actor: { key: `staff:${id}`, kind: 'STAFF', name: 'Änne Admin' } }])
  expect(citizens.entries[0]).toMatchObject({
    actor: { kind: 'CITIZEN', name: null },
    bookingId: booking!.id,
    reference: booking!.reference,
  })
  expect(JSON.stringify(citizens)).not.toMatch(/erika/i)
})

test('entries are filtered by actor, action, booking and local days', async () => {
  expect(await actions({ actor: 'staff' })).toEqual(['staff.signed-in', 'staff.signed-in'])
  expect(await actions({ action: 'booking.cancelled' })).toEqual(['booking.cancelled'])
  expect(await actions({ booking: ` ${booking!.reference} ` })).toEqual([
    'booking.cancelled',
    'booking.booked',
  ])
  expect(await actions({ booking: booking!.id, actor: 'system' })).toEqual([])
  // 23:30 UTC is 00:30 in local time, in the night when summer time starts.
  expect(await actions({ from: '2026-03-29', to: '2026-03-29' })).toEqual(['staff.signed-in'])
  expect(await actions({ from: '2026-03-28', to: '2026-03-28' })).toEqual([])
  expect(await actions({ action: "' OR true --" })).toEqual([])
})

test('sealed entries have a position, and the whole chain is verified', async () => {
  await sealAll(app.db)
  expect((await entries({ first: 1 })).entries[0]!.position).toBe('5')
  const { auditVerification } = await ask(
    '{ auditVerification { entries position hash problem { kind } } }',
    {},
    { headers },
  )
  // The entry of March was written after those of today.
  expect(auditVerification).toEqual({
    entries: 4,
    position: '4',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    problem: { kind: 'BACKDATED' },
  })
})

test.each([
  ['more than 200 entries', { first: 201 }],
  ['0 entries', { first: 0 }],
  ['an invalid cursor', { after: "1'" }],
])('refuses a request for %s', async (_, args) => {
  await expect(entries(args)).rejects.toThrow('BAD_USER_INPUT')
})
