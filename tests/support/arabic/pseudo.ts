/**
 * Pseudo-Arabic for tests: every Latin letter becomes an Arabic one, every third becomes two, so that texts
 * run from right to left and are about a third longer. As in real Arabic texts, some parts stay Latin: names in
 * braces, addresses of pages and mail, numbers.
 */
export function pseudoArabic(text: string): string {
  return text.replaceAll(/\{\w+\}|\S+@[\w.-]+|\w+\.[a-z]{2,}\b|\p{Script=Latin}+|,/gu, (part) =>
    part === ',' ? '،' : /^\p{Script=Latin}+$/u.test(part) ? arabicWord(part) : part,
  )
}

/** The same for a file of messages: texts and plural forms, but not the rules of the plural. */
export function pseudoMessages(messages: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      key === '$schema' ? message : typeof message === 'string' ? pseudoArabic(message) : plural(message),
    ]),
  )
}

interface Plural {
  match: Record<string, string>
}

const plural = (message: unknown): unknown =>
  (message as Plural[]).map(({ match, ...rest }) => ({
    ...rest,
    match: Object.fromEntries(Object.entries(match).map(([form, text]) => [form, pseudoArabic(text)])),
  }))

/** Letters for a to z; umlauts use the letter without dots. */
const LETTERS = [...'ابسدهفغحيجكلمنوپقرستعڤثخيز']

function arabicWord(word: string): string {
  const plain = word.toLowerCase().replaceAll('ß', 's').normalize('NFD').replaceAll(/\p{M}/gu, '')
  return [...plain]
    .map((letter, index) => {
      const arabic = LETTERS[letter.charCodeAt(0) - 97] ?? 'ء'
      return index % 3 === 2 ? arabic + arabic : arabic
    })
    .join('')
}
