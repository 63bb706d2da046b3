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
  sending,
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

describe('what a device keeps', () => {
  test('contains neither name nor mailbox', () => {
    const list = keep([], 'a')
    expect(toText(list)).not.toMatch(/erika/i)
    expect(only(list).booking.contact).toEqual({ phoneDisplay: '03461 445300' })
  })

  test('stands in the order of time, each once, with its ticks', () => {
    let list = keep(keep([], 'late', booking('2026-12-01T08:00:00Z')), 'early')
    list = tick(list, 'late', 'Pass|', true)
    list = keep(list, 'late', booking('2026-11-23T11:00:00Z'), LATER)
    expect(list.map(({ token }) => token)).toEqual(['late', 'early'])
    expect(list[0]).toMatchObject({ ticks: ['Pass|'], seenAt: LATER })
    expect(tick(list, 'late', 'Pass|', false)[0]!.ticks).toEqual([])
    expect(forget(list, 'late').map(({ token }) => token)).toEqual(['early'])
  })

  test('comes back from storage as it was, and nothing else does', () => {
    const list = askToCancel(keep([], 'a'), 'a', NOW)
    expect(fromText(toText(list))).toEqual(list)
    for (const strange of [
      null,
      '',
      '{}',
      '[]',
      '{"version":2,"list":[]}',
      '{"version":1,"list":[null,{"token":1}]}',
    ])
      expect(fromText(strange)).toEqual([])
  })

  test('is tidied away three days after its end', () => {
    const list = keep([], 'a') // ends at 9:00 UTC on the 24th
    expect(tidy(list, '2026-11-27T08:59:59Z')).toHaveLength(1)
    expect(tidy(list, '2026-11-27T09:00:00Z')).toEqual([])
    expect(isAhead(only(list), '2026-11-24T08:59:59Z')).toBe(true)
    expect(isAhead(only(list), '2026-11-24T09:00:00Z')).toBe(false)
  })
})

describe('a cancellation without network', () => {
  const queued = askToCancel(keep([], 'a'), 'a', NOW)

  test('waits, however often it is asked for, and the appointment is still booked', () => {
    const again = askToCancel(queued, 'a', LATER)
    expect(only(again).cancellation).toEqual({ askedAt: NOW, unanswered: false })
    expect(isAhead(only(again), NOW)).toBe(true)
    // Opened by its link in the meantime: it waits on.
    expect(only(keep(again, 'a')).cancellation).not.toBeNull()
    expect(only(applyAnswer(again, 'a', booking(), LATER)).cancellation).not.toBeNull()
  })

  test('is done when the server says so, whoever cancelled', () => {
    const cancelled = booking(undefined, { status: 'CANCELLED', cancelledBy: 'OFFICE' })
    expect(only(applyAnswer(sending(queued, 'a'), 'a', cancelled, LATER))).toMatchObject({
      cancellation: null,
      note: null,
      booking: { status: 'CANCELLED', cancelledBy: 'OFFICE' },
    })
  })

  test('can be withdrawn; once it was sent, nobody can be sure before the server answers', () => {
    expect(only(withdraw(queued, 'a'))).toMatchObject({ cancellation: null, note: null })
    const unsure = withdraw(sending(queued, 'a'), 'a')
    expect(only(unsure)).toMatchObject({ cancellation: null, note: { kind: 'unsure' } })
    expect(only(applyAnswer(unsure, 'a', booking(), LATER)).note).toBeNull()
  })

  test('that is refused says why until it is read', () => {
    const refused = refuse(sending(queued, 'a'), 'a', 'Dieser Termin ist vorbei.')
    const seen = applyAnswer(refused, 'a', booking(), LATER)
    expect(only(seen)).toMatchObject({
      cancellation: null,
      note: { kind: 'refused', message: 'Dieser Termin ist vorbei.' },
    })
    expect(only(dismissNote(seen, 'a')).note).toBeNull()
  })

  test('is not sent for another time than the one it was asked for', () => {
    const moved = booking('2026-11-30T08:00:00.000Z')
    expect(only(applyAnswer(queued, 'a', moved, LATER))).toMatchObject({
      cancellation: null,
      note: { kind: 'moved', from: '2026-11-24T08:30:00.000Z' },
      booking: { startsAt: moved.startsAt },
    })
  })

  test('of what is gone is gone', () => {
    const gone = only(applyAnswer(queued, 'a', null, LATER))
    expect(gone).toMatchObject({ cancellation: null, note: { kind: 'gone' } })
    expect(isAhead(gone, NOW)).toBe(false)
  })

  test('is not asked for where there is nothing left to cancel', () => {
    const cancelled = keep([], 'a', booking(undefined, { status: 'CANCELLED' }))
    expect(only(askToCancel(cancelled, 'a', NOW)).cancellation).toBeNull()
  })
})
