import { openMailFolder } from './mail-folder.ts'
import type { MailTransport } from '../mail.ts'
import { openSmtp } from './smtp.ts'

/**
 * The SMTP server of `smtpUrl` (`smtp://user:secret@host:587`, with nodemailer's options as query), or without one
 * the folder `<dataDir>/mail`, where every mail becomes a file that mail programs open.
 */
export function openTransport(config: { smtpUrl: string | null; dataDir: string }): MailTransport {
  return config.smtpUrl === null ? openMailFolder(config.dataDir) : openSmtp(config.smtpUrl)
}
