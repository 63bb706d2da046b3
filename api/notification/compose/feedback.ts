import { accentsOf } from '../../catalogue/accent.ts'
import { defaultLocale, textOf } from '../../kernel/text.ts'
import type { Database } from '../../kernel/db.ts'
import type { Sender } from '../sender.ts'
import type { Content } from './content.ts'
import { toHtml } from './html.ts'
import type { Mail } from '../mail.ts'
import { toPlainText } from './plain.ts'
import { fromOf } from '../sender.ts'
import { textsFor } from './texts/index.ts'
import type { Texts } from './texts/texts.ts'
import { isolated, lines } from './sanitize.ts'

/** Stored feedback of a citizen. */
interface Feedback {
  name: string | null
  email: string | null
  text: string
  /** Language of the page on which it was written. */
  locale: string
}

/**
 * The mail that forwards feedback to the office, in the office's language; Reply-To is its author. Null when the feedback
 * is deleted or when there is no recipient.
 */
export async function feedbackMail(
  db: Database,
  feedbackId: string,
  sender: Sender,
): Promise<Omit<Mail, 'messageId' | 'date'> | null> {
  const [feedback, office] = await Promise.all([
    db.prisma.feedback.findUnique({ where: { id: feedbackId } }),
    db.prisma.office.findUnique({ where: { id: 1 } }),
  ])
  const to = feedback && office && (office.email ?? (await firstAdmin(db)))
  if (!to) return null
  const { texts, locale } = textsFor(office.locales[0] ?? defaultLocale)
  const name = textOf(office.name, locale)
  const content = feedbackContent(feedback, texts)
  return {
    subject: content.subject,
    text: toPlainText(content),
    html: toHtml(content, locale, texts.direction, accentsOf(office.accent).onLight),
    locale,
    calendar: null,
    from: fromOf(sender, name),
    to: { name, address: to },
    replyTo: feedback.email ? { name: '', address: feedback.email } : null,
  }
}

/** Author and text. The subject contains no input of the author. */
export function feedbackContent({ name, email, text, locale }: Feedback, texts: Texts): Content {
  const { feedback } = texts
  return {
    subject: feedback.subject,
    preview: feedback.intro,
    title: feedback.subject,
    blocks: [
      { type: 'paragraph', text: feedback.intro },
      { type: 'quote', lines: lines(text).map(isolated) },
      {
        type: 'facts',
        rows: [
          { label: feedback.name, lines: [name ? isolated(name) : feedback.notGiven] },
          { label: feedback.email, lines: [email ? isolated(email) : feedback.notGiven] },
          { label: feedback.language, lines: [locale] },
        ],
      },
      { type: 'paragraph', text: email ? feedback.answer : feedback.noAnswer },
    ],
    footer: [texts.automatic],
  }
}

/** The oldest admin's address, for an office without a central e-mail address. */
async function firstAdmin(db: Database): Promise<string | null> {
  const admin = await db.prisma.staff.findFirst({
    where: { active: true, roles: { has: 'admin' } },
    orderBy: { createdAt: 'asc' },
    select: { email: true },
  })
  return admin?.email ?? null
}
