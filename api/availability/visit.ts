import type { Desk, ServiceTimes, Visit, VisitItem } from './model.ts'
import { MAX_ITEMS } from './limits.ts'

/** What can be wrong with the items of a visit. */
export type ItemProblemCode =
  | 'NO_ITEMS'
  | 'TOO_MANY_ITEMS'
  | 'UNKNOWN_SERVICE'
  | 'SERVICE_TWICE'
  | 'PERSONS_NOT_WHOLE'
  | 'TOO_FEW_PERSONS'
  | 'TOO_MANY_PERSONS'

/** One thing that is wrong, as data: its words are the business of who shows it. */
export interface ItemProblem {
  readonly code: ItemProblemCode
  /** Position of the item; null when the list as a whole is wrong. */
  readonly index: number | null
  /** The bound that was missed (items or persons), where there is one. */
  readonly limit: number | null
}

/**
 * Everything that is wrong with the items of a visit, in their order; empty when they can be booked.
 * A list that is too long is not read any further.
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
 * The visit that these items make together: for each item its duration and the extra minutes of every person
 * after the first. Expects items without `itemProblems`.
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

/** Whether a desk does everything that a visit asks for. */
export function canServe(desk: Desk, visit: Visit): boolean {
  return visit.serviceIds.every((id) => desk.serviceIds.has(id))
}

/**
 * The services that can be added to a visit, because some desk does them and all that is in it already; none when
 * the visit is full, or no desk does it as it is. In no particular order.
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
 * Infinity for a desk without services. Unknown ids do not count: a service may be withdrawn.
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
