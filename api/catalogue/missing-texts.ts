import type { EntryKind } from '../generated/prisma/enums.ts'
import type { Database } from '../kernel/db.ts'
import { type Content, type Fields, FIELDS } from './fields/index.ts'

/** A text of the catalogue that is missing in a language; its readers see the text of another language. */
export interface MissingText {
  /** The language without the text. */
  locale: string
  entity: 'office' | 'page' | 'topic' | 'department' | 'location' | 'service' | 'referral'
  /** Of the entry, e.g. personalausweis-beantragen. */
  id: string
  /** Title of the entry in the default language. */
  title: string
  /** E.g. `summary`, `documents[2].detail`. */
  field: string
}

/** An entry with its texts as maps by locale; null: no such text in any language. */
export interface Entry {
  entity: MissingText['entity']
  id: string
  title: string
  texts: Record<string, unknown>
}

/**
 * All missing texts of the offered languages, in the order of the languages and of the catalogue; without retired
 * services, which are not public.
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

/** The texts of an entry that exist in the default language but not in the given one. */
export function missingIn({ entity, id, title, texts }: Entry, base: string, locale: string): MissingText[] {
  return Object.entries(texts)
    .filter(([, map]) => hasText(map, base) && !hasText(map, locale))
    .map(([field]) => ({ locale, entity, id, title, field }))
}

/** Whether a map has a text in a language; an empty text or list does not count. */
function hasText(map: unknown, locale: string): boolean {
  const text = (map as Record<string, unknown> | null | undefined)?.[locale]
  return Array.isArray(text) ? text.length > 0 : typeof text === 'string' && text !== ''
}

const entryOf = (entity: Entry['entity'], id: string, title: string, texts: Entry['texts']): Entry => ({
  entity,
  id,
  title,
  texts,
})

/** The public texts of an entry by path; works for drafts and for rows. */
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
