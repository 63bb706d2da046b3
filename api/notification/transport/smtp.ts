import nodemailer from 'nodemailer'
import { asNodemailer } from './mime.ts'
import type { MailTransport } from '../mail.ts'

const second = 1000
const minute = 60 * second

const timeouts = {
  dnsTimeout: 10 * second,
  connectionTimeout: 30 * second,
  greetingTimeout: 30 * second,
  // RFC 5321, 4.5.3.2.6: wait ten minutes after the final dot. A shorter time would send the mail twice to a server that
  // accepted it and was slow to answer.
  socketTimeout: 10 * minute,
}

// Above the sum of these timeouts; ends a dialogue that none of them notices, e.g. one byte a minute.
const longestSend = 15 * minute

/** Sends through an SMTP server over a small pool of connections. */
export function openSmtp(url: string): MailTransport {
  const smtp = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    // Retried once at once, over a new connection, when the server had closed a pooled one. The outbox retries all other
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
