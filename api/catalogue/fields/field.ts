/*
 * The kinds of fields that an entry of the catalogue can have. A description says everything about a field once: its
 * column, its limits, its labels, its place in the form. File format, rows, drafts, comparison, form and GraphQL derive
 * from it. Pure and free of Node and packages, since the pages load it too.
 */

/** Values by language, e.g. `{ "de": "…", "en": "…" }`. */
export type ByLocale<Value> = Record<string, Value>

/** Parts of the form, with the message that is their heading; null: no heading. */
export const SECTIONS = {
  words: 'staff_cat_words',
  visit: 'staff_cat_visit',
  documents: null,
  fees: null,
  online: 'staff_cat_online',
  finding: 'staff_cat_finding',
  contact: 'staff_cat_contact',
  services: null,
} as const
export type Section = keyof typeof SECTIONS

interface Described {
  /** Message of the pages that names the field. */
  label: string
  /** Message of the pages that explains the field. */
  hint?: string
  /** Part of the form; fields inside rows and groups have none. */
  section?: Section
  /** Column of the entry's table; none: the values are rows of another table. */
  column?: string
  /** Docstring of the field of this name in the GraphQL schema; none: the description adds no such field. */
  publicDescription?: string
  /** Files may leave the field out: they then have its empty value. */
  optionalInFiles?: true
}

/** A text by language. */
export interface TextField extends Described {
  kind: 'text'
  /** Characters in one language. */
  max: number
  /** Null when no language has the text. */
  nullable?: true
  /** Nullable in the GraphQL schema although each entry has it. */
  publiclyNullable?: true
  /** Lines that the form shows at once. */
  formLines?: number
}

/** A list of texts by language. */
export interface TextListField extends Described {
  kind: 'textList'
  /** Characters of one text. */
  max: number
  /** Languages need not say the same: search words. */
  independent?: true
}

export interface CheckboxField extends Described {
  kind: 'checkbox'
}

/** A whole number. */
export interface NumberField extends Described {
  kind: 'number'
  min: number
  max: number
  /** Value of a new entry. */
  empty: number
}

/** An amount in cents; null: not fixed. */
export interface CentsField extends Described {
  kind: 'cents'
}

/** A currency code (ISO 4217). */
export interface CurrencyField extends Described {
  kind: 'currency'
}

/** A line of text that is the same in all languages; null: none. */
export interface LineField extends Described {
  kind: 'line'
  max: number
  input?: 'tel'
}

/** An http or https address; null: none. */
export interface LinkField extends Described {
  kind: 'link'
}

/** Lines that are the same in all languages. */
export interface LinesField extends Described {
  kind: 'lines'
  /** How many. */
  maxItems: number
  /** Characters of a line, or the form of all lines. */
  item: { max: number } | { pattern: RegExp; error: string; code: 'KEY_OF_SERVICE_INVALID' }
}

/** An identifier of its own: a part of an address on the web. */
export interface IdField extends Described {
  kind: 'id'
}

/** One of few values, each with the message that names it. */
export interface ChoiceField extends Described {
  kind: 'choice'
  of: Readonly<Record<string, string>>
}

/** The id of another entry. */
export interface ReferenceField extends Described {
  kind: 'reference'
  to: 'departments'
}

/** Ids of other entries, in no order. */
export interface ReferencesField extends Described {
  kind: 'references'
  to: 'topics' | 'desks' | 'services'
  min?: number
  /** The table of the relation: its column with this entry's id, and its column with the other's. */
  relation: { table: string; own: 'A' | 'B'; other: 'A' | 'B' }
  /** False: the files write this relation at the other entry. */
  inFiles?: false
}

/** Rows of a table of their own, in order. */
export interface RowsField extends Described {
  kind: 'rows'
  maxItems: number
  table: 'required_document' | 'fee'
  fields: Fields
  /** Message that names one row by its `number`. */
  rowLabel: string
  /** Message where there are no rows. */
  noneText: string
  /** Message of the button that adds a row. */
  addLabel: string
}

/** Several values in one JSON column; null: none of them is there. It has one text. */
export interface GroupField extends Described {
  kind: 'group'
  fields: Fields
}

export type Field =
  | TextField
  | TextListField
  | CheckboxField
  | NumberField
  | CentsField
  | CurrencyField
  | LineField
  | LinkField
  | LinesField
  | IdField
  | ChoiceField
  | ReferenceField
  | ReferencesField
  | RowsField
  | GroupField

/** Fields by their name in files, drafts and GraphQL, in the order of the form. */
export interface Fields {
  readonly [name: string]: Field
}

/** The value of a field in a published entry. */
export type ValueOf<F> = F extends { kind: 'text' }
  ? F extends { nullable: true }
    ? ByLocale<string> | null
    : ByLocale<string>
  : F extends { kind: 'textList' }
    ? ByLocale<string[]>
    : F extends { kind: 'checkbox' }
      ? boolean
      : F extends { kind: 'number' }
        ? number
        : F extends { kind: 'cents' }
          ? number | null
          : F extends { kind: 'line' | 'link' }
            ? string | null
            : F extends { kind: 'id' | 'reference' | 'currency' }
              ? string
              : F extends { kind: 'choice'; of: infer Choices }
                ? keyof Choices
                : F extends { kind: 'references' | 'lines' }
                  ? string[]
                  : F extends { kind: 'rows'; fields: infer Inner }
                    ? Values<Inner>[]
                    : F extends { kind: 'group'; fields: infer Inner }
                      ? Values<Inner> | null
                      : never

/** The values of all fields of a published entry. */
export type Values<All> = { -readonly [Name in keyof All]: ValueOf<All[Name]> }

/** Names of the fields that are in the GraphQL schema as they are described. */
export type PublicNames<All> = {
  [Name in keyof All]: All[Name] extends { publicDescription: string } ? Name : never
}[keyof All]

/** Names of the fields that files write at the entry itself. */
export type FileNames<All> = {
  [Name in keyof All]: All[Name] extends { inFiles: false } ? never : Name
}[keyof All]

/** Whether files write the field at the entry itself. */
export const isInFiles = (field: Field): boolean => !(field.kind === 'references' && field.inFiles === false)

export const publicNames = <All extends Fields>(fields: All): PublicNames<All>[] =>
  Object.keys(fields).filter(
    (name): name is PublicNames<All> & string => fields[name]?.publicDescription !== undefined,
  )
