import { type Field, type Fields, FIELDS, type Section, SECTIONS } from '@terminklick/api/catalogue-fields'
import type { m } from '#lib/i18n/i18n.ts'
import type { EntryKind } from '../editor.graphql.ts'

type MessageKey = keyof typeof m
type Message = (inputs?: { number?: number }) => string

/** Field descriptions whose labels are keys of messages, so that a label without a message does not compile. */
interface Labelled {
  [name: string]: {
    label: MessageKey
    hint?: MessageKey
    rowLabel?: MessageKey
    noneText?: MessageKey
    addLabel?: MessageKey
    of?: Readonly<Record<string, MessageKey>>
    fields?: Labelled
  }
}
/** Message keys of the headings of a form's sections; null: no heading. */
export const SECTION_HEADINGS: Record<Section, string | null> = SECTIONS satisfies Record<
  Section,
  MessageKey | null
>

/** The fields of the form by kind of entry. */
export const FORM_FIELDS: Record<EntryKind, Fields> = FIELDS satisfies Record<EntryKind, Labelled>

// Imports the editor's messages only: a dynamic lookup in `m` would bundle all messages of all pages.
const modules = import.meta.glob<Record<string, Message>>(
  '/src/lib/paraglide/messages/staff_{cat,texts}_*.js',
  {
    eager: true,
  },
)
const messages = new Map(Object.values(modules).flatMap((module) => Object.entries(module)))

/** The text of the message with this key. */
export const labelText = (key: string, inputs: { number?: number } = {}): string =>
  messages.get(key)?.(inputs) ?? key

export const hintText = ({ hint }: Field): string | undefined =>
  hint === undefined ? undefined : labelText(hint)
