import type { App } from '../app.ts'
import { type Mailbox, parseMailbox } from '../kernel/mailbox.ts'

/** What an instance is, as far as its messages tell. */
export interface Sender {
  publicUrl: string
  /** `Stadt Beispiel <termine@example.org>`; null: the office's name, `termine` at the host of `publicUrl`. */
  mailFrom: string | null
  /** Derives the tokens of manage links: see booking/token.ts. */
  secretKey: Uint8Array
  /** Staff sign in by the city's own sign-in alone: nobody chooses a password. */
  onlyByProvider?: boolean
}

/** What this instance tells about itself in its messages. */
export function senderOf({ config, secretKey }: Pick<App, 'config' | 'secretKey'>): Sender {
  const { publicUrl, mailFrom, provider } = config
  return { publicUrl, mailFrom, secretKey, onlyByProvider: provider?.only ?? false }
}

/** Who the messages of an office are from: as it is configured, or the office at the address of its pages. */
export function fromOf({ mailFrom, publicUrl }: Sender, office: string): Mailbox {
  return mailFrom
    ? parseMailbox(mailFrom)
    : { name: office, address: `termine@${new URL(publicUrl).hostname}` }
}
