import type { Desk, ServiceTimes, Visit, VisitItem } from './model.ts'

/** The most services in one visit; no desk plans time for more at once. */
export const MAX_ITEMS = 5

/** Kinds of problems with the items of a visit. */
export type ItemProblemCode =
  | 'NO_ITEMS'
  | 'TOO_MANY_ITEMS'
  | 'UNKNOWN_SERVICE'
  | 'SERVICE_TWICE'
  | 'PERSONS_NOT_WHOLE'
  | 'TOO_FEW_PERSONS'
  | 'TOO_MANY_PERSONS'

/** One problem; the caller translates it. */
export interface ItemProblem {
  readonly code: ItemProblemCode
  /** Position of the item; null: the whole list. */
  readonly index: number | null
  /** The limit that was exceeded (items or persons), if there is one. */
  readonly limit: number | null
}

/**
 * All problems with the items of a visit, in their order; empty if they can be booked.
 * The items of a list that is too long are not checked.
 */
export function itemProblems(
  items: readonly VisitItem[],
  servicesById: ReadonlyMap<string, ServiceTimes>,
): ItemProblem[] {
  if (items.length === 0) return [{ code: 'NO_ITEMS', index: null, limit: 1 }]
  if (items.length > MAX_ITEMS) return [{ code: 'TOO_MANY_ITEMS', index: null, limit: MAX_ITEMS }]
  const problems: ItemProblem[] = []
  const seen = new Set<string>()
  items.forEach(({ serviceId, persons }, index) => {
    const service = servicesById.get(serviceId)
    if (!service) problems.push({ code: 'UNKNOWN_SERVICE', index, limit: null })
    else if (seen.has(serviceId)) problems.push({ code: 'SERVICE_TWICE', index, limit: null })
    seen.add(serviceId)
    if (!Number.isInteger(persons)) problems.push({ code: 'PERSONS_NOT_WHOLE', index, limit: null })
    else if (persons < 1) problems.push({ code: 'TOO_FEW_PERSONS', index, limit: 1 })
    else if (service && persons > service.maxPersons)
      problems.push({ code: 'TOO_MANY_PERSONS', index, limit: service.maxPersons })
  })
  return problems
}

/**
 * The visit of these items: for each item its duration and the extra minutes of every person after the first. Expects
 * items without `itemProblems`.
 * @throws RangeError for an unknown service
 */
export function visitOf(items: readonly VisitItem[], servicesById: ReadonlyMap<string, ServiceTimes>): Visit {
  let minutes = 0
  for (const { serviceId, persons } of items) {
    const service = servicesById.get(serviceId)
    if (!service) throw new RangeError(`no service ${JSON.stringify(serviceId)}`)
    minutes += service.durationMinutes + (persons - 1) * service.extraMinutesPerPerson
  }
  return { serviceIds: items.map((item) => item.serviceId), minutes }
}

/** Whether a desk offers all services of a visit. */
export function canServe(desk: Desk, visit: Visit): boolean {
  return visit.serviceIds.every((id) => desk.serviceIds.has(id))
}

/**
 * The services that can be added to a visit because one desk offers them together with those of the visit; none if the
 * visit is full. In no particular order.
 */
export function addableServices(visit: Visit, desks: Iterable<Desk>): Set<string> {
  const addable = new Set<string>()
  if (visit.serviceIds.length >= MAX_ITEMS) return addable
  for (const desk of desks) if (canServe(desk, visit)) for (const id of desk.serviceIds) addable.add(id)
  for (const id of visit.serviceIds) addable.delete(id)
  return addable
}

/**
 * `shortestMinutes` of a desk: the shortest of its services for one person, with its buffer.
 * Infinity for a desk without services. Unknown ids are ignored: a service may have been withdrawn.
 */
export function shortestVisitMinutes(
  serviceIds: Iterable<string>,
  servicesById: ReadonlyMap<string, ServiceTimes>,
  bufferMinutes: number,
): number {
  let shortest = Infinity
  for (const id of serviceIds)
    shortest = Math.min(shortest, servicesById.get(id)?.durationMinutes ?? Infinity)
  return shortest + bufferMinutes
}
