import { MAX_ITEMS } from '@terminklick/api/limits'
// A visit, as in the URL: ?dienst=…&personen=2&dienst=…&personen=1

export interface VisitItem {
  serviceId: string
  persons: number
}

/** The required part of URLSearchParams. */
type Params = Pick<URLSearchParams, 'getAll' | typeof Symbol.iterator>

/**
 * The visit in a URL; invalid values are ignored, and a repeated service counts once. The n-th `personen` belongs to
 * the n-th `dienst`.
 */
export function visitOf(params: Params): VisitItem[] {
  const persons = params.getAll('personen')
  return params
    .getAll('dienst')
    .map((serviceId, index) => ({ serviceId, persons: wholeNumber(persons[index]) }))
    .filter(
      ({ serviceId }, index, all) =>
        serviceId !== '' && all.findIndex((item) => item.serviceId === serviceId) === index,
    )
    .slice(0, MAX_ITEMS)
}

/** The parameters of a visit, for links. */
export function visitQuery(items: readonly VisitItem[]): string {
  const params = new URLSearchParams()
  for (const { serviceId, persons } of items) {
    params.append('dienst', serviceId)
    params.append('personen', String(persons))
  }
  return params.toString()
}

/** The duration of one service; that of a visit comes from the API. */
export const minutesFor = (
  service: { durationMinutes: number; extraMinutesPerPerson: number },
  persons: number,
): number => service.durationMinutes + (persons - 1) * service.extraMinutesPerPerson

/** The parameter that opens the part of a page on which a visit is changed. */
export const CHANGING = 'mehr'

/** A link to the same page for another visit; other parameters are kept. */
export function linkToVisit(address: Params, items: readonly VisitItem[]): string {
  const params = new URLSearchParams(visitQuery(items))
  for (const [name, value] of address)
    if (!['dienst', 'personen', CHANGING].includes(name)) params.append(name, value)
  params.append(CHANGING, '1')
  return `?${params}#services`
}

const wholeNumber = (text: string | undefined): number =>
  text && /^\d{1,2}$/.test(text) ? Math.max(1, Number(text)) : 1
