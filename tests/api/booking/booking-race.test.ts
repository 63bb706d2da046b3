import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, overlaps } from '../../support/citizen.ts'
import { fromNow, today } from '../../support/clock.ts'
import { lane } from '../../support/lane.ts'

const product = await testApp()
const { slots, book } = citizen(product)
const CALLERS = 200
const ROUNDS = lane.raceRounds

test(`of ${CALLERS} concurrent bookings of a start with k free desks exactly k succeed, in each of ${ROUNDS} rounds`, async () => {
  const items = [{ serviceId: 'personalausweis-beantragen' }]
  const lastDay = fromNow({ days: 55 }).slice(0, 10)
  const starts = (await slots(items, today(), lastDay))
    .filter((_, index) => index % 17 === 0)
    .map(({ startsAt }) => startsAt)
  let rounds = 0
  for (const startsAt of starts) {
    if (rounds === ROUNDS) break
    // Earlier rounds changed the day, so the number of free desks is read again.
    const day = startsAt.slice(0, 10)
    const free = (await slots(items, day, day)).find((slot) => slot.startsAt === startsAt)?.free ?? 0
    if (free < 2) continue
    rounds++
    const outcomes = await Promise.all(Array.from({ length: CALLERS }, () => book({ items, startsAt })))
    const late = outcomes.filter(({ __typename }) => __typename === 'SlotTakenError')
    expect(outcomes.filter(({ __typename }) => __typename === 'NewBooking')).toHaveLength(free)
    expect(late).toHaveLength(CALLERS - free)
    expect(late.every(({ code, alternatives }) => code === 'SLOT_TAKEN' && alternatives!.length > 0)).toBe(
      true,
    )
    expect(
      late.every(({ alternatives }) => alternatives!.every((other) => other.startsAt !== startsAt)),
    ).toBe(true)
  }
  expect(rounds).toBe(ROUNDS)
  expect(await overlaps(product)).toBe(0)
}, 120_000)
