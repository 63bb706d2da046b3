import { readFileSync } from 'node:fs'
import { pseudoMessages } from '../../support/arabic/pseudo.ts'

/** A language as a tour through the pages needs it. */
export interface Speech {
  /** How its paths begin. */
  prefix: string
  /** Who visits: two tours at a time may book on one day. */
  name: string
  /** What a button or a heading says: a message without inputs, by its name. */
  say(message: string): string
}

const messagesOf = (locale: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../web/messages/${locale}.json`, import.meta.url), 'utf8'))

function speech(prefix: string, name: string, messages: Record<string, unknown>): Speech {
  return {
    prefix,
    name,
    say(message) {
      const text = messages[message]
      if (typeof text !== 'string') throw new Error(`no plain message ${message}`)
      return text
    },
  }
}

const german = messagesOf('de')

export const GERMAN = speech('', 'Erika Beispiel-Vogelsang', german)
export const ENGLISH = speech('/en', 'Harriet Example-Nightingale', messagesOf('en'))
export const EINFACH = speech('/einfach', 'Anna Muster-Sonnenschein', {
  ...german,
  ...messagesOf('de-simple'),
})
/** As support/arabic/product.ts builds it. */
export const ARABIC = speech('/ar', 'مريم المثال-الطويلة', pseudoMessages(german))
