import { readFileSync } from 'node:fs'
import { languages } from '../../../api/kernel/languages.ts'
import { pseudoMessages } from '../../support/arabic/pseudo.ts'

/** A language of a tour through all pages. */
export interface Speech {
  /** Prefix of its paths. */
  prefix: string
  /** The attribute of the `html` element. */
  lang: string
  dir: string
  /** The visitor's name, different in each language, because two tours may book on the same day. */
  name: string
  /** The text of a message without placeholders, e.g. of a button or a heading, by its key. */
  say(message: string): string
  /** German texts with a translation in this language, which must not be on a page. */
  untranslated: ReadonlySet<string>
}

const messagesOf = (locale: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../web/messages/${locale}.json`, import.meta.url), 'utf8'))

const german = messagesOf('de')

/** The name of the first admin, which is also a German message. */
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
/** The language that support/arabic/product.ts adds. */
export const ARABIC = speech(
  { prefix: '/ar', lang: 'ar', dir: 'rtl' },
  'مريم المثال-الطويلة',
  pseudoMessages(german),
)
