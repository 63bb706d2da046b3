/**
 * Sanitizes input for use within other text: one line, and no effect on the direction of the surrounding text. Nothing is
 * escaped here; HTML, MIME and calendar escape their own input.
 */

/** One line: control characters and line breaks of every kind become a space, broken surrogates U+FFFD. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** The lines of a text with several lines, each sanitized as by `oneLine`; empty ones are dropped. */
export function lines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(oneLine)
    .filter((line) => line !== '')
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * One line in a directional isolate: `\u202Egnp.exe` in a name cannot reverse the text after it. Text without
 * right-to-left letters and directional marks is returned unchanged. By Unicode Standard Annex 9, 2.7, an isolate ends
 * all embeddings and overrides inside it; unbalanced isolate marks in the text are balanced here, because they would end
 * this isolate too early or too late.
 */
export function isolated(text: string): string {
  const line = oneLine(text)
  if (
    !/[\p{Script=Arabic}\p{Script=Hebrew}\p{Bidi_Control}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
      line,
    )
  ) {
    return line
  }
  let open = 0
  let balanced = ''
  for (const character of line) {
    if (/[\u2066-\u2068]/.test(character)) open++
    if (character === POP_ISOLATE && open-- === 0) {
      open = 0
      continue
    }
    balanced += character
  }
  return FIRST_STRONG_ISOLATE + balanced + POP_ISOLATE.repeat(open) + POP_ISOLATE
}
