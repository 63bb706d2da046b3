import { expect, test } from 'vitest'
import { minuteOfDay, minutesOf, overlap } from '../../../api/catalogue/format/hours.ts'

const hours = (
  from: string,
  to: string,
  more: { weekday?: number; validFrom?: string; validUntil?: string } = {},
) => ({
  weekday: 1,
  from,
  to,
  ...more,
})

test('minuteOfDay returns minutes after midnight; 24:00 is the end of the day', () => {
  expect(['00:00', '09:05', '13:30', '24:00'].map(minuteOfDay)).toEqual([0, 545, 810, 1440])
  expect(minutesOf(hours('09:00', '12:15'))).toBe(195)
})

test('hours overlap if both are open at the same time of the same weekday', () => {
  const morning = hours('09:00', '12:00')
  expect(overlap(morning, hours('11:59', '13:00'))).toBe(true)
  expect(overlap(morning, hours('08:00', '18:00'))).toBe(true)
  expect(overlap(morning, hours('12:00', '13:00'))).toBe(false)
  expect(overlap(morning, hours('09:00', '12:00', { weekday: 2 }))).toBe(false)
})

test('hours do not overlap if their periods of validity do not', () => {
  const summer = hours('08:00', '12:00', { validFrom: '2026-04-01', validUntil: '2026-09-30' })
  expect(overlap(summer, hours('09:00', '13:00', { validFrom: '2026-10-01' }))).toBe(false)
  expect(overlap(summer, hours('09:00', '13:00', { validFrom: '2026-09-30' }))).toBe(true)
  expect(overlap(summer, hours('09:00', '13:00', { validUntil: '2026-03-31' }))).toBe(false)
  expect(overlap(hours('09:00', '13:00'), summer)).toBe(true)
})
