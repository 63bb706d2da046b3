/*
 * The kinds of fields of catalogue entries. A field is described once: its column, limits, labels and place in the form.
 * File format, rows, drafts, comparison, form and GraphQL derive from the description. This file runs in browsers, so it
 * imports neither Node nor packages.
 */

/** Values by language, e.g. `{ "de": "…", "en": "…" }`. */
export type ByLocale<Value> = Record<string, Value>

/** Parts of the form, with the message that is their heading; null: no heading. */
export const SECTIONS = {
  texts: 'staff_cat_words',
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
  /** Key of the message that is the field's label. */
  label: string
  /** Key of the message that explains the field. */
  hint?: string
  /** Part of the form; fields inside rows and groups have none. */
  section?: Section
  /** Column of the entry's table; absent: the values are rows of another table. */
  column?: string
  /** Description of the GraphQL field with this name; absent: the schema has no such field from here. */
  publicDescription?: string
  /** Optional in files; the default is the empty value. */
  optionalInFiles?: true
}

/** A text by language. */
export interface TextField extends Described {
  kind: 'text'
  /** Characters in one language. */
  max: number
  /** The value may be null: no text in any language. */
  nullable?: true
  /** Nullable in the GraphQL schema, although the value is required. */
  publiclyNullable?: true
  /** Visible lines of the input field. */
  formLines?: number
}

/** A list of texts by language. */
export interface TextListField extends Described {
  kind: 'textList'
  /** Characters of one text. */
  max: number
  /** The lists of the languages are not translations of each other: search words. */
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
  /** Number of lines. */
  maxItems: number
  /** Characters of a line, or its pattern. */
  item: { max: number } | { pattern: RegExp; error: string; code: 'KEY_OF_SERVICE_INVALID' }
}

/** An identifier of the entry: a segment of its address on the web. */
export interface IdField extends Described {
  kind: 'id'
}

/** One of a few values, each with the key of the message that is its label. */
export interface ChoiceField extends Described {
  kind: 'choice'
  of: Readonly<Record<string, string>>
}

/** The id of another entry. */
export interface ReferenceField extends Described {
  kind: 'reference'
  to: 'departments'
}

/** Ids of other entries, unordered. */
export interface ReferencesField extends Described {
  kind: 'references'
  to: 'topics' | 'desks' | 'services'
  min?: number
  /** The relation table: its column with the id of this entry (`own`), and of the other one. */
  relation: { table: string; own: 'A' | 'B'; other: 'A' | 'B' }
  /** False: in the files the other entry has this relation. */
  inFiles?: false
}

/** Rows of another table, ordered. */
export interface RowsField extends Described {
  kind: 'rows'
  maxItems: number
  table: 'required_document' | 'fee'
  fields: Fields
  /** Key of the message that names a row by its `number`. */
  rowLabel: string
  /** Key of the message that is shown without rows. */
  noneText: string
  /** Key of the message on the button that adds a row. */
  addLabel: string
}

/** Several values in one JSON column, one of them a text; null: no values. */
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

/** Names of the fields that the GraphQL schema derives from the descriptions. */
export type PublicNames<All> = {
  [Name in keyof All]: All[Name] extends { publicDescription: string } ? Name : never
}[keyof All]

/** Names of the fields that an entry has in the files. */
export type FileNames<All> = {
  [Name in keyof All]: All[Name] extends { inFiles: false } ? never : Name
}[keyof All]

/** Whether an entry has the field in the files. */
export const isInFiles = (field: Field): boolean => !(field.kind === 'references' && field.inFiles === false)

export const publicNames = <All extends Fields>(fields: All): PublicNames<All>[] =>
  Object.keys(fields).filter(
    (name): name is PublicNames<All> & string => fields[name]?.publicDescription !== undefined,
  )
