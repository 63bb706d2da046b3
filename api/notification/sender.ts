import type { App } from '../app.ts'
import type { Sender } from './appointment.ts'

/** What messages say of this instance. */
export function senderOf({ config, secretKey }: Pick<App, 'config' | 'secretKey'>): Sender {
  return { publicUrl: config.publicUrl, mailFrom: config.mailFrom, secretKey }
}
