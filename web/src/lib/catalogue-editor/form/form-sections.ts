import type { Field, Fields, Section } from '@terminklick/api/catalogue-fields'

export interface FormField {
  /** Path of the value. */
  name: string
  field: Field
}

/** Fields in one row; `isGrid`: side by side if there is room. */
export interface FormRow {
  isGrid: boolean
  fields: FormField[]
}

export interface FormSection {
  section: Section
  rows: FormRow[]
}

/** The layout of an entry's form: sections in the order of the description, each with its rows. */
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

/** Groups adjacent fields of the same width group into one row. */
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

/** Width groups of the kinds that need little space; adjacent fields of one group share a row. */
const NARROW: Partial<Record<Field['kind'], string>> = {
  ...{ reference: 'choice', choice: 'choice', number: 'number' },
  // A currency is a hidden input beside its amounts.
  ...{ cents: 'amount', currency: 'amount' },
  ...{ id: 'code', lines: 'code' },
}

/** Replaces a group by its fields. */
const expand = (name: string, field: Field): FormField[] =>
  field.kind === 'group'
    ? Object.entries(field.fields).map(([inner, field]) => ({ name: `${name}.${inner}`, field }))
    : [{ name, field }]
