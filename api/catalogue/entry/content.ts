import type { EntryKind } from '../../generated/prisma/enums.ts'
import {
  completeContent,
  type Content,
  contentOf,
  emptyContent,
  type Fields,
  FIELDS,
  referralFields,
  serviceFields,
  topicFields,
  type Values,
} from '../fields/index.ts'
import type { Catalogue } from '../format/catalogue.ts'

/*
 * The content of an entry is what editors and imports compare: the described fields (fields/), with values as the
 * catalogue's files write them. Sources and verification are not part of it: only the files keep them. Lists of ids have
 * no order, so they are sorted and equal lists are equal values.
 */

type FileService = Catalogue['services'][number]

export type ServiceContent = Values<typeof serviceFields>
export type TopicContent = Values<typeof topicFields>
export type ReferralContent = Values<typeof referralFields>

export type { Content, EntryKind }

/** An entry as the files write it. */
export interface FileEntry {
  kind: EntryKind
  id: string
  position: number
  content: Content
}

export const serviceContent = (service: FileService, deskIds: string[]): ServiceContent =>
  contentOf(serviceFields, { ...service, deskIds })

export const topicContent = (topic: Catalogue['topics'][number], serviceIds: string[]): TopicContent =>
  contentOf(topicFields, { ...topic, serviceIds })

export const referralContent = (referral: Catalogue['referrals'][number]): ReferralContent =>
  contentOf(referralFields, referral)

/** The entry as a file would write it. */
export function serviceEntry(id: string, content: Content): FileService {
  const { deskIds: _, fees, ...rest } = content as unknown as ServiceContent
  const unknown = { basis: 'UNKNOWN', source: null, asOf: null } as const
  return {
    id,
    ...rest,
    fees: Array.isArray(fees) ? fees.map((fee) => ({ ...fee, ...unknown })) : fees,
    leikaSource: null,
  }
}

export function topicEntry(id: string, content: Content): Catalogue['topics'][number] {
  const { serviceIds: _, ...rest } = content as unknown as TopicContent
  return { id, ...rest }
}

export const referralEntry = (id: string, content: Content): Catalogue['referrals'][number] => ({
  id,
  ...(content as unknown as ReferralContent),
  topicIds: [],
})

/** Initial content of a new entry: empty, with an empty list in the default language for each list by language. */
export function newContent(kind: EntryKind, locale: string): Content {
  const lists = Object.entries<Fields[string]>(FIELDS[kind]).filter(([, { kind }]) => kind === 'textList')
  return {
    ...emptyContent(FIELDS[kind]),
    ...Object.fromEntries(lists.map(([name]) => [name, { [locale]: [] }])),
  }
}

/** A stored content with the fields that were added since it was stored. */
export const storedContent = (kind: EntryKind, content: Content): Content =>
  completeContent(FIELDS[kind], content)

/** The form of a content that is stored: with all fields of its kind, and sorted ids. */
export function tidyContent(kind: EntryKind, content: Content): Content {
  const whole = completeContent(FIELDS[kind], content)
  const lists = Object.entries<Fields[string]>(FIELDS[kind]).filter(([, { kind }]) => kind === 'references')
  return { ...whole, ...Object.fromEntries(lists.map(([name]) => [name, idsIn(whole, name).toSorted()])) }
}

/** The id in a reference field, e.g. of the department; null: empty. */
export const idIn = (content: Content, key: string): string | null => {
  const value = content[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The ids in a field of references, e.g. of the topics. */
export const idsIn = (content: Content, key: string): string[] => {
  const value = content[key]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
