import { citizen } from '../support/citizen.ts'
import type { TestApp } from '../support/app.ts'

/** A start that a citizen requests. */
export interface RequestedStart {
  serviceId: string
  startsAt: string
}

/**
 * Some thousand starts of different services, in order. Some of them compete for the same desk at the same time. All are
 * far enough in the future that no reminder is due during a test.
 */
export async function requestedStarts(product: Pick<TestApp, 'ask'>): Promise<RequestedStart[]> {
  const { slots } = citizen(product)
  const { services } = await product.ask<{ services: { id: string }[] }>(
    'query RequestedStarts_Services { services { id } }',
  )
  const today = Temporal.Now.plainDateISO('Europe/Berlin')
  const [from, to] = [today.add({ days: 3 }).toString(), today.add({ days: 30 }).toString()]
  const starts: RequestedStart[] = []
  for (const { id: serviceId } of services.filter((_, index) => index % 6 === 0))
    for (const { startsAt } of await slots([{ serviceId }], from, to)) starts.push({ serviceId, startsAt })
  return starts
}
