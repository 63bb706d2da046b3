import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as german } from '@orama/stemmers/german'
import { MAX_SEARCH } from '../../kernel/limits.ts'

/** Turns a folded word into what its endings leave; by language, for those that have endings worth cutting. */
const stemmers: Record<string, (word: string) => string> = { de: german, en: english }

/**
 * Words that people wrap around what they want, and those that fit everything here: an application, an
 * appointment. They are left out of a search, unless nothing else is there.
 */
const fillers = new Set(
  `antrag beantragen beantrage buchen machen online reservieren stadt termin termine vereinbaren
  apply application appointment book booking city online
  aber als am an auf aus bei beim bin bitte brauch brauche braucht da dafur das dem den der des die doch ein eine
  einem einen einer eines er es fur fürs fürn gern hab habe haben hallo hat hatte ich ihr im in ins ist jetzt kann
  konnen man mein meine meinem meinen meiner mich mir mit mochte mochten muss mussen nach noch oder schon sein sich
  sie sind so soll uber um und uns unser unsere unseren von vom vor wann war was wegen welche wenn werden wie will
  wir wird wo wollen zu zum zur
  a am an and are as at be by can did do does for from get have hello how i if in into is it its like me my need of
  on or our please should the there this to want was we what when where which will with would you your`
    .split(/\s+/)
    .map(fold),
)

/** Words that say little beside another one: a new identity card is above all an identity card. */
const light = new Set(
  `alt alte alten alter altes frage ganz ganze ganzen gross grosse grossen gut gute guten klein kleine kleinen kleines
  kurz lange letzte nachste nachsten neu neue neuem neuen neuer neues schnell sofort viel viele weiter weitere
  bad big get good last long many more new next old quick small thing`
    .split(/\s+/)
    .map(fold),
)

/** Whether a folded word says little. */
export const isLight = (word: string): boolean => light.has(word)

/**
 * A word as it is compared: lower case, ß as ss, without accents; ä, ae and a are one letter, since people type
 * each of them, and so are ö, oe, o and ü, ue, u. (After a vowel or q, ue is no umlaut: neue, Steuer, bequem.)
 */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<![aeiouq])([aou])e/g, '$1')
}

/** The words of a text, folded, in order; numbers count as words, single letters do not. */
export function wordsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.map(fold).filter((word) => word.length > 1)
}

const nowhere: ReadonlySet<string> = new Set()

/**
 * The words of what somebody typed that say what is wanted; at most 12, so that no search takes long. `town` are
 * the words of the town's own name, folded: everything here is about it.
 */
export function wishOf(text: string, town: ReadonlySet<string> = nowhere): string[] {
  const words = wordsOf(text.slice(0, MAX_SEARCH))
  const telling = words.filter((word) => !fillers.has(word) && !town.has(word))
  return (telling.length > 0 ? telling : words).slice(0, 12)
}

/** A folded word without its ending in that language (`en-GB` is English); as it is in languages without a stemmer. */
export function stemOf(word: string, locale: string): string {
  const stemmer = stemmers[locale.split('-')[0]!.toLowerCase()]
  if (!stemmer) return word
  for (let longer = word; ; longer = word) {
    // Cut once more, “Verlängerung” is what “verlängern” is.
    word = stemmer(longer)
    if (word === longer || word.length < 4) return word
  }
}
