import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as german } from '@orama/stemmers/german'
import { MAX_SEARCH } from '../../kernel/limits.ts'

/** Stemmers for folded words, by language. */
const stemmers: Record<string, (word: string) => string> = { de: german, en: english }

/**
 * Stop words: function words, and words that match every entry (application, appointment). Ignored in queries, unless a
 * query has no other words.
 */
const STOP_WORDS = new Set(
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

/** Words with a lower weight, because they modify another word: in “new identity card”, “new” matters less. */
const WEAK_WORDS = new Set(
  `alt alte alten alter altes frage ganz ganze ganzen gross grosse grossen gut gute guten klein kleine kleinen kleines
  kurz lange letzte nachste nachsten neu neue neuem neuen neuer neues schnell sofort viel viele weiter weitere
  bad big get good last long many more new next old quick small thing`
    .split(/\s+/)
    .map(fold),
)

/** Whether a folded word has a lower weight. */
export const isWeak = (word: string): boolean => WEAK_WORDS.has(word)

/**
 * Folds a word for comparison: lower case, ß as ss, without accents. People type ä, ae or a, so all three become a; in
 * the same way ö and ü. After a vowel or q, ue is no umlaut: neue, Steuer, bequem.
 */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<![aeiouq])([aou])e/g, '$1')
}

/** The words of a text, folded, in order; numbers included, single characters excluded. */
export function wordsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.map(fold).filter((word) => word.length > 1)
}

/** Bounds the time of a search. */
const MAX_WORDS = 12

/**
 * The words of a query without stop words and words of the town's name; all words if there are no others. At most 12.
 * @param townWords folded
 */
export function queryWords(text: string, townWords: ReadonlySet<string> = new Set()): string[] {
  const words = wordsOf(text.slice(0, MAX_SEARCH))
  const relevant = words.filter((word) => !STOP_WORDS.has(word) && !townWords.has(word))
  return (relevant.length > 0 ? relevant : words).slice(0, MAX_WORDS)
}

/** The stem of a folded word in a language (`en-GB` is English); unchanged in languages without a stemmer. */
export function stemOf(word: string, locale: string): string {
  const stemmer = stemmers[locale.split('-')[0]!.toLowerCase()]
  if (!stemmer) return word
  for (let longer = word; ; longer = word) {
    // Repeated until nothing changes: “Verlängerung” needs two steps to the stem of “verlängern”.
    word = stemmer(longer)
    if (word === longer || word.length < 4) return word
  }
}
