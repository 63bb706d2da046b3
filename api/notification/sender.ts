import type { App } from '../app.ts'
import type { Sender } from './compose/appointment.ts'
import { type Mailbox, parseMailbox } from '../kernel/mailbox.ts'

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
