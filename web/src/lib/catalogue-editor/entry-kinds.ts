import { error } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import type { EntryKind } from './editor.graphql.ts'

/** The kinds of entries by their part of the address. */
export const KINDS = { dienst: 'SERVICE', thema: 'TOPIC', verweis: 'REFERRAL' } as const satisfies Record<
  string,
  EntryKind
>
export type Art = keyof typeof KINDS

export const ARTS = Object.keys(KINDS) as Art[]

export const isArt = (text: string | null | undefined): text is Art => ARTS.includes(text as Art)

/** The kind of an address. @throws the page of what is not there */
export function kindOf(art: string): EntryKind {
  if (!isArt(art)) error(404, 'no such kind')
  return KINDS[art]
}

const artOf = (kind: EntryKind): Art => ARTS.find((art) => KINDS[art] === kind)!

/** Where an entry is edited, without language. */
export const entryPath = ({ kind, id }: { kind: EntryKind; id: string }): string =>
  `/personal/katalog/${artOf(kind)}/${id}`

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
