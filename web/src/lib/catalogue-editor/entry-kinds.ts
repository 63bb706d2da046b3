import { error } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import type { EntryKind } from './editor.graphql.ts'

/** The kinds of entries by their part of the address. */
export const KIND_BY_PATH_NAME = {
  dienst: 'SERVICE',
  thema: 'TOPIC',
  verweis: 'REFERRAL',
} as const satisfies Record<string, EntryKind>
export type PathName = keyof typeof KIND_BY_PATH_NAME

export const PATH_NAMES = Object.keys(KIND_BY_PATH_NAME) as PathName[]

export const isPathName = (text: string | null | undefined): text is PathName =>
  PATH_NAMES.includes(text as PathName)

/** The kind of an address. @throws the page of what is not there */
export function kindOf(pathName: string): EntryKind {
  if (!isPathName(pathName)) error(404, 'no such kind')
  return KIND_BY_PATH_NAME[pathName]
}

const pathNameOf = (kind: EntryKind): PathName =>
  PATH_NAMES.find((pathName) => KIND_BY_PATH_NAME[pathName] === kind)!

/** Where an entry is edited, without language. */
export const entryPath = ({ kind, id }: { kind: EntryKind; id: string }): string =>
  `/personal/katalog/${pathNameOf(kind)}/${id}`

/** What several of a kind are called. */
export const kindNames: Record<EntryKind, () => string> = {
  SERVICE: m.staff_cat_services,
  TOPIC: m.staff_cat_topics,
  REFERRAL: m.staff_cat_referrals,
}

/** What one of a kind is called. */
export const kindName: Record<EntryKind, () => string> = {
  SERVICE: m.staff_texts_service,
  TOPIC: m.staff_texts_topic,
  REFERRAL: m.staff_texts_referral,
}
