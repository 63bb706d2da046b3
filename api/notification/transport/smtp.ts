import nodemailer from 'nodemailer'
import { asNodemailer } from './mime.ts'
import type { MailTransport } from '../mail.ts'

const second = 1000
const minute = 60 * second

const timeouts = {
  dnsTimeout: 10 * second,
  connectionTimeout: 30 * second,
  greetingTimeout: 30 * second,
  // RFC 5321, 4.5.3.2.6: wait ten minutes after the final dot. Who gives up earlier sends the mail twice to a server
  // that had taken it and was only slow to say so.
  socketTimeout: 10 * minute,
}

// Above all of these together; ends what no timeout sees, such as a server that sends one byte a minute.
const longestSend = 15 * minute

/** Sends through the SMTP server of a URL, over a few connections that are kept for a short while. */
export function openSmtp(url: string): MailTransport {
  const smtp = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    // For a kept connection that the server had closed meanwhile: such a mail goes out over a new one at once. All
    // other failures are the outbox's to repeat.
    maxRequeues: 1,
    idleTimeout: 30 * second,
    ...timeouts,
  })
  return {
    async send(mail, signal) {
      const limit = AbortSignal.timeout(longestSend)
      await smtp.sendMail({
        ...asNodemailer(mail),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
    },
    close() {
      smtp.close()
    },
  }
}
