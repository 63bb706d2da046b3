import type { App } from '../app.ts'
import type { Sender } from './appointment.ts'

/** What this instance tells about itself in its messages. */
export function senderOf({ config, secretKey }: Pick<App, 'config' | 'secretKey'>): Sender {
  return { publicUrl: config.publicUrl, mailFrom: config.mailFrom, secretKey }
}
