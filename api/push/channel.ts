import { buildPushPayload } from '@block65/webcrypto-web-push'
import type { Database } from '../kernel/db.ts'
import type { Channel } from '../notification/channel.ts'
import { isStillRelevant } from '../notification/outbox/is-still-relevant.ts'
import type { ClaimedMessage, ClaimedNews } from '../notification/message.ts'
import { SendError } from '../notification/send-failure.ts'
import { pushContent, topicOf } from './content.ts'
import type { PushKeys } from './keys.ts'
import { postPush, type PushAnswer } from './post.ts'
import { isPushEndpoint } from '../kernel/push-services.ts'

export interface PushChannelDeps {
  db: Database
  keys: PushKeys
  /** Whom a push service may turn to, when something is wrong: `mailto:` and a mailbox (RFC 8292, 2.1). */
  contact: string
  /** The push services that are called: see services.ts. */
  services: readonly string[]
}

/** Messages to the devices of a booking, encrypted for each (RFC 8291). */
export function pushChannel({ db, keys, contact, services }: PushChannelDeps): Channel {
  const vapid = { subject: contact, ...keys }
  return {
    name: 'push',
    async send(message, now, signal) {
      if (!('bookingId' in message) || !message.bookingId || !(await isWorthWaking(db, message, now)))
        return false
      const device = await readDevice(db, message)
      // Whoever runs this instance may have struck out a service meanwhile.
      if (!device || !isPushEndpoint(device.endpoint, services)) return false
      const { endpoint, locale, timeZone } = device
      const { headers, body } = await buildPushPayload(
        {
          data: { ...pushContent(message, locale, timeZone) },
          options: {
            ttl: secondsOfUse(message, now),
            topic: topicOf(message.bookingId),
            urgency: message.kind === 'REMINDER' ? 'normal' : 'high',
          },
        },
        { endpoint, expirationTime: null, keys: device },
        vapid,
      )
      const answer = await postPush(endpoint, headers, body, signal).catch(asUnreachable)
      if (answer.status >= 200 && answer.status < 300) return true
      if (answer.status !== 404 && answer.status !== 410) throw refusalIn(answer, now)
      await forget(db, endpoint)
      return false
    },
  }
}

/** Whatever keeps a connection from being made, a wrong certificate included. */
function asUnreachable(error: NodeJS.ErrnoException): never {
  throw new SendError({ kind: 'unreachable', label: `push ${error.code ?? error.name}` })
}

/** As for mails; and nobody is woken for what is over. */
async function isWorthWaking(db: Database, message: ClaimedNews, now: Temporal.Instant): Promise<boolean> {
  return message.endsAt.getTime() > now.epochMilliseconds && (await isStillRelevant(db, message, now))
}

/** Null when it was taken off the list since the message was claimed. */
async function readDevice(db: Database, { id }: ClaimedMessage) {
  const { rows } = await db.pool.query<{
    endpoint: string
    p256dh: string
    auth: string
    locale: string
    timeZone: string
  }>(
    `SELECT d.endpoint, translate(encode(d.p256dh, 'base64'), E'+/=\\n', '-_') AS p256dh,
            translate(encode(d.auth, 'base64'), E'+/=\\n', '-_') AS auth, b.locale, o.time_zone AS "timeZone"
       FROM outbox_message m
       JOIN device d ON d.id = m.device_id
       JOIN booking b ON b.id = m.booking_id
      CROSS JOIN office o
      WHERE m.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** RFC 8030, 7.3: this subscription will never come back; its messages go with it. */
async function forget(db: Database, endpoint: string): Promise<void> {
  await db.pool.query('DELETE FROM device WHERE endpoint = $1', [endpoint])
}

/** How long the push service keeps it for a telephone that is off: until the visit is over. */
function secondsOfUse({ endsAt }: ClaimedNews, now: Temporal.Instant): number {
  // Services keep nothing for longer than four weeks, and some refuse what asks for it.
  const most = 28 * 24 * 3600
  return Math.min(Math.ceil((endsAt.getTime() - now.epochMilliseconds) / 1000), most)
}

function refusalIn({ status, retryAfter }: PushAnswer, now: Temporal.Instant): SendError {
  const isForNow = status === 429 || status === 408 || status >= 500
  return new SendError({
    kind: isForNow ? 'deferred' : 'refused',
    label: `push ${status}`,
    notBefore: isForNow ? pauseIn(retryAfter, now) : undefined,
  })
}

/** RFC 9110, 10.2.3: seconds, or a date. What can't be read or asks for more than a day counts as not said. */
function pauseIn(retryAfter: string | null, now: Temporal.Instant): Temporal.Duration | undefined {
  if (retryAfter === null) return undefined
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.epochMilliseconds) / 1000)
  return seconds > 0 && seconds <= 24 * 3600 ? Temporal.Duration.from({ seconds }) : undefined
}
