import nodemailer from 'nodemailer'
import { asNodemailer } from './mime.ts'
import type { MailTransport } from '../mail.ts'

const second = 1000
const minute = 60 * second

const timeouts = {
  dnsTimeout: 10 * second,
  connectionTimeout: 30 * second,
  greetingTimeout: 30 * second,
  // RFC 5321, 4.5.3.2.6: ten minutes after the final dot. With a shorter time a slow server that accepted the mail would
  // receive it twice.
  socketTimeout: 10 * minute,
}

// Greater than the sum of these timeouts; ends a dialogue that keeps below all of them, e.g. one byte a minute.
const longestSend = 15 * minute

/** Sends through an SMTP server over a small pool of connections. */
export function openSmtp(url: string): MailTransport {
  const smtp = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    // Retries immediately over a new connection when the server has closed a pooled one. The outbox retries all other
    // failures.
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
