import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, ERIKA } from '../../support/citizen.ts'

const product = await testApp()
const { hold, confirm, book, move, nextSlots } = citizen(product)
const items = [{ serviceId: 'reisepass-beantragen', persons: 2 }]
const key = () => crypto.randomUUID()
const bookings = async () =>
  (await product.app.db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM booking')).rows[0]!.n
const start = async (after = 0) => (await nextSlots(items, after + 1))[after]!.startsAt

test('50 parallel calls with one idempotency key make one booking and receive 50 identical answers', async () => {
  const before = await bookings()
  const input = { items, startsAt: await start(), idempotencyKey: key() }
  const answers = await Promise.all(Array.from({ length: 50 }, () => book(input)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]!.__typename).toBe('NewBooking')
  expect(await bookings()).toBe(before + 1)
})

test('an idempotency key with other input is refused and changes nothing', async () => {
  const input = { items, startsAt: await start(), idempotencyKey: key() }
  const first = await book(input)
  const before = await bookings()
  for (const other of [
    { startsAt: await start(3) },
    { contact: { ...ERIKA, name: 'Max Beispiel' } },
    { remark: 'anders' },
    { items: [{ serviceId: 'reisepass-beantragen', persons: 1 }] },
  ])
    expect(await book({ ...input, ...other })).toMatchObject({
      __typename: 'RefusedError',
      code: 'KEY_REUSED',
    })
  expect(await book(input)).toEqual(first)
  expect(await bookings()).toBe(before)
})

test('of 50 parallel calls with one idempotency key and different inputs one succeeds, the others are refused', async () => {
  const before = await bookings()
  const idempotencyKey = key()
  const startsAt = await start()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => book({ items, startsAt, idempotencyKey, remark: `Nummer ${n}` })),
  )
  expect(answers.filter(({ __typename }) => __typename === 'NewBooking')).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'KEY_REUSED')).toHaveLength(49)
  expect(await bookings()).toBe(before + 1)
})

test('holdSlot, confirmBooking and rescheduleBooking can be repeated with their idempotency key without effect', async () => {
  const holdInput = { items, startsAt: await start(), idempotencyKey: key() }
  const holds = await Promise.all(Array.from({ length: 20 }, () => hold(holdInput)))
  expect(new Set(holds.map(({ token }) => token)).size).toBe(1)
  const { token } = holds[0]!

  const confirmInput = { token, idempotencyKey: key() }
  const confirmed = await Promise.all(Array.from({ length: 20 }, () => confirm(confirmInput)))
  expect(confirmed.every(({ booking }) => booking?.status === 'CONFIRMED' && booking.version === 2)).toBe(
    true,
  )
  expect(await confirm({ ...confirmInput, remark: 'anders' })).toMatchObject({ code: 'KEY_REUSED' })

  const moveInput = { token, startsAt: await start(5), idempotencyKey: key() }
  const moved = await Promise.all(Array.from({ length: 20 }, () => move(moveInput)))
  expect(
    moved.every(({ booking }) => booking?.startsAt === moveInput.startsAt && booking.version === 3),
  ).toBe(true)
  expect(await move({ ...moveInput, startsAt: await start(9) })).toMatchObject({ code: 'KEY_REUSED' })

  const { rows } = await product.app.db.pool.query<{ kind: string; n: number }>(
    `SELECT kind, count(*)::int AS n FROM outbox_message WHERE booking_id = $1 AND kind <> 'REMINDER' GROUP BY kind ORDER BY kind`,
    [holds[0]!.booking!.id],
  )
  expect(rows).toEqual([
    { kind: 'CONFIRMED', n: 1 },
    { kind: 'MOVED', n: 1 },
  ])
})

test('a refusal is stored with its idempotency key: a repetition gets it again, even if the slot is free by then', async () => {
  const single = [{ serviceId: 'bibliothek-ausweis' }]
  const startsAt = (await nextSlots(single, 1))[0]!.startsAt
  const holder = await hold({ items: single, startsAt })
  const input = { items: single, startsAt, idempotencyKey: key() }
  const refusal = await book(input)
  expect(refusal.code).toBe('SLOT_TAKEN')
  await product.app.db.pool.query('DELETE FROM occupancy WHERE booking_id = $1', [holder.booking!.id])
  expect(await book(input)).toEqual(refusal)
  expect((await book({ ...input, idempotencyKey: key() })).__typename).toBe('NewBooking')
})
