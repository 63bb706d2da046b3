/**
 * Pseudo-localization: every Latin letter becomes an Arabic one, every third becomes two, so that texts run from right
 * to left and are about a third longer. Placeholders in braces, URLs, e-mail addresses and numbers stay unchanged.
 */
export function pseudoArabic(text: string): string {
  return text.replaceAll(/\{\w+\}|\S+@[\w.-]+|\w+\.[a-z]{2,}\b|\p{Script=Latin}+|,/gu, (part) =>
    part === ',' ? '،' : /^\p{Script=Latin}+$/u.test(part) ? arabicWord(part) : part,
  )
}

/** Converts a message file: texts and plural forms, but not plural selectors. */
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

/** Replacements for a to z; umlauts are treated like their base letters. */
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
