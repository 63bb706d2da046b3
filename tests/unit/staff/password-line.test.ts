import { expect, test } from 'vitest'
import { hashPassword, PasswordsBusy, verifyPassword } from '../../../api/staff/password.ts'

test('whoever finds a long line is sent away at once, and the others have their turn', async () => {
  const hash = await hashPassword('korrekt Pferd Batterie')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, nth) =>
      verifyPassword(nth % 2 ? 'falsch' : 'korrekt Pferd Batterie', hash),
    ),
  )
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const sentAway = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(answered.length).toBeGreaterThanOrEqual(40)
  expect(answered).toEqual(answered.map((_, nth) => nth % 2 === 0))
  expect(sentAway.length).toBeGreaterThan(0)
  expect(sentAway.every((reason) => reason instanceof PasswordsBusy)).toBe(true)
})
