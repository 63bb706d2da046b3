import { beforeAll, describe, expect, it } from 'vitest'
import { runRetention } from '../../../api/notification/outbox/retention.ts'
import { testDatabase } from '../../support/database.ts'
import { plus, writeBooking, writeDesk, writeMessage } from './notification-fixtures.ts'

const db = await testDatabase()
const now = new Date('2027-03-10T10:00:00Z')
const ago = (hours: number) => plus(now, { hours: -hours })

beforeAll(() => writeDesk(db))

const hasContact = async (bookingId: string) =>
  (await db.prisma.contact.count({ where: { bookingId } })) === 1

describe('runRetention', () => {
  it('deletes contacts seven days after the end of the visit, cancelled or not', async () => {
    // The visit of the fixture ends half an hour after its start.
    const over = await writeBooking(db, { startsAt: ago(7 * 24 + 1) })
    const cancelled = await writeBooking(db, { startsAt: ago(7 * 24 + 1), status: 'CANCELLED' })
    const justNot = await writeBooking(db, { startsAt: ago(7 * 24) })
    const cancelledAhead = await writeBooking(db, { startsAt: plus(now, { hours: 24 }), status: 'CANCELLED' })
    expect((await runRetention(db, now, 7)).contacts).toBe(2)
    expect(await Promise.all([over, cancelled, justNot, cancelledAhead].map(hasContact))).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(await db.prisma.booking.count({ where: { id: over } })).toBe(1)
    expect((await runRetention(db, now, 0)).contacts).toBe(1)
    expect(await hasContact(cancelledAhead)).toBe(true)
  })

  it('deletes the reason for a cancellation by a citizen, but not the reason of the office', async () => {
    const cancelled = async (cancelledBy: 'CITIZEN' | 'OFFICE') => {
      const id = await writeBooking(db, { startsAt: ago(7 * 24 + 1), status: 'CANCELLED' })
      await db.prisma.booking.update({ where: { id }, data: { cancelledBy, cancellationReason: 'Grund' } })
      return id
    }
    const [citizen, office] = [await cancelled('CITIZEN'), await cancelled('OFFICE')]
    expect((await runRetention(db, now, 7)).reasons).toBe(1)
    const reasonOf = async (id: string) =>
      (await db.prisma.booking.findUniqueOrThrow({ where: { id } })).cancellationReason
    expect([await reasonOf(citizen), await reasonOf(office)]).toEqual([null, 'Grund'])
  })

  it('deletes holds that expired more than a day ago, with their contacts and occupancies', async () => {
    const held = { status: 'HELD', startsAt: plus(now, { hours: 72 }) } as const
    const old = await writeBooking(db, { ...held, holdExpiresAt: ago(25), contact: null })
    const withContact = await writeBooking(db, { ...held, holdExpiresAt: ago(25) })
    const fresh = await writeBooking(db, { ...held, holdExpiresAt: ago(23) })
    await db.pool.query(
      `INSERT INTO occupancy (desk_id, during, kind, expires_at, booking_id)
       VALUES ('test-platz', tstzrange($1, $2), 'HOLD', $3, $4)`,
      [plus(now, { hours: 72 }), plus(now, { hours: 73 }), ago(25), old],
    )
    expect((await runRetention(db, now, 7)).holds).toBe(2)
    const left = await db.prisma.booking.findMany({ where: { id: { in: [old, withContact, fresh] } } })
    expect(left.map(({ id }) => id)).toEqual([fresh])
    expect(await db.prisma.occupancy.count({ where: { bookingId: old } })).toBe(0)
    expect(await hasContact(withContact)).toBe(false)
  })

  it('deletes idempotency keys, challenges, changes, sessions and links after their own limits', async () => {
    await runRetention(db, now, 7)
    const bytes = () => crypto.getRandomValues(new Uint8Array(32))
    const { prisma } = db
    await prisma.change.deleteMany()
    await prisma.idempotencyKey.createMany({
      data: [49, 47].map((hours) => ({
        key: bytes(),
        inputHash: bytes(),
        answer: {},
        createdAt: ago(hours),
      })),
    })
    await prisma.spentChallenge.createMany({
      data: [1, -1].map((hours) => ({ id: bytes(), usedBy: bytes(), expiresAt: ago(hours) })),
    })
    await db.pool.query(`INSERT INTO change (kind, at) VALUES ('PLAN', $1), ('PLAN', $2)`, [ago(25), ago(23)])
    const staff = await prisma.staff.create({
      data: { name: 'Kim Beispiel', email: 'kim@example.org', passwordHash: 'x', roles: ['clerk'] },
    })
    await prisma.staffSession.createMany({
      data: [1, -1].map((hours) => ({ tokenHash: bytes(), staffId: staff.id, expiresAt: ago(hours) })),
    })
    await prisma.staffLink.create({
      data: {
        staffId: staff.id,
        tokenNonce: bytes(),
        tokenHash: bytes(),
        invites: true,
        expiresAt: ago(1),
      },
    })
    await prisma.pendingChallenge.createMany({
      data: [1, -1].map((hours) => ({ keyHash: bytes(), kind: 'USE_PASSKEY', expiresAt: ago(hours) })),
    })
    expect(await runRetention(db, now, 7)).toEqual({
      contacts: 0,
      feedback: 0,
      reasons: 0,
      holds: 0,
      idempotencyKeys: 1,
      challenges: 1,
      changes: 1,
      sessions: 1,
      staffLinks: 1,
      pendingChallenges: 1,
    })
    expect(await prisma.idempotencyKey.count()).toBe(1)
    expect(await prisma.spentChallenge.count()).toBe(1)
    // The deleted session has written a change as well.
    expect(await prisma.change.count({ where: { kind: 'PLAN' } })).toBe(1)
    expect(await prisma.staffSession.count()).toBe(1)
  })

  it('deletes more rows than one batch, in several processes at the same time', async () => {
    await db.pool.query(
      `INSERT INTO spent_challenge (id, used_by, expires_at) SELECT sha256(n::text::bytea), '', $1 FROM generate_series(1, 2500) n`,
      [ago(2)],
    )
    const reports = await Promise.all([1, 2, 3].map(() => runRetention(db, now, 7)))
    expect(reports.reduce((sum, { challenges }) => sum + challenges, 0)).toBe(2500)
  })

  it('keeps open messages of a deleted contact, which the worker skips', async () => {
    const startsAt = ago(24 * 8)
    const bookingId = await writeBooking(db, { startsAt })
    await writeMessage(db, { bookingId, startsAt, dueAt: ago(1), kind: 'CANCELLED_BY_OFFICE' })
    await runRetention(db, now, 7)
    expect(await db.prisma.outboxMessage.count({ where: { bookingId, sentAt: null, skippedAt: null } })).toBe(
      1,
    )
  })
})
