import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { type Affected, planner } from './planning-fixtures.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const kim = await planner(product, 'einwohnermeldewesen')
const clerk = await (async () => {
  const { email } = await newStaff(product, { departmentId: 'einwohnermeldewesen' })
  return (await signIn(product, email)).headers
})()
const DESKS = [1, 2, 3, 4].map((number) => `platz-${number}`)

/** Books consecutive visits from nine o'clock. */
async function fill(deskId: string, day: string, count: number): Promise<void> {
  const nine = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Europe/Berlin').toInstant()
  for (let nth = 0; nth < count; nth++) {
    const input = {
      ...{ items: [{ serviceId: 'ausweis-abholen' }], deskId, channel: 'PHONE' },
      startsAt: nine.add({ minutes: nth * 10 }).toString(),
      contact: { name: `Erika ${nth}`, email: `erika${nth}@beispiel.example` },
    }
    await product.ask(
      'mutation Fill($input: BookForSomeoneInput!) { bookForSomeone(input: $input) { __typename } }',
      { input },
      { headers: clerk },
    )
  }
}

/** Records the statements of each transaction until the test ends. */
function recordTransactions(): string[][] {
  const transactions: string[][] = []
  const open = new WeakMap<object, string[]>()
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const text: string = args[0]?.text ?? args[0]
    if (text === 'BEGIN') {
      open.set(this, [])
      transactions.push(open.get(this)!)
    }
    open.get(this)?.push(text)
    if (text === 'COMMIT' || text === 'ROLLBACK') open.delete(this)
    return (query as (...all: any[]) => any).apply(this, args)
  } as typeof query
  onTestFinished(() => void (pg.Client.prototype.query = query))
  return transactions
}

/** Choices in equal parts: move to the first proposal, cancel, flag as displaced. */
const mixed = (bookings: readonly Affected[]) =>
  bookings.map(({ id, proposals: [proposal] }, nth) => {
    if (nth % 3 === 0 && proposal)
      return { bookingId: id, action: 'MOVE', startsAt: proposal.startsAt, deskId: proposal.desk.id }
    return { bookingId: id, action: nth % 3 === 1 ? 'CANCEL' : 'FLAG' }
  })

/** Closes desks on a day. @returns the number of bookings, and the statements of the transaction that changed the plan */
async function close(day: string, perDesk: number): Promise<{ affected: number; statements: string[] }> {
  for (const desk of DESKS) await fill(desk, day, perDesk)
  const closure = { deskIds: DESKS, kind: 'ABSENCE', reason: 'Umzug', firstDay: day, lastDay: day }
  const change = { addClosures: [closure] }
  const { fingerprint, bookings } = await kim.preview(change)
  const transactions = recordTransactions()
  const applied = await kim.apply(change, fingerprint, mixed(bookings), 'Umzug')
  expect(applied.__typename).toBe('AppliedPlanChange')
  const statements = transactions.find((all) => all.some((text) => /INSERT INTO plan_change/.test(text)))!
  return { affected: bookings.length, statements }
}

test('applyPlanChange runs as many statements under the exclusive lock for 48 bookings as for 8', async () => {
  const few = await close('2027-03-02', 2)
  const many = await close('2027-03-09', 12)
  expect([few.affected, many.affected]).toEqual([8, 48])
  expect(many.statements).toEqual(few.statements)
  expect(many.statements.length).toBeLessThanOrEqual(35)
})
