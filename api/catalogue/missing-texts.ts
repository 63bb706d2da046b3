import type { EntryKind } from '../generated/prisma/enums.ts'
import type { Database } from '../kernel/db.ts'
import { type Content, type Fields, FIELDS } from './fields/index.ts'

/** A text of the catalogue that a language lacks, so that its readers see another language's. */
export interface MissingText {
  /** The language that lacks it. */
  locale: string
  entity: 'office' | 'page' | 'topic' | 'department' | 'location' | 'service' | 'referral'
  /** Of the entry, e.g. personalausweis-beantragen. */
  id: string
  /** What the entry is called in the default language. */
  title: string
  /** E.g. `summary`, `documents[2].detail`. */
  field: string
}

/** An entry with its texts; maps by locale, or null where the entry has no such text in any language. */
export interface Entry {
  entity: MissingText['entity']
  id: string
  title: string
  texts: Record<string, unknown>
}

/**
 * Every text that an offered language lacks, in the order of the languages and of the catalogue. Retired services are
 * left out: nobody reads them.
 */
export async function missingTexts({ prisma }: Database): Promise<MissingText[]> {
  const office = await prisma.office.findUnique({ where: { id: 1 } })
  const [base, ...others] = office?.locales ?? []
  if (!office || !base) return []
  const titleOf = (map: unknown) => String((map as Record<string, unknown> | null)?.[base] ?? '')
  const byPosition = { orderBy: { position: 'asc' } } as const
  const byId = { orderBy: { id: 'asc' } } as const
  const [pages, topics, departments, locations, services, referrals] = await Promise.all([
    prisma.page.findMany(byId),
    prisma.topic.findMany(byPosition),
    prisma.department.findMany(byId),
    prisma.location.findMany(byId),
    prisma.service.findMany({
      where: { active: true },
      include: { documents: byPosition, fees: byPosition },
      ...byPosition,
    }),
    prisma.referral.findMany(byPosition),
  ])
  const entries: Entry[] = [
    entryOf('office', 'office', titleOf(office.name), { name: office.name, city: office.city }),
    ...pages.map(({ id, title, body }) => entryOf('page', id, titleOf(title), { body })),
    ...topics.map((topic) => entryOf('topic', topic.id, titleOf(topic.title), entryTexts('TOPIC', topic))),
    ...departments.map(({ id, name, parentOffice, building }) =>
      entryOf('department', id, titleOf(name), { name, parentOffice, building }),
    ),
    ...locations.map(({ id, name, building, access }) =>
      entryOf('location', id, titleOf(name), { name, building, access }),
    ),
    ...services.map((service) =>
      entryOf('service', service.id, titleOf(service.title), entryTexts('SERVICE', service)),
    ),
    ...referrals.map((referral) =>
      entryOf('referral', referral.id, titleOf(referral.title), entryTexts('REFERRAL', referral)),
    ),
  ]
  return others.flatMap((locale) => entries.flatMap((entry) => missingIn(entry, base, locale)))
}

/** What a language lacks of an entry, of all that the default language has. */
export function missingIn({ entity, id, title, texts }: Entry, base: string, locale: string): MissingText[] {
  return Object.entries(texts)
    .filter(([, map]) => says(map, base) && !says(map, locale))
    .map(([field]) => ({ locale, entity, id, title, field }))
}

/** Whether a map has something to say in a language: an empty list says nothing. */
function says(map: unknown, locale: string): boolean {
  const text = (map as Record<string, unknown> | null | undefined)?.[locale]
  return Array.isArray(text) ? text.length > 0 : typeof text === 'string' && text !== ''
}

const entryOf = (entity: Entry['entity'], id: string, title: string, texts: Entry['texts']): Entry => ({
  entity,
  id,
  title,
  texts,
})

/** Texts of an entry that citizens read, by their path; drafts and rows have them in the same way. */
export const entryTexts = (kind: EntryKind, entry: Content): Entry['texts'] =>
  Object.fromEntries(textsIn(FIELDS[kind], entry, ''))

function textsIn(fields: Fields, content: Content, prefix: string): [path: string, map: unknown][] {
  return Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
    const [path, value] = [prefix + name, content[name]]
    if (field.kind === 'text' || (field.kind === 'textList' && !field.independent)) return [[path, value]]
    if (field.kind === 'rows')
      return ((value ?? []) as Content[]).flatMap((row, index) =>
        textsIn(field.fields, row, `${path}[${index}].`),
      )
    // The one text of a group is named like the group.
    if (field.kind === 'group')
      return textsIn(field.fields, (value ?? {}) as Content, '').map(([, map]) => [path, map])
    return []
  })
}
