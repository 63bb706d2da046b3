import { accentsOf } from '../../catalogue/accent.ts'
import { textOf } from '../../kernel/text.ts'
import type { Database } from '../../kernel/db.ts'
import { staffLinkToken } from '../../identity/link-token.ts'
import type { Sender } from '../sender.ts'
import type { Content } from './content.ts'
import { dayInWords, timeOfDay } from './dates.ts'
import { toHtml } from './html.ts'
import type { Mail } from '../mail.ts'
import type { ClaimedStaffNews, StaffNews } from '../message.ts'
import { toPlainText } from './plain.ts'
import { fromOf } from '../sender.ts'
import { textsFor } from './texts/index.ts'
import type { Texts } from './texts/texts.ts'
import { isolated, oneLine } from './sanitize.ts'

/** Content of a mail to a member of staff. */
interface StaffMail {
  name: string
  office: string
  /** Address of the page for choosing a password; null: staff sign in only by the provider. */
  url: string | null
  /** Address of the sign-in page. */
  signInUrl: string
  /** Expiry of the link, in words. */
  until: string
}

/**
 * The mail with a link for choosing a password. Null when the link was used or has expired, or when the account is disabled.
 */
export async function staffMail(
  db: Database,
  { staffLinkId, kind, locale: wanted }: ClaimedStaffNews,
  sender: Sender,
  now: Date,
): Promise<Omit<Mail, 'messageId' | 'date'> | null> {
  const [link, office] = await Promise.all([
    db.prisma.staffLink.findUnique({ where: { id: staffLinkId }, include: { staff: true } }),
    db.prisma.office.findUnique({ where: { id: 1 } }),
  ])
  if (!link?.staff.active || !office || link.expiresAt <= now) return null
  const { texts, locale } = textsFor(wanted ?? 'de')
  const officeName = textOf(office.name, locale)
  const content = staffContent(
    kind,
    {
      name: link.staff.name,
      office: officeName,
      url: sender.onlyByProvider ? null : linkUrl(sender, texts, link.tokenNonce),
      signInUrl: `${base(sender, texts)}/personal/anmelden`,
      until: texts.moment({
        day: dayInWords(link.expiresAt, office.timeZone, texts.language),
        time: timeOfDay(link.expiresAt, office.timeZone),
      }),
    },
    texts,
  )
  return {
    subject: content.subject,
    text: toPlainText(content),
    html: toHtml(content, locale, texts.direction, accentsOf(office.accent).onLight),
    locale,
    calendar: null,
    from: fromOf(sender, officeName),
    to: { name: oneLine(link.staff.name), address: link.staff.email },
    replyTo: null,
  }
}

const base = ({ publicUrl }: Sender, { pathPrefix }: Texts): string =>
  `${publicUrl.replace(/\/$/, '')}${pathPrefix}`

const linkUrl = (sender: Sender, texts: Texts, nonce: Uint8Array): string =>
  `${base(sender, texts)}/personal/passwort/${staffLinkToken(sender.secretKey, nonce)}`

function staffContent(
  kind: StaffNews,
  { name, office, url, signInUrl, until }: StaffMail,
  texts: Texts,
): Content {
  const words = texts.staff[kind]
  return {
    subject: words.subject,
    preview: words.preview,
    title: words.subject,
    blocks: [
      { type: 'paragraph', text: texts.greeting(isolated(name)) },
      ...(url === null
        ? ([
            { type: 'paragraph', text: texts.staff.byProvider({ office }) },
            { type: 'link', text: texts.staff.signInLink, url: signInUrl },
          ] as const)
        : ([
            { type: 'paragraph', text: words.intro({ office }) },
            { type: 'link', text: words.link, url },
            { type: 'paragraph', text: texts.staff.until({ until }) },
          ] as const)),
      { type: 'paragraph', text: words.unasked },
      { type: 'paragraph', text: texts.regards },
      { type: 'paragraph', text: office },
    ],
    footer: [texts.automatic],
  }
}
