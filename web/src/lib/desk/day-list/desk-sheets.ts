import type { PrintedVisitData } from './day-list.graphql.ts'

/** What lies on one desk: the visits of its day. */
export interface Sheet {
  deskId: string
  /** By start; cancelled ones are not among them. */
  visits: PrintedVisitData[]
}

/**
 * A sheet for each desk that has something to do.
 * @param order ids of the desks; those that are not in use any more come last
 * @param only this desk; null: all
 */
export function sheetsOf(
  bookings: readonly PrintedVisitData[],
  order: readonly string[],
  only: string | null = null,
): Sheet[] {
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  const desks = Map.groupBy(
    bookings.filter(({ status, atDesk }) => status !== 'CANCELLED' && atDesk !== null),
    ({ atDesk }) => atDesk!.desk.id,
  )
  return [...desks]
    .filter(([deskId]) => only === null || deskId === only)
    .map(([deskId, visits]) => ({ deskId, visits }))
    .sort((a, b) => place(a.deskId) - place(b.deskId) || a.deskId.localeCompare(b.deskId))
}
