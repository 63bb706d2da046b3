import type { EntryKind } from '../../generated/prisma/enums.ts'
import type { Catalogue } from '../format/catalogue.ts'

/*
 * An entry as editors and imports compare it: what its tables hold, written as the catalogue's files write it. What the
 * files say beside that (sources, how far something is verified) is no part of it. Lists of ids have no order: they are
 * sorted, so that the same is equal.
 */

type FileService = Catalogue['services'][number]
type FileFee = FileService['fees'][number]

export interface ServiceContent extends Omit<FileService, 'id' | 'fees' | 'verification' | 'leikaSource'> {
  fees: Pick<FileFee, 'label' | 'amountCents' | 'amountMaxCents' | 'currency' | 'condition'>[]
  /** Desks that can do it. */
  deskIds: string[]
}

export interface TopicContent extends Omit<Catalogue['topics'][number], 'id'> {
  /** Services that citizens find under it. */
  serviceIds: string[]
}

export type ReferralContent = Omit<Catalogue['referrals'][number], 'id' | 'topicIds' | 'verification'>

/** Of a draft: values may still be missing, or be what somebody typed. */
export type Content = Readonly<Record<string, unknown>>

export type { EntryKind }

export interface FileEntry {
  kind: EntryKind
  id: string
  position: number
  content: Content
}

export function serviceContent(service: FileService, deskIds: string[]): ServiceContent {
  const { id: _, verification, leikaSource, fees, topicIds, ...rest } = service
  return {
    ...rest,
    topicIds: topicIds.toSorted(),
    fees: fees.map(({ label, amountCents, amountMaxCents, currency, condition }) => ({
      ...{ label, amountCents, amountMaxCents, currency, condition },
    })),
    deskIds: deskIds.toSorted(),
  }
}

export const topicContent = (
  { title, description }: Catalogue['topics'][number],
  serviceIds: string[],
): TopicContent => ({ title, description, serviceIds: serviceIds.toSorted() })

export function referralContent(referral: Catalogue['referrals'][number]): ReferralContent {
  const { id: _, topicIds, verification, ...rest } = referral
  return rest
}

/** The entry as a file would have it. */
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

/** What a new entry begins with. */
export const EMPTY: Record<EntryKind, Content> = {
  SERVICE: {
    ...{
      slug: '',
      title: {},
      summary: {},
      synonyms: {},
      notes: {},
      topicIds: [],
      departmentId: '',
      mode: null,
    },
    ...{
      durationMinutes: 15,
      extraMinutesPerPerson: 0,
      maxPersons: 1,
      walkInPossible: false,
      popular: false,
    },
    ...{ documents: [], fees: [], onlineAlternative: null, legalBasis: [], leikaKeys: [], deskIds: [] },
  } satisfies Partial<Record<keyof ServiceContent, unknown>>,
  TOPIC: { title: {}, description: {}, serviceIds: [] },
  REFERRAL: {
    ...{ title: {}, office: {}, detail: {}, address: null, phone: null, url: null, synonyms: {} },
  },
}

/** Ids in a content, e.g. of its department. */
export const idIn = (content: Content, key: string): string | null => {
  const value = content[key]
  return typeof value === 'string' && value !== '' ? value : null
}

export const idsIn = (content: Content, key: string): string[] => {
  const value = content[key]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
