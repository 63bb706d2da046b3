import type { Field, Fields, Section } from '@terminklick/api/catalogue-fields'

export interface FormField {
  /** Path of the value. */
  name: string
  field: Field
}

/** Fields that stand below each other, or side by side where there is room. */
export interface FormRow {
  isGrid: boolean
  fields: FormField[]
}

export interface FormSection {
  section: Section
  rows: FormRow[]
}

/** The form of an entry: sections in the order of the description, and in each its rows. */
export function formSections(fields: Fields): FormSection[] {
  const sections: { section: Section; fields: FormField[] }[] = []
  for (const [name, field] of Object.entries(fields)) {
    if (!field.section) continue
    const last = sections.at(-1)
    const expanded = expand(name, field)
    if (last?.section === field.section) last.fields.push(...expanded)
    else sections.push({ section: field.section, fields: expanded })
  }
  return sections.map(({ section, fields }) => ({ section, rows: formRows(fields) }))
}

/** Puts neighbours of one width side by side. */
export function formRows(fields: readonly FormField[]): FormRow[] {
  const rows: (FormRow & { width: string | null })[] = []
  for (const each of fields) {
    const width = NARROW[each.field.kind] ?? null
    const last = rows.at(-1)
    if (last && width !== null && last.width === width) last.fields.push(each)
    else rows.push({ width, isGrid: width !== null, fields: [each] })
  }
  return rows
}

/** Kinds that need little width; those of one group stand side by side. */
const NARROW: Partial<Record<Field['kind'], string>> = {
  ...{ reference: 'choice', choice: 'choice', number: 'number' },
  // A currency is a hidden input beside its amounts.
  ...{ cents: 'amount', currency: 'amount' },
  ...{ id: 'code', lines: 'code' },
}

/** A group stands in the form as its fields. */
const expand = (name: string, field: Field): FormField[] =>
  field.kind === 'group'
    ? Object.entries(field.fields).map(([inner, field]) => ({ name: `${name}.${inner}`, field }))
    : [{ name, field }]
