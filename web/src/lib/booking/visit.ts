// What is booked together, as the address says it: ?dienst=…&personen=2&dienst=…&personen=1

export interface VisitItem {
  serviceId: string
  persons: number
}

/** More services in one visit than the API takes are ignored. */
const MAX_ITEMS = 5

/** The visit that an address names; unusable parts are left out. The n-th `personen` belongs to the n-th `dienst`. */
export function visitOf(params: URLSearchParams): VisitItem[] {
  const persons = params.getAll('personen')
  return params
    .getAll('dienst')
    .slice(0, MAX_ITEMS)
    .map((serviceId, index) => ({ serviceId, persons: wholeNumber(persons[index]) }))
    .filter(({ serviceId }) => serviceId !== '')
}

/** The other way round, for links. */
export function visitQuery(items: readonly VisitItem[]): string {
  const params = new URLSearchParams()
  for (const { serviceId, persons } of items) {
    params.append('dienst', serviceId)
    params.append('personen', String(persons))
  }
  return params.toString()
}

const wholeNumber = (text: string | undefined): number =>
  text && /^\d{1,2}$/.test(text) ? Math.max(1, Number(text)) : 1
