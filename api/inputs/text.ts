import * as z from 'zod/mini'
import { type InputProblem, problemCheck } from './field-problems.ts'

/** C0 and C1 control characters and the separators that act like line breaks; not the marks of right-to-left text. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u
const CONTROL_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029]/u

/**
 * The canonical form of a text: NFC, line breaks as `\n`, tabs (pasted from a table) as blanks, no white space at its
 * ends, and half a surrogate pair as U+FFFD, as forms of browsers send it: PostgreSQL refuses it. What is canonical
 * stays as it is.
 */
export const normalise = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .trim()

/**
 * The same, without invisible characters: zero-width blanks, and the marks that address books and messengers add to copied
 * text. For numbers and addresses; names may need joiners.
 */
export const normaliseVisible = (text: string): string => normalise(text.replace(/\p{Cf}/gu, ''))

/** Decimal digits of any script as ASCII: `٠١٧١` → `0171`. */
export const foldDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)))

// Each script's digits stand in a row of ten in Unicode, so the zero is found by going back while there are digits.
// Rows may touch (the mathematical ones do), but each begins at a multiple of ten from the first of them.
function digitValue(codePoint: number): number {
  let first = codePoint
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (codePoint - first) % 10
}

/** A schema that takes text and gives text. */
export type TextSchema = z.core.$ZodType<string, string>

/** A text in one line; it may be empty. */
export const line = (max: number): TextSchema => text(max, CONTROL)

/** A text that may have several lines; it may be empty. */
export const lines = (max: number): TextSchema => text(max, CONTROL_BUT_LINES)

const text = (max: number, forbidden: RegExp): TextSchema =>
  z.string().check(
    z.overwrite(normalise),
    problemCheck((value) => tooLong(value, max) ?? controls(value, forbidden)),
  )

/** The same text, which must not be empty in its canonical form. */
export const required = (schema: TextSchema): TextSchema =>
  z.pipe(schema, z.string().check(problemCheck((value) => (value === '' ? { code: 'REQUIRED' } : null))))

/** The same text; null where it is empty or absent. */
export const optional = (schema: TextSchema) =>
  z.pipe(
    orEmpty,
    z.pipe(
      schema,
      z.transform((value) => value || null),
    ),
  )

/** Takes an absent text as an empty one. */
export const orEmpty = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? ''),
)

type Problem = Pick<InputProblem, 'code' | 'limit'>

/** Counts characters as people see them in a counter: an emoji of two UTF-16 units is one. */
export const tooLong = (
  value: string,
  max: number,
  code: 'TOO_LONG' | 'ENTRY_TOO_LONG' = 'TOO_LONG',
): Problem | null => ([...value].length > max ? { code, limit: max } : null)

const controls = (value: string, forbidden: RegExp): Problem | null =>
  forbidden.test(value) ? { code: 'CONTROL_CHARACTERS' } : null
