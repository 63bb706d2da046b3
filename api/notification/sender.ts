import type { App } from '../app/app.ts'
import { type Mailbox, parseMailbox } from '../kernel/mailbox.ts'

/** The settings of this instance that messages need. */
export interface Sender {
  publicUrl: string
  /** `Stadt Beispiel <termine@example.org>`; null: the office's name, `termine` at the host of `publicUrl`. */
  mailFrom: string | null
  /** Derives the tokens of manage links, see kernel/token.ts. */
  secretKey: Uint8Array
  /** Staff sign in only by the provider: there are no passwords. */
  onlyByProvider?: boolean
}

/** The sender settings of an instance. */
export function senderOf({ config, secretKey }: Pick<App, 'config' | 'secretKey'>): Sender {
  const { publicUrl, mailFrom, provider } = config
  return { publicUrl, mailFrom, secretKey, onlyByProvider: provider?.only ?? false }
}

/** From address: MAIL_FROM, or the office's name with `termine@` the host of its pages. */
export function fromOf({ mailFrom, publicUrl }: Sender, office: string): Mailbox {
  return mailFrom
    ? parseMailbox(mailFrom)
    : { name: office, address: `termine@${new URL(publicUrl).hostname}` }
}
