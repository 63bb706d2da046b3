import { citizen } from '../support/citizen.ts'
import type { TestApp } from '../support/app.ts'

/** A start that somebody wants. */
export interface Wish {
  serviceId: string
  startsAt: string
}

/**
 * Some thousand starts of services of all kinds, in order. Several want the same desk at the same time, as people do.
 * None is so near that its reminder falls due in the test.
 */
export async function findWishes(product: Pick<TestApp, 'ask'>): Promise<Wish[]> {
  const { slots } = citizen(product)
  const { services } = await product.ask<{ services: { id: string }[] }>(
    'query Wishes_Services { services { id } }',
  )
  const today = Temporal.Now.plainDateISO('Europe/Berlin')
  const [from, to] = [today.add({ days: 3 }).toString(), today.add({ days: 30 }).toString()]
  const wishes: Wish[] = []
  for (const { id: serviceId } of services.filter((_, index) => index % 6 === 0))
    for (const { startsAt } of await slots([{ serviceId }], from, to)) wishes.push({ serviceId, startsAt })
  return wishes
}
