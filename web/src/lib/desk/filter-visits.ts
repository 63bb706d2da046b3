import type { DeskVisitData } from './desk.graphql.ts'

const normalized = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLocaleLowerCase('de')

/** The visits that contain every word of the search, in name, reference, telephone number or service titles. */
export function filterVisits<T extends Pick<DeskVisitData, 'contact' | 'reference' | 'items'>>(
  visits: readonly T[],
  search: string,
): T[] {
  const words = normalized(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...visits]
  return visits.filter(({ contact, reference, items }) => {
    const text = normalized(
      [
        contact?.name,
        contact?.phone,
        contact?.phoneDisplay,
        reference,
        ...items.map(({ service }) => service.title),
      ].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}
