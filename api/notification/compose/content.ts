/**
 * A message before it becomes text and HTML, so that both always say the same. Every string is plain text; nothing
 * in it is markup.
 */
export interface Content {
  subject: string
  /** Shown beside the subject in lists of mails. */
  preview: string
  title: string
  blocks: Block[]
  /** Small print at the end. */
  footer: string[]
}

export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; text: string }
  /** Labels, each with one or more lines. */
  | { type: 'facts'; rows: { label: string; lines: string[] }[] }
  /** Points, each with lines that explain it. */
  | { type: 'list'; items: { text: string; details: string[] }[] }
  /** Somebody else's words. */
  | { type: 'quote'; lines: string[] }
  | { type: 'link'; text: string; url: string }
