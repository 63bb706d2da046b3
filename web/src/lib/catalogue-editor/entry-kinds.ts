import { error } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import type { EntryKind } from './editor.graphql.ts'

/** The kinds of entries by their segment of the URL. */
export const KIND_BY_PATH_NAME = {
  dienst: 'SERVICE',
  thema: 'TOPIC',
  verweis: 'REFERRAL',
} as const satisfies Record<string, EntryKind>
export type PathName = keyof typeof KIND_BY_PATH_NAME

export const PATH_NAMES = Object.keys(KIND_BY_PATH_NAME) as PathName[]

export const isPathName = (text: string | null | undefined): text is PathName =>
  PATH_NAMES.includes(text as PathName)

/** The kind of a URL segment. @throws 404 for an unknown segment */
export function kindOf(pathName: string): EntryKind {
  if (!isPathName(pathName)) error(404, 'no such kind')
  return KIND_BY_PATH_NAME[pathName]
}

const pathNameOf = (kind: EntryKind): PathName =>
  PATH_NAMES.find((pathName) => KIND_BY_PATH_NAME[pathName] === kind)!

/** Path of an entry's edit page, without language. */
export const entryPath = ({ kind, id }: { kind: EntryKind; id: string }): string =>
  `/personal/katalog/${pathNameOf(kind)}/${id}`

/** Labels of the kinds, plural. */
export const kindNames: Record<EntryKind, () => string> = {
  SERVICE: m.staff_cat_services,
  TOPIC: m.staff_cat_topics,
  REFERRAL: m.staff_cat_referrals,
}

/** Labels of the kinds, singular. */
export const kindName: Record<EntryKind, () => string> = {
  SERVICE: m.staff_texts_service,
  TOPIC: m.staff_texts_topic,
  REFERRAL: m.staff_texts_referral,
}
