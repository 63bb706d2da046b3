/** A message before it is rendered as text and HTML, so that both have the same content. Strings are plain text, never markup. */
export interface Content {
  subject: string
  /** Preview line beside the subject in lists of mails. */
  preview: string
  title: string
  blocks: Block[]
  /** Small print at the end. */
  footer: string[]
}

export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; text: string }
  /** Label and value lines. */
  | { type: 'facts'; rows: { label: string; lines: string[] }[] }
  /** List items with optional explanations. */
  | { type: 'list'; items: { text: string; details: string[] }[] }
  /** A quotation. */
  | { type: 'quote'; lines: string[] }
  | { type: 'link'; text: string; url: string }
