import type { PrintedVisitData } from './day-list.graphql.ts'

/** The printed list of one desk for one day. */
export interface Sheet {
  deskId: string
  /** By start, without cancelled visits. */
  visits: PrintedVisitData[]
}

/**
 * One sheet for each desk with visits.
 * @param order ids of the desks; desks that are no longer in use come last
 * @param only id of the only desk to include; null: all desks
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
