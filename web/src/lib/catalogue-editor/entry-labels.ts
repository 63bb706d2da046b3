import { ALL_FIELDS, type Field, fieldAt } from '@terminklick/api/catalogue-fields'
import { languageOf, m, type Locale } from '#lib/i18n/i18n.ts'
import type { ListedEntry } from './editor.graphql.ts'
import { labelText } from './form/field-labels.ts'

/** The name of a language in that language; its tag if the app does not know it. */
export const languageName = (locale: string): string => languageOf(locale as Locale)?.long ?? locale

/** The label of a path: `documents.0.title.en` → “Document 1: Title (English)”. */
export function fieldLabel(path: string, locales: readonly string[]): string {
  const [first = '', ...rest] = path.split('.')
  const name = nameOf(ALL_FIELDS[first], rest) ?? path
  const language = rest.find((part) => locales.includes(part))
  return language ? `${name} (${languageName(language)})` : name
}

function nameOf(field: Field | undefined, [first = '', ...rest]: readonly string[]): string | undefined {
  if (field?.kind === 'rows' && first !== '') {
    const row = labelText(field.rowLabel, { number: Number(first) + 1 })
    return `${row}: ${nameOf(field.fields[rest[0] ?? ''], rest.slice(1)) ?? rest.join('.')}`
  }
  // A group's single text has the group's label.
  const inner = field?.kind === 'group' ? field.fields[first] : undefined
  const named = inner && inner.kind !== 'text' ? inner : field
  return named && labelText(named.label)
}

/** Id of the form field for the path of a problem. */
export function targetOf(path: string, locales: readonly string[]): string {
  const [first = ''] = path.split('.')
  const { field, rest = [] } = fieldAt(ALL_FIELDS, path.split('.')) ?? {}
  switch (field?.kind) {
    case 'references':
    case 'lines':
    case 'choice':
      return first
    case 'textList':
      return `${first}.${rest[0] ?? locales[0]}`
    case 'text':
      return rest.length > 0 ? path : `${path}.${locales[0]}`
    default:
      return path
  }
}

export const STATES: Record<
  ListedEntry['state'],
  { label: () => string; icon: 'success' | 'edit' | 'plus' | 'close' }
> = {
  PUBLISHED: { label: m.staff_cat_state_published, icon: 'success' },
  CHANGED: { label: m.staff_cat_state_changed, icon: 'edit' },
  NEW: { label: m.staff_cat_state_new, icon: 'plus' },
  RETIRED: { label: m.staff_cat_state_retired, icon: 'close' },
}
