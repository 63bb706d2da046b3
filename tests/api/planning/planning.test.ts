import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { importFrom } from '../../../api/catalogue/import/import-catalogue.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen, type Outcome, overlaps } from '../../support/citizen.ts'
import { subscribe } from '../../support/events.ts'
import { type Affected, orphans, planner, type Preview } from './planning-fixtures.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { app, ask } = product
const { pool } = app.db
const { book, hold, confirm, move, slots, nextSlots, booking: seen } = citizen(product)

const kim = await planner(product, 'einwohnermeldewesen')
const PICK_UP = [{ serviceId: 'ausweis-abholen' }]

const at = (time: string, day: string) =>
  Temporal.PlainDateTime.from(`${day}T${time}`)
    .toZonedDateTime('Europe/Berlin')
    .toInstant()
    .toString({ smallestUnit: 'second' })

const clerk = await (async () => {
  const { email } = await newStaff(product, { departmentId: 'einwohnermeldewesen' })
  return (await signIn(product, email)).headers
})()
/** Books consecutive visits at one desk, each with its own e-mail address. */
async function fill(deskId: string, day: string, count: number, from = '09:00'): Promise<string[]> {
  const ids: string[] = []
  let start = Temporal.Instant.from(at(from, day))
  while (ids.length < count) {
    const { bookForSomeone } = await ask(
      `mutation Fill($input: BookForSomeoneInput!) { bookForSomeone(input: $input) {
         __typename ... on NewBooking { booking { id } } } }`,
      {
        input: {
          ...{ items: PICK_UP, startsAt: start.toString(), deskId, channel: 'PHONE' },
          contact: { name: `Erika ${ids.length}`, email: `erika${ids.length}@beispiel.example` },
        },
      },
      { headers: clerk },
    )
    if (bookForSomeone.booking) ids.push(bookForSomeone.booking.id)
    start = start.add({ minutes: 10 })
  }
  return ids
}

const closureOf = (deskIds: string[], day: string, more: object = {}) => ({
  addClosures: [{ deskIds, kind: 'ABSENCE', reason: 'Fortbildung', firstDay: day, lastDay: day, ...more }],
})
const rowsOf = async <T extends pg.QueryResultRow>(sql: string, ids: string[]): Promise<T[]> =>
  (await pool.query<T>(sql, [ids])).rows
const mailsAbout = (ids: string[]) =>
  rowsOf<{ kind: string; reason: string }>(
    `SELECT kind, reason FROM outbox_message WHERE booking_id = ANY($1) AND kind::text LIKE '%BY_OFFICE'`,
    ids,
  )
const statesOf = (ids: string[]) =>
  rowsOf<{ id: string; status: string; version: number }>(
    'SELECT id, status, desk_id, starts_at, version, displaced_by FROM booking WHERE id = ANY($1) ORDER BY id',
    ids,
  )
/** Choices in equal parts: move to the first proposal, cancel, flag as displaced. */
const mixed = (bookings: readonly Affected[]) =>
  bookings.map(({ id, proposals }, nth) => {
    if (nth % 3 === 1) return { bookingId: id, action: 'CANCEL' }
    const [proposal] = proposals
    if (nth % 3 === 2 || !proposal) return { bookingId: id, action: 'FLAG' }
    return { bookingId: id, action: 'MOVE', startsAt: proposal.startsAt, deskId: proposal.desk.id }
  })
const all = (bookings: readonly Affected[], action: string) =>
  bookings.map(({ id }) => ({ bookingId: id, action }))

describe('a planner', () => {
  test('sees only the openings of the own department, and can change no others', async () => {
    const plans = await kim.hours()
    expect(plans.map(({ desk }: any) => desk.id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `platz-${n}`))
    expect(plans[0].openings[0]).toMatchObject({ weekday: 1, from: '09:00', until: '12:00', reserved: false })
    const uli = await planner(product, 'standesamt')
    const foreign = await uli.preview(closureOf(['platz-1'], '2027-03-02'))
    expect(foreign.fields).toEqual([{ field: 'addClosures.0.deskIds' }])
    const [{ id }] = plans[0].openings
    const end = await uli.preview({ endOpenings: [{ openingIds: [id], lastDay: '2027-03-31' }] })
    expect(end.fields).toEqual([{ field: 'endOpenings.0.openingIds' }])
    const house = await uli.preview({
      addClosures: [
        {
          wholeHouse: true,
          kind: 'EMERGENCY',
          reason: 'Probe',
          firstDay: '2027-03-02',
          lastDay: '2027-03-02',
        },
      ],
    })
    expect(house.fields).toEqual([{ field: 'addClosures.0.wholeHouse' }])
  })

  test('has the right to change the plan; a clerk can only read it', async () => {
    const clara = await planner(product, 'einwohnermeldewesen', ['clerk'])
    expect(await clara.hours()).toHaveLength(6)
    const change = closureOf(['platz-1'], '2027-03-02')
    expect(await clara.preview(change)).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
    expect(await clara.apply(change, 'x')).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  })

  test('receives all invalid fields of a plan change in one answer', async () => {
    const wrong = await kim.preview({
      addOpenings: [{ deskIds: [], weekdays: [8], from: '25:00', until: '8', validFrom: '2027-02-01' }],
      addClosures: [
        { deskIds: ['platz-1'], kind: 'OTHER', reason: ' ', firstDay: '2027-03-03', lastDay: '2027-03-02' },
      ],
    })
    expect(wrong.fields!.map(({ field }) => field)).toEqual([
      ...['deskIds', 'weekdays', 'from', 'until', 'validFrom'].map((name) => `addOpenings.0.${name}`),
      ...['reason', 'lastDay'].map((name) => `addClosures.0.${name}`),
    ])
    expect((await kim.preview({})).fields).toEqual([{ field: '' }])
  })
})

describe('a change of openings', () => {
  test('with reserved hours removes slots for citizens, but not for clerks', async () => {
    const day = '2027-03-09'
    const before = await slots(PICK_UP, day, day)
    const change = {
      addOpenings: [
        { deskIds: ['platz-1', 'platz-2'], weekdays: [2], from: '14:00', until: '15:00', reserved: true },
      ],
    }
    const preview = await kim.preview(change)
    expect(preview).toMatchObject({ slotsGained: 0, bookings: [] })
    expect(preview.slotsLost).toBeGreaterThan(0)
    const { change: made } = await kim.apply(change, preview.fingerprint)
    expect(made.parts).toMatchObject([
      {
        kind: 'ADDED',
        desks: [{ id: 'platz-1' }, { id: 'platz-2' }],
        hours: { from: '14:00', reserved: true },
      },
    ])
    const free = (list: { startsAt: string; free: number }[]) =>
      list.find(({ startsAt }) => startsAt === at('14:20', day))?.free
    expect(free(await slots(PICK_UP, day, day))).toBe(free(before)! - 2)
    const [first] = await fill('platz-1', day, 1, '14:00')
    expect(first).toBeDefined()
    await kim.make({ undo: made.id })
    expect(free(await slots(PICK_UP, day, day))).toBe(free(before))
  })

  test('ends one opening and adds another together, and keeps the hours before that date', async () => {
    const monday = (await kim.hours())[4].openings.find(({ weekday }: any) => weekday === 1)
    const change = {
      endOpenings: [{ openingIds: [monday.id], lastDay: '2027-03-31' }],
      addOpenings: [
        { deskIds: ['platz-5'], weekdays: [1], from: '10:00', until: '13:00', validFrom: '2027-04-01' },
      ],
    }
    const preview = await kim.preview(change)
    expect(preview.slotsLost).toBeGreaterThan(0)
    expect(preview.slotsGained).toBeGreaterThan(0)
    const made = await kim.apply(change, preview.fingerprint)
    expect(made.change).toMatchObject({ slotsLost: preview.slotsLost, slotsGained: preview.slotsGained })
    const { rows } = await pool.query(
      `SELECT from_minute, valid_from::text, valid_until::text FROM opening
        WHERE desk_id = 'platz-5' AND weekday = 1 ORDER BY 1`,
    )
    expect(rows).toEqual([
      { from_minute: 540, valid_from: null, valid_until: '2027-03-31' },
      { from_minute: 600, valid_from: '2027-04-01', valid_until: null },
    ])
    await kim.make({ undo: made.change.id })
    expect((await kim.hours())[4].openings).toContainEqual(monday)
  })
})

test('an import keeps the openings of desks with a plan change, and imports those of the other desks', async () => {
  await kim.make({
    addOpenings: [{ deskIds: ['platz-6'], weekdays: [6], from: '10:00', until: '12:00' }],
  })
  await pool.query(`DELETE FROM opening WHERE desk_id = 'platz-4' AND weekday = 5`)
  await importFrom(app.db, fileURLToPath(new URL('../../../prisma/seed/merseburg', import.meta.url)), now())
  const weekdays = async (desk: number) =>
    (await kim.hours())[desk - 1].openings.map(({ weekday }: any) => weekday)
  expect(await weekdays(6)).toContain(6)
  expect(await weekdays(4)).toContain(5)
})

describe('a closure of a desk-day with thirty bookings', () => {
  const DAY = '2027-03-02'
  const change = closureOf(['platz-1'], DAY)
  let ids: string[]
  let preview: Preview

  test('lists all thirty in the preview, each with its own proposals', async () => {
    ids = await fill('platz-1', DAY, 30)
    preview = await kim.preview(change)
    expect(preview.bookings.map(({ id }) => id).sort()).toEqual(ids.toSorted())
    expect(preview.bookings[0]).toMatchObject({
      name: 'Erika 0',
      status: 'CONFIRMED',
      hasEmail: true,
      services: [{ id: 'ausweis-abholen' }],
    })
    expect(preview.slotsLost).toBeGreaterThan(0)
    const proposals = preview.bookings.flatMap((one) => one.proposals)
    const places = new Set(proposals.map(({ startsAt, desk }) => `${startsAt} ${desk.id}`))
    expect(places.size).toBe(proposals.length)
    expect(preview.bookings.every((one) => one.proposals.length === 3)).toBe(true)
    expect(proposals.filter(({ desk }) => desk.id === 'platz-1' && desk.id.startsWith(DAY))).toEqual([])
    // Other desks are open at the same time, so most bookings need no mail.
    expect(preview.bookings[0]!.proposals[0]!.startsAt).toBe(preview.bookings[0]!.startsAt)
  })

  test('requires a choice for each booking, and a reason for the mails', async () => {
    const { fingerprint, bookings } = preview
    const cancels = all(bookings, 'CANCEL')
    expect((await kim.apply(change, fingerprint, cancels.slice(1), 'Umzug')).fields).toEqual([
      { field: 'choices' },
    ])
    expect((await kim.apply(change, fingerprint, cancels, ' ')).fields).toEqual([{ field: 'reason' }])
    const moves = all(bookings, 'MOVE')
    expect((await kim.apply(change, fingerprint, moves, 'Umzug')).fields).toHaveLength(30)
    expect(await orphans(product, clock)).toEqual([])
  })

  test('shows the mails in the preview', async () => {
    const { previewPlanChange } = await kim.as(
      `query Mails($input: PlanChangeInput!, $to: DateTime!) { previewPlanChange(input: $input) {
         ... on PlanPreview { bookings { moved: mail(startsAt: $to, reason: "Umzug") { subject text }
           cancelled: mail(reason: "Umzug") { subject text } } } } }`,
      { input: change, to: at('10:00', '2027-03-04') },
    )
    const [{ moved, cancelled }] = previewPlanChange.bookings
    expect(moved.subject).toContain('verschieben')
    expect(cancelled.subject).toContain('absagen')
    expect(cancelled.text).toContain('> Umzug')
  })

  test('changes nothing when the connection is lost before the commit', async () => {
    const before = await statesOf(ids)
    const closures = await kim.closures()
    // The insert into plan_change comes after the mails and moves.
    const unblock = await blockWrites('plan_change')
    const applying = kim
      .apply(change, preview.fingerprint, mixed(preview.bookings), 'Umzug')
      .catch((error: Error) => error)
    await waitForBlocked(1)
    await pool.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING_CONNECTIONS}) AS it`)
    expect(await applying).toBeInstanceOf(Error)
    await unblock()
    expect(await statesOf(ids)).toEqual(before)
    expect(await kim.closures()).toEqual(closures)
    expect(await mailsAbout(ids)).toEqual([])
    expect(await orphans(product, clock)).toEqual([])
  })

  test('applies the choice for each booking, and writes one mail for each cancelled or moved start', async () => {
    const choices = mixed(preview.bookings)
    const { change: made } = await kim.apply(change, preview.fingerprint, choices, 'Fortbildung im Haus.')
    expect(made).toMatchObject({ moved: 10, cancelled: 10, flagged: 10, canUndo: true })
    expect(await orphans(product, clock)).toEqual([])
    expect(await overlaps(product)).toBe(0)
    const withMail = choices.filter(({ action, bookingId, startsAt }: any) => {
      const old = preview.bookings.find(({ id }) => id === bookingId)!
      return action === 'CANCEL' || (action === 'MOVE' && startsAt !== old.startsAt)
    })
    const mails = await mailsAbout(ids)
    expect(mails).toHaveLength(withMail.length)
    expect(new Set(mails.map(({ reason }) => reason))).toEqual(new Set(['Fortbildung im Haus.']))
    const { displacedBookings } = await ask(
      '{ displacedBookings { id atDesk { displaced } } }',
      {},
      { headers: clerk },
    )
    expect(displacedBookings.map(({ id }: any) => id).sort()).toEqual(
      choices.flatMap(({ action, bookingId }) => (action === 'FLAG' ? bookingId : [])).sort(),
    )
    expect(displacedBookings[0].atDesk.displaced).toBe(true)
    expect(await slots(PICK_UP, DAY, DAY)).not.toEqual([])
  })

  test('can be undone: the hours open again and the flags are removed, but cancellations stay', async () => {
    const [{ id }] = await kim.history()
    const back = await kim.preview({ undo: id })
    expect(back).toMatchObject({ bookings: [], healed: 10, slotsLost: 0 })
    expect(back.slotsGained).toBeGreaterThan(0)
    const made = await kim.apply({ undo: id }, back.fingerprint)
    expect(made.change).toMatchObject({ isUndo: true, parts: [{ kind: 'ENDED' }] })
    const states = await statesOf(ids)
    expect(states.filter(({ status }) => status === 'CANCELLED')).toHaveLength(10)
    expect(await orphans(product, clock)).toEqual([])
    const { displacedBookings } = await ask('{ displacedBookings { id } }', {}, { headers: clerk })
    expect(displacedBookings).toEqual([])
    expect((await kim.history())[1]).toMatchObject({ id, isUndone: true, canUndo: false })
    expect(await kim.preview({ undo: id })).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  })

  test('writes thirty mails when all bookings are cancelled', async () => {
    const day = '2027-03-09'
    const thirty = await fill('platz-2', day, 30)
    const closure = closureOf(['platz-2'], day)
    const { fingerprint, bookings } = await kim.preview(closure)
    const made = await kim.apply(closure, fingerprint, all(bookings, 'CANCEL'), 'Wasserschaden')
    expect(made.change).toMatchObject({ moved: 0, cancelled: 30, flagged: 0 })
    expect((await mailsAbout(thirty)).map(({ kind }) => kind)).toEqual(Array(30).fill('CANCELLED_BY_OFFICE'))
    expect(await orphans(product, clock)).toEqual([])
  })
})

describe('applyPlanChange', () => {
  test('applies nothing and returns the new booking when one was added after the preview', async () => {
    const day = '2027-03-04'
    const [first] = await fill('platz-3', day, 1)
    const change = closureOf(['platz-3'], day)
    const preview = await kim.preview(change)
    const [second] = await fill('platz-3', day, 1, '09:30')
    const outcome = await kim.apply(change, preview.fingerprint, all(preview.bookings, 'CANCEL'), 'Umzug')
    expect(outcome).toMatchObject({
      __typename: 'PlanOutdatedError',
      code: 'VERSION_CONFLICT',
      bookingIds: [second],
    })
    expect(outcome.preview.bookings.map(({ id }: Affected) => id)).toEqual([first, second])
    expect(await mailsAbout([first!, second!])).toEqual([])
  })

  test('applies nothing and returns the booking when its proposed start was taken after the preview', async () => {
    const day = '2027-03-11'
    const [first] = await fill('platz-3', day, 1)
    const change = closureOf(['platz-3'], day)
    const { fingerprint, bookings } = await kim.preview(change)
    const [{ startsAt, desk }] = bookings[0]!.proposals as [Affected['proposals'][number]]
    await fill(desk.id, day, 1, '09:00')
    const choices = [{ bookingId: first!, action: 'MOVE', startsAt, deskId: desk.id }]
    const outcome = await kim.apply(change, fingerprint, choices, 'Umzug')
    expect(outcome).toMatchObject({ __typename: 'PlanOutdatedError', bookingIds: [first] })
    expect(outcome.preview.bookings[0].proposals[0]).not.toEqual({ startsAt, desk })
    expect((await kim.closures()).filter(({ startsAt }: any) => startsAt.startsWith(day))).toEqual([])
  })

  test('removes a hold at a closed desk; its citizen can confirm at another desk at the same time', async () => {
    const day = '2027-03-16'
    const startsAt = at('09:00', day)
    await fill('platz-1', day, 1)
    const held = await hold({ items: PICK_UP, startsAt })
    const { rows } = await pool.query('SELECT desk_id FROM booking WHERE id = $1', [held.booking!.id])
    await kim.make(closureOf([rows[0].desk_id], day))
    const confirmed = await confirm({ token: held.token })
    expect(confirmed.__typename).toBe('UpdatedBooking')
    expect(await seen(held.token!)).toMatchObject({ status: 'CONFIRMED', startsAt })
    expect(await orphans(product, clock)).toEqual([])
  })

  test('removes the slots of a closed day for subscribers of slotsChanged', async () => {
    const day = '2027-03-18'
    const live = await subscribe<{ slotsChanged: { days: { slots: object[] }[] } }>(
      product,
      `subscription Live($items: [VisitItemInput!]!, $day: Date!) {
         slotsChanged(items: $items, from: $day, to: $day) { days { date slots { startsAt free } } } }`,
      { items: PICK_UP, day },
    )
    onTestFinished(() => live.close())
    expect((await live.next()).slotsChanged.days[0]!.slots.length).toBeGreaterThan(0)
    await kim.make(
      closureOf(
        [1, 2, 3, 4, 5, 6].map((n) => `platz-${n}`),
        day,
      ),
    )
    expect((await live.next()).slotsChanged.days[0]!.slots).toEqual([])
  })
})

describe('a closure and a command of a citizen at the same time', () => {
  const DESKS = [1, 2, 3, 4, 5, 6].map((n) => `platz-${n}`)
  const firstStartOf = async (day: string) => (await nextSlots(PICK_UP, 1, at('06:00', day)))[0]!.startsAt

  /** Commands of citizens that reserve a desk at a start. Everything before the command itself is prepared. */
  const COMMANDS: [string, string, (startsAt: string) => Promise<() => Promise<Outcome>>][] = [
    ['book', '2027-03-22', async (startsAt) => () => book({ items: PICK_UP, startsAt })],
    [
      'confirmBooking',
      '2027-03-23',
      async (startsAt) => {
        const { token } = await hold({ items: PICK_UP, startsAt })
        return () => confirm({ token })
      },
    ],
    [
      'rescheduleBooking',
      '2027-03-25',
      async (startsAt) => {
        const { token } = await book({ items: PICK_UP, startsAt: await firstStartOf('2027-04-15') })
        return () => move({ token, startsAt })
      },
    ],
  ]

  test.each(COMMANDS)(
    '%s before the closure: the booking appears in the preview and the closure is not applied',
    async (_, day, prepare) => {
      const command = await prepare(await firstStartOf(day))
      const change = closureOf(DESKS, day)
      const { fingerprint } = await kim.preview(change)
      // The insert into audit_entry is the last statement of the command.
      const unblock = await blockWrites('audit_entry')
      const running = command()
      await waitForBlocked(1)
      const applying = kim.apply(change, fingerprint)
      await waitForBlocked(2)
      await unblock()
      const { booking } = await running
      expect(booking).toMatchObject({ status: 'CONFIRMED' })
      expect(await applying).toMatchObject({ __typename: 'PlanOutdatedError', bookingIds: [booking!.id] })
      expect(await orphans(product, clock)).toEqual([])
    },
  )

  test.each(COMMANDS)(
    '%s after the closure: the citizen receives SlotTakenError with other days',
    async (_, day, prepare) => {
      const later = Temporal.PlainDate.from(day).add({ days: 14 }).toString()
      const command = await prepare(await firstStartOf(later))
      const change = closureOf(DESKS, later)
      const { fingerprint } = await kim.preview(change)
      const unblock = await blockWrites('plan_change')
      const applying = kim.apply(change, fingerprint)
      await waitForBlocked(1)
      const running = command()
      await waitForBlocked(2)
      await unblock()
      expect(await applying).toMatchObject({ __typename: 'AppliedPlanChange' })
      const outcome = await running
      expect(outcome.__typename).toBe('SlotTakenError')
      expect(outcome.alternatives!.filter(({ startsAt }) => startsAt.startsWith(later))).toEqual([])
      expect(await orphans(product, clock)).toEqual([])
      expect(await overlaps(product)).toBe(0)
    },
  )
})

/** Blocks writes to a table. @returns a function that ends the block */
async function blockWrites(table: string): Promise<() => Promise<unknown>> {
  const url = new URL(inject('postgres').url)
  url.pathname = new URL(app.db.url).pathname
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  onTestFinished(() => owner.end())
  await owner.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`)
  return () => owner.query('ROLLBACK')
}

const WAITING_CONNECTIONS = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
/** Resolves when that many connections wait for a lock. */
const waitForBlocked = (count: number) =>
  expect.poll(async () => (await pool.query(WAITING_CONNECTIONS)).rowCount).toBe(count)
