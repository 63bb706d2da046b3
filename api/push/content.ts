import { createHash } from 'node:crypto'
import { languageFor } from '../kernel/languages.ts'
import { dayInWords, timeOfDay } from '../notification/compose/dates.ts'
import type { ClaimedNews } from '../notification/message.ts'
import { textsFor } from '../notification/compose/texts/index.ts'

/** Encrypted payload for the service worker of the pages, which shows the texts unchanged. */
export interface PushContent {
  title: string
  body: string
  /** BCP 47 tag of the texts. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** Equal for all messages of a booking, so that a later notification replaces an earlier one. */
  tag: string
  /** Target of a tap: a path of this instance. */
  path: string
}

/**
 * The content of a notification. Other people may read a lock screen, so it contains only the kind of message and the time:
 * no service, office, name or reference. It has no manage token either: a tap opens the appointments stored on the device.
 */
export function pushContent(
  message: Pick<ClaimedNews, 'bookingId' | 'kind' | 'startsAt'>,
  locale: string,
  timeZone: string,
): PushContent {
  const { texts, locale: written } = textsFor(locale)
  return {
    title: texts.title[message.kind],
    // A date instead of "tomorrow", because a telephone that was off shows the message later.
    body: texts.moment({
      day: dayInWords(message.startsAt, timeZone, texts.language),
      time: timeOfDay(message.startsAt, timeZone),
    }),
    lang: languageFor(written).lang,
    dir: texts.direction,
    tag: topicOf(message.bookingId),
    path: `${texts.pathPrefix}/meine-termine`,
  }
}

/** RFC 8030, 5.4: at most 32 characters of base64url. A hash, because the push service can read it. */
export function topicOf(bookingId: string): string {
  return createHash('sha256').update(bookingId).digest('base64url').slice(0, 32)
}
