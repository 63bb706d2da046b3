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

const KNOWN_BY_WHAT_THEY_ARE = new URL(
  '../../../prisma/migrations/0015_know_papers_by_what_they_are/migration.sql',
  import.meta.url,
)
const PASSWORD = 'ein langes Passwort'
const passwordHash = await hashPassword(PASSWORD)
const colleague = (name: string, department: string) =>
  app.db.prisma.staff.create({
    data: {
      name,
      email: `${name.toLowerCase()}@example.org`,
      passwordHash,
      roles: ['clerk'],
      departments: { connect: { id: department } },
    },
  })
await colleague('Kim', 'einwohnermeldewesen')
await colleague('Toni', 'einwohnermeldewesen')
await colleague('Uli', 'standesamt')

const passport = [{ serviceId: 'reisepass-beantragen' }]
const wedding = [{ serviceId: 'eheschliessung-anmelden' }]
const tomorrow = new Date(clock.getTime() + 86_400_000).toISOString()
/** Books the next time: all on one day, so that the clock has to jump once. */
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
const LOOK = `query Look($token: String!) { booking(token: $token) { version atDesk { remark citizenRemark
  documents { id title seen } history { action actor staffName } mails { kind state failure } } } }`

/** As the API writes it. */
const instant = (date: Date) => date.toISOString().replace('.000Z', 'Z')

/** What a colleague does at the desk. */
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
    look: async (token: string) => (await ask(LOOK, { token }, { headers })).booking,
    tick: (bookingId: string, documentId: string, seen: boolean) =>
      mutate('tickDocument', 'TickDocumentInput', { bookingId, documentId, seen }),
    note: (bookingId: string, version: number, remark: string) =>
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
const tooEarly = await desk('kim')

test('a day that has not come yet is left alone', async () => {
  const outcome = await tooEarly.step(early, 'CHECK_IN')
  expect(outcome).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  expect((await booking(early.token))!.status).toBe('CONFIRMED')
})

test('the confirmation is sent again, three times a day at most, and only where it helps', async () => {
  const visit = await booked()
  for (const _ of [1, 2, 3]) expect((await tooEarly.resend(visit.id)).__typename).toBe('UpdatedBooking')
  const refused = await tooEarly.resend(visit.id)
  expect(refused).toMatchObject({ __typename: 'LimitReachedError', code: 'LIMIT_REACHED' })
  expect(Date.parse(refused.retryAt) - now().getTime()).toBeGreaterThan(23 * 3_600_000)
  const { mails, history } = (await tooEarly.look(visit.token)).atDesk
  expect(mails.filter(({ kind }: any) => kind === 'CONFIRMED')).toEqual(
    Array(4).fill({ kind: 'CONFIRMED', state: 'WAITING', failure: null }),
  )
  expect(history[0]).toEqual({ action: 'booking.confirmation-resent', actor: 'STAFF', staffName: 'Kim' })

  await app.db.pool.query('UPDATE contact SET email = NULL WHERE booking_id = $1', [early.id])
  expect((await tooEarly.resend(early.id)).code).toBe('NOT_ALLOWED')
  const gone = await booked()
  await cancel({ token: gone.token })
  expect((await tooEarly.resend(gone.id)).code).toBe('NOT_ALLOWED')
})

test('a mail that failed says why, in a word, and messages to devices are no mails', async () => {
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
  const { mails } = (await tooEarly.look(visit.token)).atDesk
  expect(mails.map(({ kind, state, failure }: any) => [kind, state, failure])).toEqual([
    ['CONFIRMED', 'FAILED', 'REFUSED'],
    ['REMINDER', 'WAITING', null],
  ])
})

const visits: Awaited<ReturnType<typeof booked>>[] = []
while (visits.length < 6) visits.push(await booked())
const nextVisit = () => visits.shift()!

describe('on the day of the visits', () => {
  let [kim, toni, uli] = [tooEarly, tooEarly, tooEarly]
  beforeAll(async () => {
    const starts = [onTelephone, ...visits].map(({ startsAt }) => Date.parse(startsAt))
    clock = new Date(Math.max(...starts) + 60_000)
    ;[kim, toni, uli] = [await desk('kim'), await desk('toni'), await desk('uli')]
  })

  test('a visit goes its way, and each step is noted with its time and the colleague', async () => {
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
    // The calendar of its citizen knows nothing of the office's steps.
    expect((await booking(visit.token))!.status).toBe('CALLED')
    expect((await cancel({ token: visit.token })).code).toBe('NOT_ALLOWED')
  })

  test('of two clerks who call the same visitor one is told that the other was faster', async () => {
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

  test('the same tap twice is no conflict and counts once', async () => {
    const visit = nextVisit()
    const twice = await Promise.all([kim.step(visit, 'CHECK_IN'), kim.step(visit, 'CHECK_IN')])
    expect(twice.map(({ __typename }) => __typename)).toEqual(['UpdatedBooking', 'UpdatedBooking'])
    expect((await booking(visit.token))!.version).toBe(visit.version + 1)
  })

  test('who does not answer the telephone is called again later', async () => {
    const later = instant(new Date(clock.getTime() + 1_800_000))
    const called = await uli.step(onTelephone, 'CALL')
    const missed = await uli.step(called.booking, 'NOT_REACHED', later)
    expect(missed.booking).toMatchObject({
      status: 'CONFIRMED',
      atDesk: { callAttempts: 1, tryAgainAt: later, calledAt: null },
    })
    expect((await uli.step(missed.booking, 'CHECK_IN')).code).toBe('NOT_ALLOWED')
  })

  test('papers are ticked, once each, and only those of the visit', async () => {
    const visit = nextVisit()
    const [paper] = (await kim.look(visit.token)).atDesk.documents
    expect(paper.seen).toBe(false)
    expect((await kim.tick(visit.id, paper.id, true)).booking.version).toBe(visit.version + 1)
    expect((await toni.tick(visit.id, paper.id, true)).booking.version).toBe(visit.version + 1)
    expect((await kim.look(visit.token)).atDesk.documents[0].seen).toBe(true)
    const [other] = (await uli.look(onTelephone.token)).atDesk.documents
    expect((await kim.tick(visit.id, other.id, true)).code).toBe('NOT_FOUND')
    await kim.tick(visit.id, paper.id, false)
    expect((await kim.look(visit.token)).atDesk.documents[0].seen).toBe(false)
  })

  test('a tick stays with its paper, whatever editors put before it or in its place', async () => {
    const visit = nextVisit()
    const papers = async () => (await kim.look(visit.token)).atDesk.documents
    const seen = async () =>
      (await papers()).filter((paper: any) => paper.seen).map((paper: any) => paper.title)
    const [paper] = await papers()
    const { pool } = app.db
    const { rows } = await pool.query<{ service: string; position: number }>(
      `SELECT service_id AS service, d.position FROM booking_item JOIN required_document d USING (service_id)
        WHERE booking_id = $1 AND title ->> 'de' = $2`,
      [visit.id, paper.title],
    )
    const { service, position } = rows[0]!
    // As it was kept before a paper was known by what it is.
    await pool.query('UPDATE booking SET documents_seen = $2 WHERE id = $1', [
      visit.id,
      [`${service}/${position}`],
    ])
    expect(await seen()).toEqual([])
    await pool.query(await readFile(KNOWN_BY_WHAT_THEY_ARE, 'utf8'))
    expect(await seen()).toEqual([paper.title])
    expect((await kim.tick(visit.id, paper.id, false)).booking.version).toBeGreaterThan(visit.version)
    await kim.tick(visit.id, paper.id, true)

    const shift = 'UPDATE required_document SET position = position + $2 WHERE service_id = $1'
    await pool.query(shift, [service, 100])
    await pool.query(
      `INSERT INTO required_document (service_id, position, title) VALUES ($1, 0, '{"de": "Geburtsurkunde der Probe"}')`,
      [service],
    )
    expect(await seen()).toEqual([paper.title])
    await pool.query('DELETE FROM required_document WHERE service_id = $1 AND position = 100', [service])
    expect(await seen()).toEqual([])
    expect((await kim.tick(visit.id, paper.id, true)).code).toBe('NOT_FOUND')
    await pool.query('DELETE FROM required_document WHERE service_id = $1 AND position = 0', [service])
    await pool.query(shift, [service, -100])
  })

  test('a note is for colleagues alone, overwrites nothing unseen, and goes with the contact', async () => {
    const visit = nextVisit()
    expect((await kim.note(visit.id, visit.version, ' =1+1\nRollstuhl ')).booking.version).toBe(
      visit.version + 1,
    )
    expect((await toni.note(visit.id, visit.version, 'anderes')).code).toBe('VERSION_CONFLICT')
    expect((await kim.look(visit.token)).atDesk.remark).toBe('=1+1\nRollstuhl')
    expect((await kim.note(visit.id, visit.version + 1, 'x'.repeat(1001))).code).toBe('INVALID_INPUT')
    await app.db.pool.query('DELETE FROM contact WHERE booking_id = $1', [visit.id])
    expect((await kim.note(visit.id, visit.version + 1, 'wieder da')).code).toBe('NOT_ALLOWED')
    expect((await kim.look(visit.token)).atDesk.remark).toBe(null)
  })

  test('another department and the holder of the link learn nothing and change nothing', async () => {
    const { id, token, version } = onTelephone
    const asHolder = (await ask(LOOK, { token })).booking
    expect(asHolder.atDesk).toBe(null)
    expect((await kim.look(token)).atDesk).toBe(null)
    expect((await uli.look(token)).atDesk.mails.length).toBeGreaterThan(0)
    for (const outcome of [
      await kim.step({ id, version }, 'CALL'),
      await kim.tick(id, (await uli.look(token)).atDesk.documents[0].id, true),
      await kim.note(id, version, 'gesehen'),
      await kim.resend(id),
      await kim.step({ id: 'nobody', version: 1 }, 'CALL'),
    ])
      expect(outcome).toMatchObject({ __typename: 'RefusedError', code: 'NOT_FOUND' })
  })

  test('desks and their hours are told to those who work there', async () => {
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
    const seen = await ask(HOURS, { day }, { headers: kim.headers })
    expect(seen.desks.map(({ id }: any) => id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `platz-${n}`))
    const [first, second] = seen.deskHours
    expect(first).toMatchObject({ date: day, deskId: 'platz-1', shut: [{ reason: 'Schulung' }] })
    expect(first.open.length).toBeGreaterThan(0)
    expect(second.shut).toEqual([])
    await expect(ask(HOURS, { day })).rejects.toThrow('UNAUTHENTICATED')
  })

  test('colleagues see a step while they look', async () => {
    const visit = await kim.look(early.token)
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
      const heard = bookings.find(({ id }: any) => id === early.id)
      if (heard?.status !== 'CALLED') continue
      expect(heard).toMatchObject({
        atDesk: { history: [{ staffName: 'Kim' }] },
        contact: { name: ERIKA.name },
      })
      break
    }
    await live.close()
  })
})
