import { readFileSync } from 'node:fs'
import { languages } from '../../../api/kernel/languages.ts'
import { pseudoMessages } from '../../support/arabic/pseudo.ts'

/** A language as a tour through the pages needs it. */
export interface Speech {
  /** How its paths begin. */
  prefix: string
  /** As the `html` element says it. */
  lang: string
  dir: string
  /** The visitor's name: two tours at a time may book on one day. */
  name: string
  /** What a button or a heading says: a message without inputs, by its name. */
  say(message: string): string
  /** German texts that have a translation in this language, so that none of them may be on a page. */
  untranslated: ReadonlySet<string>
}

const messagesOf = (locale: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../web/messages/${locale}.json`, import.meta.url), 'utf8'))

const german = messagesOf('de')

/** The name of the first admin, which is also a word of the pages. */
const ADMIN = 'Administration'

type Direction = Pick<Speech, 'prefix' | 'lang' | 'dir'>

function speech({ prefix, lang, dir }: Direction, name: string, messages: Record<string, unknown>): Speech {
  const texts = new Set([...Object.values(messages), ADMIN])
  return {
    prefix,
    lang,
    dir,
    name,
    untranslated: new Set(
      Object.values(german).filter((text): text is string => typeof text === 'string' && !texts.has(text)),
    ),
    say(message) {
      const text = messages[message]
      if (typeof text !== 'string') throw new Error(`no plain message ${message}`)
      return text
    },
  }
}

export const GERMAN = speech(languages.de, 'Erika Beispiel-Vogelsang', german)
export const ENGLISH = speech(languages.en, 'Harriet Example-Nightingale', messagesOf('en'))
export const EINFACH = speech(languages['de-simple'], 'Anna Muster-Sonnenschein', {
  ...german,
  ...messagesOf('de-simple'),
})
/** As support/arabic/product.ts builds it. */
export const ARABIC = speech(
  { prefix: '/ar', lang: 'ar', dir: 'rtl' },
  'مريم المثال-الطويلة',
  pseudoMessages(german),
)
