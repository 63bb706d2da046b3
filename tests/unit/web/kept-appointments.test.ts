import { describe, expect, test } from 'vitest'
import {
  applyAnswer,
  askToCancel,
  forget,
  fromText,
  isAhead,
  type KeptAppointment,
  dismissNote,
  refuse,
  remember,
  markSent,
  tick,
  tidy,
  toText,
  withdraw,
} from '../../../web/src/lib/appointments/kept-appointments.ts'

type Booking = Parameters<typeof remember>[1]['booking']
type List = readonly KeptAppointment[]

const NOW = '2026-11-23T10:00:00.000Z'
const LATER = '2026-11-23T12:00:00.000Z'

const booking = (startsAt = '2026-11-24T08:30:00.000Z', other: Partial<Booking> = {}): Booking =>
  ({
    id: 'b',
    reference: '1234-5678',
    status: 'CONFIRMED',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 1_800_000).toISOString(),
    mode: 'TELEPHONE',
    items: [],
    documents: [],
    contact: {
      name: 'Erika Beispiel',
      email: 'erika@beispiel.example',
      phone: '+493461445300',
      phoneDisplay: '03461 445300',
    },
    ...other,
  }) as unknown as Booking

const keep = (list: List, token: string, what = booking(), now = NOW) =>
  remember(list, { token, address: `https://termine.example/termin/${token}`, booking: what }, now)
const only = (list: List): KeptAppointment => {
  expect(list).toHaveLength(1)
  return list[0]!
}

describe('kept appointments', () => {
  test('contain neither name nor e-mail address', () => {
    const list = keep([], 'a')
    expect(toText(list)).not.toMatch(/erika/i)
    expect(only(list).booking.contact).toEqual({ phoneDisplay: '03461 445300' })
  })

  test('are sorted by start, without duplicates, and keep checked documents', () => {
    let list = keep(keep([], 'late', booking('2026-12-01T08:00:00Z')), 'early')
    list = tick(list, 'late', 'Pass|', true)
    list = keep(list, 'late', booking('2026-11-23T11:00:00Z'), LATER)
    expect(list.map(({ token }) => token)).toEqual(['late', 'early'])
    expect(list[0]).toMatchObject({ ticks: ['Pass|'], seenAt: LATER })
    expect(tick(list, 'late', 'Pass|', false)[0]!.ticks).toEqual([])
    expect(forget(list, 'late').map(({ token }) => token)).toEqual(['early'])
  })

  test('are restored from storage; malformed text gives an empty list', () => {
    const list = askToCancel(keep([], 'a'), 'a', NOW)
    expect(fromText(toText(list))).toEqual(list)
    for (const malformed of [
      null,
      '',
      '{}',
      '[]',
      '{"version":2,"list":[]}',
      '{"version":1,"list":[null,{"token":1}]}',
    ])
      expect(fromText(malformed)).toEqual([])
  })

  test('are removed three days after their end', () => {
    const list = keep([], 'a') // ends at 9:00 UTC on the 24th
    expect(tidy(list, '2026-11-27T08:59:59Z')).toHaveLength(1)
    expect(tidy(list, '2026-11-27T09:00:00Z')).toEqual([])
    expect(isAhead(only(list), '2026-11-24T08:59:59Z')).toBe(true)
    expect(isAhead(only(list), '2026-11-24T09:00:00Z')).toBe(false)
  })
})

describe('a queued cancellation', () => {
  const queued = askToCancel(keep([], 'a'), 'a', NOW)

  test('stays in the queue once after repeated requests and after updates of the booking', () => {
    const again = askToCancel(queued, 'a', LATER)
    expect(only(again).cancellation).toEqual({ askedAt: NOW, unanswered: false })
    expect(isAhead(only(again), NOW)).toBe(true)
    // Opening the manage link meanwhile does not remove it from the queue.
    expect(only(keep(again, 'a')).cancellation).not.toBeNull()
    expect(only(applyAnswer(again, 'a', booking(), LATER)).cancellation).not.toBeNull()
  })

  test('is removed when the server reports the booking as cancelled, also by the office', () => {
    const cancelled = booking(undefined, { status: 'CANCELLED', cancelledBy: 'OFFICE' })
    expect(only(applyAnswer(markSent(queued, 'a'), 'a', cancelled, LATER))).toMatchObject({
      cancellation: null,
      note: null,
      booking: { status: 'CANCELLED', cancelledBy: 'OFFICE' },
    })
  })

  test('can be withdrawn; after it was sent, the result is unsure until the server answers', () => {
    expect(only(withdraw(queued, 'a'))).toMatchObject({ cancellation: null, note: null })
    const unsure = withdraw(markSent(queued, 'a'), 'a')
    expect(only(unsure)).toMatchObject({ cancellation: null, note: { kind: 'unsure' } })
    expect(only(applyAnswer(unsure, 'a', booking(), LATER)).note).toBeNull()
  })

  test('shows the reason of a refusal until dismissed', () => {
    const refused = refuse(markSent(queued, 'a'), 'a', 'Dieser Termin ist vorbei.')
    const seen = applyAnswer(refused, 'a', booking(), LATER)
    expect(only(seen)).toMatchObject({
      cancellation: null,
      note: { kind: 'refused', message: 'Dieser Termin ist vorbei.' },
    })
    expect(only(dismissNote(seen, 'a')).note).toBeNull()
  })

  test('is dropped when the booking was moved to another time', () => {
    const moved = booking('2026-11-30T08:00:00.000Z')
    expect(only(applyAnswer(queued, 'a', moved, LATER))).toMatchObject({
      cancellation: null,
      note: { kind: 'moved', from: '2026-11-24T08:30:00.000Z' },
      booking: { startsAt: moved.startsAt },
    })
  })

  test('is dropped when the server no longer knows the booking', () => {
    const gone = only(applyAnswer(queued, 'a', null, LATER))
    expect(gone).toMatchObject({ cancellation: null, note: { kind: 'gone' } })
    expect(isAhead(gone, NOW)).toBe(false)
  })

  test('is not queued for a cancelled booking', () => {
    const cancelled = keep([], 'a', booking(undefined, { status: 'CANCELLED' }))
    expect(only(askToCancel(cancelled, 'a', NOW)).cancellation).toBeNull()
  })
})
