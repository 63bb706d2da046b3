import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Reaction to one mail. */
export type SmtpStep =
  /** Accepts the mail. */
  | 'take'
  /** Receives the whole mail, then closes the connection instead of answering the final dot. */
  | 'drop'
  /** Does not answer the final dot until the server stops. */
  | 'stall'
  /** Refuses with a reply code after RCPT TO or after the data. */
  | { reply: number; at: 'recipient' | 'data' }

export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body as received. */
  raw: string
  /** Whether the server accepted the mail. */
  acknowledged: boolean
}

/** An SMTP server for tests. */
export interface FakeSmtp {
  url: string
  port: number
  mails: ReceivedMail[]
  /** Sets the reactions to the next mails, in order; later mails are accepted. */
  next(...steps: SmtpStep[]): void
  /** Resolves when `count` mails have arrived since the start. */
  received(count: number): Promise<void>
  stop(): Promise<void>
}

/** Starts an SMTP server on localhost. @param port 0: a free port */
export async function startSmtp(port = 0): Promise<FakeSmtp> {
  const mails: ReceivedMail[] = []
  const steps: SmtpStep[] = []
  const waiting = new Set<() => void>()

  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo(_address, _session, callback) {
      const step = steps[0]
      if (typeof step !== 'object' || step.at !== 'recipient') return callback()
      steps.shift()
      callback(refusal(step.reply))
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const step = steps.shift() ?? 'take'
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          acknowledged: step === 'take',
        })
        if (step === 'take') callback()
        else if (typeof step === 'object') callback(refusal(step.reply))
        else if (step === 'drop') hangUp(session.id)
        for (const check of waiting) check()
      })
    },
  }
  const server = new SMTPServer(options)
  // Tests that close a connection during a mail cause an error event.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')

  function hangUp(sessionId: string) {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
      if (connection.id === sessionId) connection._socket.destroy()
    }
  }

  const address = server.server.address()
  const actualPort = typeof address === 'object' && address ? address.port : port
  return {
    url: `smtp://127.0.0.1:${actualPort}`,
    port: actualPort,
    mails,
    next: (...more) => void steps.push(...more),
    received: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (mails.length < count) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function refusal(reply: number): Error {
  return Object.assign(new Error(reply >= 500 ? 'refused' : 'try again later'), { responseCode: reply })
}
