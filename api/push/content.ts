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
  /** The same for all messages of one booking: a later one takes the place of an earlier one. */
  tag: string
  /** Where a tap leads: a path of this instance. */
  path: string
}

/**
 * A message for a lock screen, which others may read: that there is an appointment, and when. No service, no office, no
 * name, no reference. Nor the booking's secret: a tap opens the appointments that this device keeps by itself.
 */
export function pushContent(
  message: Pick<ClaimedNews, 'bookingId' | 'kind' | 'startsAt'>,
  locale: string,
  timeZone: string,
): PushContent {
  const { texts, locale: written } = textsFor(locale)
  return {
    title: texts.title[message.kind],
    // The day by its name, never "tomorrow": a telephone that was off shows it later.
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

/** RFC 8030, 5.4: at most 32 characters of base64url. The push service can read it, so it says nothing. */
export function topicOf(bookingId: string): string {
  return createHash('sha256').update(bookingId).digest('base64url').slice(0, 32)
}
