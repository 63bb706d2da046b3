import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen, ERIKA } from '../../support/citizen.ts'
import { subscribe } from '../../support/events.ts'

let clock = now()
const product = await testApp({ now: () => clock })
const { app, ask, fetch } = product
const { book, booking, cancel, nextSlots } = citizen(product)

const DOCUMENT_ID_MIGRATION = new URL(
  '../../../prisma/migrations/0015_know_papers_by_what_they_are/migration.sql',
  import.meta.url,
)
const PASSWORD = 'ein langes Passwort'
const passwordHash = await hashPassword(PASSWORD)
const createClerk = (name: string, department: string) =>
  app.db.prisma.staff.create({
    data: {
      name,
      email: `${name.toLowerCase()}@example.org`,
      passwordHash,
      roles: ['clerk'],
      departments: { connect: { id: department } },
    },
  })
await createClerk('Kim', 'einwohnermeldewesen')
await createClerk('Toni', 'einwohnermeldewesen')
await createClerk('Uli', 'standesamt')

const passport = [{ serviceId: 'reisepass-beantragen' }]
const wedding = [{ serviceId: 'eheschliessung-anmelden' }]
const tomorrow = new Date(clock.getTime() + 86_400_000).toISOString()
/** Books the next slot. All bookings are on one day, so that the clock has to jump only once. */
const booked = async (items = passport) => {
  const [slot] = await nextSlots(items, 1, tomorrow)
  const { booking, token } = await book({ items, startsAt: slot!.startsAt })
  return { id: booking!.id, version: booking!.version, token: token!, startsAt: slot!.startsAt }
}
const early = await booked()
const onTelephone = await booked(wedding)

const TAKE_STEP = `mutation Step($input: TakeStepInput!) { takeStep(input: $input) {
  __typename ... on Error { code message }
  ... on UpdatedBooking { booking { ...desk } }
  ... on VersionConflictError { expectedVersion booking { ...desk } } } }
  fragment desk on Booking { id status version atDesk { steps arrivedAt calledAt completedAt callAttempts tryAgainAt
    desk { department { id } } history(last: 1) { at action actor staffName } } }`
const READ_VISIT = `query ReadVisit($token: String!) { booking(token: $token) { version atDesk { remark citizenRemark
  documents { id title seen } history { action actor staffName } mails { kind state failure } } } }`

/** The format of instants in the API. */
const instant = (date: Date) => date.toISOString().replace('.000Z', 'Z')

/** Signs a clerk in. @returns the clerk's requests to the API */
async function desk(name: string) {
  const answer = await fetch(`mutation In($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
    input: { email: `${name}@example.org`, password: PASSWORD },
  })
  const headers = { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! }
  const mutate = async (name: string, type: string, input: object, result = '') =>
    (
      await ask(
        `mutation Do($input: ${type}!) { ${name}(input: $input) { __typename ... on Error { code message }
           ... on UpdatedBooking { booking { version } } ${result} } }`,
        { input },
        { headers },
      )
    )[name]
  return {
    headers,
    step: async (visit: { id: string; version: number }, step: string, tryAgainAt?: string) =>
      (
        await ask(
          TAKE_STEP,
          { input: { bookingId: visit.id, version: visit.version, step, tryAgainAt } },
          { headers },
        )
      ).takeStep,
    readVisit: async (token: string) => (await ask(READ_VISIT, { token }, { headers })).booking,
    check: (bookingId: string, documentId: string, seen: boolean) =>
      mutate('tickDocument', 'TickDocumentInput', { bookingId, documentId, seen }),
    writeRemark: (bookingId: string, version: number, remark: string) =>
      mutate('writeRemark', 'WriteRemarkInput', { bookingId, version, remark }),
    resend: (bookingId: string) =>
      mutate(
        'resendConfirmation',
        'ResendConfirmationInput',
        { bookingId },
        '... on LimitReachedError { retryAt }',
      ),
  }
}
const kimBefore = await desk('kim')

test('takeStep is refused before the day of the visit', async () => {
  const outcome = await kimBefore.step(early, 'CHECK_IN')
  expect(outcome).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  expect((await booking(early.token))!.status).toBe('CONFIRMED')
})

test('resendConfirmation is allowed three times a day, and refused without an e-mail address or for a cancelled booking', async () => {
  const visit = await booked()
  for (const _ of [1, 2, 3]) expect((await kimBefore.resend(visit.id)).__typename).toBe('UpdatedBooking')
  const refused = await kimBefore.resend(visit.id)
  expect(refused).toMatchObject({ __typename: 'LimitReachedError', code: 'LIMIT_REACHED' })
  expect(Date.parse(refused.retryAt) - now().getTime()).toBeGreaterThan(23 * 3_600_000)
  const { mails, history } = (await kimBefore.readVisit(visit.token)).atDesk
  expect(mails.filter(({ kind }: any) => kind === 'CONFIRMED')).toEqual(
    Array(4).fill({ kind: 'CONFIRMED', state: 'WAITING', failure: null }),
  )
  expect(history[0]).toEqual({ action: 'booking.confirmation-resent', actor: 'STAFF', staffName: 'Kim' })

  await app.db.pool.query('UPDATE contact SET email = NULL WHERE booking_id = $1', [early.id])
  expect((await kimBefore.resend(early.id)).code).toBe('NOT_ALLOWED')
  const cancelled = await booked()
  await cancel({ token: cancelled.token })
  expect((await kimBefore.resend(cancelled.id)).code).toBe('NOT_ALLOWED')
})

test('the list of mails contains the reason of a failure, and no push messages', async () => {
  const visit = await booked()
  await app.db.pool.query(
    `UPDATE outbox_message SET failed_at = $2, last_error = '550 5.1.1 RCPT TO' WHERE booking_id = $1 AND kind = 'CONFIRMED'`,
    [visit.id, clock],
  )
  const { rows } = await app.db.pool.query(
    `INSERT INTO device (booking_id, endpoint, p256dh, auth)
     VALUES ($1, 'https://push.example/x', decode(repeat('00', 65), 'hex'), decode(repeat('00', 16), 'hex')) RETURNING id`,
    [visit.id],
  )
  await app.db.pool.query(
    `INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, device_id)
     SELECT id, 'REMINDER', starts_at, ends_at, 0, $2 FROM booking WHERE id = $1`,
    [visit.id, rows[0].id],
  )
  const { mails } = (await kimBefore.readVisit(visit.token)).atDesk
  expect(mails.map(({ kind, state, failure }: any) => [kind, state, failure])).toEqual([
    ['CONFIRMED', 'FAILED', 'REFUSED'],
    ['REMINDER', 'WAITING', null],
  ])
})

const visits: Awaited<ReturnType<typeof booked>>[] = []
while (visits.length < 6) visits.push(await booked())
const nextVisit = () => visits.shift()!

describe('on the day of the visit', () => {
  let [kim, toni, uli] = [kimBefore, kimBefore, kimBefore]
  beforeAll(async () => {
    const starts = [onTelephone, ...visits].map(({ startsAt }) => Date.parse(startsAt))
    clock = new Date(Math.max(...starts) + 60_000)
    ;[kim, toni, uli] = [await desk('kim'), await desk('toni'), await desk('uli')]
  })

  test('each step of a visit is recorded with its time and the clerk', async () => {
    const visit = nextVisit()
    const arrived = await kim.step(visit, 'CHECK_IN')
    expect(arrived.booking).toMatchObject({
      status: 'CHECKED_IN',
      version: visit.version + 1,
      atDesk: {
        steps: ['CALL', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'],
        arrivedAt: instant(clock),
        history: [{ action: 'booking.checked-in', actor: 'STAFF', staffName: 'Kim' }],
      },
    })
    const called = await toni.step(arrived.booking, 'CALL')
    const done = await toni.step(called.booking, 'COMPLETE')
    expect(done.booking).toMatchObject({ status: 'COMPLETED', atDesk: { completedAt: instant(clock) } })
    const back = await toni.step(done.booking, 'STEP_BACK')
    expect(back.booking).toMatchObject({ status: 'CALLED', atDesk: { completedAt: null } })
    // The citizen can no longer cancel after the check-in.
    expect((await booking(visit.token))!.status).toBe('CALLED')
    expect((await cancel({ token: visit.token })).code).toBe('NOT_ALLOWED')
  })

  test('one of two clerks who call the same visitor at the same time receives a conflict with the name of the other', async () => {
    const visit = nextVisit()
    const outcomes = await Promise.all([kim.step(visit, 'CALL'), toni.step(visit, 'CALL')])
    const [first] = outcomes.filter(({ __typename }) => __typename === 'UpdatedBooking')
    const [second] = outcomes.filter(({ __typename }) => __typename === 'VersionConflictError')
    expect(second).toMatchObject({
      code: 'VERSION_CONFLICT',
      expectedVersion: visit.version,
      booking: { status: 'CALLED', version: visit.version + 1 },
    })
    const [winner] = second.booking.atDesk.history
    expect(winner).toEqual(first.booking.atDesk.history[0])
    expect(winner.staffName).toBe(outcomes[0] === first ? 'Kim' : 'Toni')
    expect((await booking(visit.token))!.version).toBe(visit.version + 1)
  })

  test('a repeated step by the same clerk is recorded once and is not a conflict', async () => {
    const visit = nextVisit()
    const twice = await Promise.all([kim.step(visit, 'CHECK_IN'), kim.step(visit, 'CHECK_IN')])
    expect(twice.map(({ __typename }) => __typename)).toEqual(['UpdatedBooking', 'UpdatedBooking'])
    expect((await booking(visit.token))!.version).toBe(visit.version + 1)
  })

  test('a visit by telephone that is not reached gets the time of the next call', async () => {
    const later = instant(new Date(clock.getTime() + 1_800_000))
    const called = await uli.step(onTelephone, 'CALL')
    const missed = await uli.step(called.booking, 'NOT_REACHED', later)
    expect(missed.booking).toMatchObject({
      status: 'CONFIRMED',
      atDesk: { callAttempts: 1, tryAgainAt: later, calledAt: null },
    })
    expect((await uli.step(missed.booking, 'CHECK_IN')).code).toBe('NOT_ALLOWED')
  })

  test('tickDocument marks only documents of the visit; a repetition changes nothing', async () => {
    const visit = nextVisit()
    const [document] = (await kim.readVisit(visit.token)).atDesk.documents
    expect(document.seen).toBe(false)
    expect((await kim.check(visit.id, document.id, true)).booking.version).toBe(visit.version + 1)
    expect((await toni.check(visit.id, document.id, true)).booking.version).toBe(visit.version + 1)
    expect((await kim.readVisit(visit.token)).atDesk.documents[0].seen).toBe(true)
    const [other] = (await uli.readVisit(onTelephone.token)).atDesk.documents
    expect((await kim.check(visit.id, other.id, true)).code).toBe('NOT_FOUND')
    await kim.check(visit.id, document.id, false)
    expect((await kim.readVisit(visit.token)).atDesk.documents[0].seen).toBe(false)
  })

  test('a checked document stays checked when editors insert, move or delete other documents', async () => {
    const visit = nextVisit()
    const documents = async () => (await kim.readVisit(visit.token)).atDesk.documents
    const checkedTitles = async () =>
      (await documents()).filter((document: any) => document.seen).map((document: any) => document.title)
    const [document] = await documents()
    const { pool } = app.db
    const { rows } = await pool.query<{ service: string; position: number }>(
      `SELECT service_id AS service, d.position FROM booking_item JOIN required_document d USING (service_id)
        WHERE booking_id = $1 AND title ->> 'de' = $2`,
      [visit.id, document.title],
    )
    const { service, position } = rows[0]!
    // The format before the migration: service and position.
    await pool.query('UPDATE booking SET documents_seen = $2 WHERE id = $1', [
      visit.id,
      [`${service}/${position}`],
    ])
    expect(await checkedTitles()).toEqual([])
    await pool.query(await readFile(DOCUMENT_ID_MIGRATION, 'utf8'))
    expect(await checkedTitles()).toEqual([document.title])
    expect((await kim.check(visit.id, document.id, false)).booking.version).toBeGreaterThan(visit.version)
    await kim.check(visit.id, document.id, true)

    const shift = 'UPDATE required_document SET position = position + $2 WHERE service_id = $1'
    await pool.query(shift, [service, 100])
    await pool.query(
      `INSERT INTO required_document (service_id, position, title) VALUES ($1, 0, '{"de": "Geburtsurkunde der Probe"}')`,
      [service],
    )
    expect(await checkedTitles()).toEqual([document.title])
    await pool.query('DELETE FROM required_document WHERE service_id = $1 AND position = 100', [service])
    expect(await checkedTitles()).toEqual([])
    expect((await kim.check(visit.id, document.id, true)).code).toBe('NOT_FOUND')
    await pool.query('DELETE FROM required_document WHERE service_id = $1 AND position = 0', [service])
    await pool.query(shift, [service, -100])
  })

  test('a remark of a clerk is visible to clerks only, needs the current version, and is deleted with the contact', async () => {
    const visit = nextVisit()
    expect((await kim.writeRemark(visit.id, visit.version, ' =1+1\nRollstuhl ')).booking.version).toBe(
      visit.version + 1,
    )
    expect((await toni.writeRemark(visit.id, visit.version, 'anderes')).code).toBe('VERSION_CONFLICT')
    expect((await kim.readVisit(visit.token)).atDesk.remark).toBe('=1+1\nRollstuhl')
    expect((await kim.writeRemark(visit.id, visit.version + 1, 'x'.repeat(1001))).code).toBe('INVALID_INPUT')
    await app.db.pool.query('DELETE FROM contact WHERE booking_id = $1', [visit.id])
    expect((await kim.writeRemark(visit.id, visit.version + 1, 'wieder da')).code).toBe('NOT_ALLOWED')
    expect((await kim.readVisit(visit.token)).atDesk.remark).toBe(null)
  })

  test('clerks of other departments and the holder of the manage link cannot read or change the data of the visit day', async () => {
    const { id, token, version } = onTelephone
    const asHolder = (await ask(READ_VISIT, { token })).booking
    expect(asHolder.atDesk).toBe(null)
    expect((await kim.readVisit(token)).atDesk).toBe(null)
    expect((await uli.readVisit(token)).atDesk.mails.length).toBeGreaterThan(0)
    for (const outcome of [
      await kim.step({ id, version }, 'CALL'),
      await kim.check(id, (await uli.readVisit(token)).atDesk.documents[0].id, true),
      await kim.writeRemark(id, version, 'gesehen'),
      await kim.resend(id),
      await kim.step({ id: 'nobody', version: 1 }, 'CALL'),
    ])
      expect(outcome).toMatchObject({ __typename: 'RefusedError', code: 'NOT_FOUND' })
  })

  test('a clerk sees the desks of the own department with their open hours and closures', async () => {
    // A Tuesday: on Wednesdays these desks are closed.
    const day = '2026-06-16'
    await app.db.prisma.closure.create({
      data: {
        deskId: 'platz-1',
        startsAt: new Date(`${day}T10:00:00Z`),
        endsAt: new Date(`${day}T11:00:00Z`),
        reason: 'Schulung',
      },
    })
    const HOURS = `query Hours($day: Date!) { desks { id department { id } }
    deskHours(from: $day, to: $day) { date deskId open { startsAt endsAt } shut { reason startsAt } } }`
    const plan = await ask(HOURS, { day }, { headers: kim.headers })
    expect(plan.desks.map(({ id }: any) => id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `platz-${n}`))
    const [first, second] = plan.deskHours
    expect(first).toMatchObject({ date: day, deskId: 'platz-1', shut: [{ reason: 'Schulung' }] })
    expect(first.open.length).toBeGreaterThan(0)
    expect(second.shut).toEqual([])
    await expect(ask(HOURS, { day })).rejects.toThrow('UNAUTHENTICATED')
  })

  test('bookingsChanged sends a step to other clerks', async () => {
    const visit = await kim.readVisit(early.token)
    const day = (await booking(early.token))!.startsAt.slice(0, 10)
    const live = await subscribe<any>(
      product,
      `subscription Live($day: Date!) { bookingsChanged(from: $day, to: $day) { bookings { id status
       atDesk { history(last: 1) { staffName } } contact { name } } } }`,
      { day },
      toni.headers,
    )
    await live.next()
    await kim.step({ id: early.id, version: visit.version }, 'CALL')
    for (;;) {
      const { bookings } = (await live.next()).bookingsChanged
      const changed = bookings.find(({ id }: any) => id === early.id)
      if (changed?.status !== 'CALLED') continue
      expect(changed).toMatchObject({
        atDesk: { history: [{ staffName: 'Kim' }] },
        contact: { name: ERIKA.name },
      })
      break
    }
    await live.close()
  })
})
