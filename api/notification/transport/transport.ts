import { openMailFolder } from './mail-folder.ts'
import type { MailTransport } from '../mail.ts'
import { openSmtp } from './smtp.ts'

/**
 * The SMTP transport of `smtpUrl` (`smtp://user:secret@host:587`, nodemailer's options as query), or without one the
 * folder `<dataDir>/mail` with an `.eml` file for each mail.
 */
export function openTransport(config: { smtpUrl: string | null; dataDir: string }): MailTransport {
  return config.smtpUrl === null ? openMailFolder(config.dataDir) : openSmtp(config.smtpUrl)
}
