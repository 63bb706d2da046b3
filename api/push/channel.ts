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
  /** The contact for operators of push services: `mailto:` and a mailbox (RFC 8292, 2.1). */
  contact: string
  /** Hosts of the allowed push services, in the format of kernel/push-services.ts. */
  services: readonly string[]
}

/** Messages to the devices of a booking, encrypted for each (RFC 8291). */
export function pushChannel({ db, keys, contact, services }: PushChannelDeps): Channel {
  const vapid = { subject: contact, ...keys }
  return {
    name: 'push',
    async send(message, now, signal) {
      if (!('bookingId' in message) || !message.bookingId || !(await shouldSend(db, message, now)))
        return false
      const device = await readDevice(db, message)
      // The push service may have been removed from the configuration since the subscription.
      if (!device || !isPushEndpoint(device.endpoint, services)) return false
      const { endpoint, locale, timeZone } = device
      const { headers, body } = await buildPushPayload(
        {
          data: { ...pushContent(message, locale, timeZone) },
          options: {
            ttl: ttlSeconds(message, now),
            topic: topicOf(message.bookingId),
            urgency: message.kind === 'REMINDER' ? 'normal' : 'high',
          },
        },
        { endpoint, expirationTime: null, keys: device },
        vapid,
      )
      const answer = await postPush(endpoint, headers, body, signal).catch(asUnreachable)
      if (answer.status >= 200 && answer.status < 300) return true
      if (answer.status !== 404 && answer.status !== 410) throw failureOfAnswer(answer, now)
      await deleteDevices(db, endpoint)
      return false
    },
  }
}

/** Reports every failure to connect, a wrong certificate included, as `unreachable`. */
function asUnreachable(error: NodeJS.ErrnoException): never {
  throw new SendError({ kind: 'unreachable', label: `push ${error.code ?? error.name}` })
}

/** Whether the message should be sent: the rule for mails, and the appointment is not over. */
async function shouldSend(db: Database, message: ClaimedNews, now: Date): Promise<boolean> {
  return message.endsAt > now && (await isStillRelevant(db, message, now))
}

/** The device of a message; null when it was deleted after the claim of the message. */
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

/** Deletes an ended subscription (RFC 8030, 7.3) at all bookings, with its messages. */
async function deleteDevices(db: Database, endpoint: string): Promise<void> {
  await db.pool.query('DELETE FROM device WHERE endpoint = $1', [endpoint])
}

/** TTL: the push service keeps the message until the end of the visit, for a telephone that is off. */
function ttlSeconds({ endsAt }: ClaimedNews, now: Date): number {
  // Push services keep messages for at most four weeks, and some refuse a longer TTL.
  const most = 28 * 24 * 3600
  return Math.min(Math.ceil((endsAt.getTime() - now.getTime()) / 1000), most)
}

function failureOfAnswer({ status, retryAfter }: PushAnswer, now: Date): SendError {
  const isTemporary = status === 429 || status === 408 || status >= 500
  return new SendError({
    kind: isTemporary ? 'deferred' : 'refused',
    label: `push ${status}`,
    notBeforeMs: isTemporary ? retryAfterMs(retryAfter, now) : undefined,
  })
}

/** Retry-After in milliseconds (RFC 9110, 10.2.3). An invalid value, or one above a day, is ignored. */
function retryAfterMs(retryAfter: string | null, now: Date): number | undefined {
  if (retryAfter === null) return undefined
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000)
  return seconds > 0 && seconds <= 24 * 3600 ? seconds * 1000 : undefined
}
