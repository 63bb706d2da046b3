import type { DeskVisitData } from './desk.graphql.ts'

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLocaleLowerCase('de')

/** The visits in which every word is found: in the name, the number, the telephone or what it is about. */
export function filterVisits<T extends Pick<DeskVisitData, 'contact' | 'reference' | 'items'>>(
  visits: readonly T[],
  wanted: string,
): T[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...visits]
  return visits.filter(({ contact, reference, items }) => {
    const text = plain(
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
