import { languageOf, m, type Locale } from '#lib/i18n/i18n.ts'
import type { ListedEntry } from './editor.graphql.ts'

/** A language as it calls itself; one that pages do not know by its tag. */
export const languageName = (locale: string): string => languageOf(locale as Locale)?.long ?? locale

/** What fields of an entry are called, by the last name in their path. */
const FIELDS: Record<string, () => string> = {
  title: m.staff_cat_title,
  slug: m.staff_cat_slug,
  summary: m.staff_cat_summary,
  description: m.staff_cat_description,
  notes: m.staff_cat_notes,
  synonyms: m.staff_cat_synonyms,
  topicIds: m.staff_cat_topics,
  deskIds: m.staff_cat_desks,
  serviceIds: m.staff_cat_services,
  departmentId: m.staff_texts_department,
  mode: m.staff_cat_mode,
  durationMinutes: m.staff_cat_duration,
  extraMinutesPerPerson: m.staff_cat_extra,
  maxPersons: m.staff_cat_persons,
  walkInPossible: m.staff_cat_walk_in,
  popular: m.staff_cat_popular,
  legalBasis: m.staff_cat_legal,
  leikaKeys: m.staff_cat_leika,
  detail: m.staff_cat_detail,
  condition: m.staff_cat_condition,
  label: m.staff_cat_label,
  amountCents: m.staff_cat_amount,
  amountMaxCents: m.staff_cat_amount_max,
  currency: m.staff_cat_currency,
  onlineAlternative: m.staff_cat_online,
  available: m.staff_cat_online_available,
  url: m.staff_cat_url,
  office: m.staff_cat_office,
  address: m.staff_cat_address,
  phone: m.staff_cat_phone,
}
const ROWS: Record<string, (input: { number: number }) => string> = {
  documents: m.staff_cat_document,
  fees: m.staff_cat_fee,
}

/** A path in words: `documents.0.title.en` → “Document 1: Title (English)”. */
export function fieldLabel(path: string, locales: readonly string[]): string {
  const [first = '', ...rest] = path.split('.')
  const row = ROWS[first]
  if (row && rest.length === 0) return first === 'fees' ? m.staff_cat_fees() : m.staff_cat_documents()
  if (row) return `${row({ number: Number(rest[0]) + 1 })}: ${fieldLabel(rest.slice(1).join('.'), locales)}`
  const language = rest.find((part) => locales.includes(part))
  const name = FIELDS[rest.find((part) => part in FIELDS) ?? first]?.() ?? FIELDS[first]?.() ?? path
  return language ? `${name} (${languageName(language)})` : name
}

/** Id of the field in the form that a problem is about. */
export function targetOf(field: string, locales: readonly string[]): string {
  const [first = '', ...rest] = field.split('.')
  if (['topicIds', 'deskIds', 'serviceIds', 'legalBasis', 'leikaKeys', 'mode'].includes(first)) return first
  if (['notes', 'synonyms'].includes(first)) return `${first}.${rest[0] ?? locales[0]}`
  const isText = ['title', 'summary', 'description', 'detail', 'office', 'label', 'text'].includes(
    rest.at(-1) ?? first,
  )
  return isText ? `${field}.${locales[0]}` : field
}

export const STATES: Record<
  ListedEntry['state'],
  { words: () => string; icon: 'success' | 'edit' | 'plus' | 'close' }
> = {
  PUBLISHED: { words: m.staff_cat_state_published, icon: 'success' },
  CHANGED: { words: m.staff_cat_state_changed, icon: 'edit' },
  NEW: { words: m.staff_cat_state_new, icon: 'plus' },
  RETIRED: { words: m.staff_cat_state_retired, icon: 'close' },
}
