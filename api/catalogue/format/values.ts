import { z } from 'zod'
import { coded } from '../../inputs/field-problems.ts'
import { forbidden } from './text-rules.ts'

/** A line of text without spaces at its ends. */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.trim() === text, 'must not begin or end with a space')
    .refine((text) => !forbidden.test(text), {
      error: 'must not contain control characters',
      ...coded('CONTROL_CHARACTERS'),
    })

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and single hyphens')
  .max(80)
export const mode = z.enum(['ON_SITE', 'TELEPHONE'])
export const link = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(500)
export const phone = z.string().regex(/^\+[1-9][\d -]{4,20}\d$/, 'must be international, e.g. +49 3461 445-0')
export const day = z.iso.date()
/** A day, a month or a year, as exact as the source. */
export const date = z.string().regex(/^\d{4}(-\d\d){0,2}$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')
export const cents = z.int().min(0).max(10_000_000)
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code (ISO 4217)')
export const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).max(max)
export const ids = list(id, 500).refine((all) => new Set(all).size === all.length, {
  error: 'must not name the same twice',
  ...coded('TWICE'),
})

/** How far an entry is verified, and by which sources. */
export const verification = z
  .strictObject({ level: z.enum(['VERIFIED', 'PARTLY', 'SAMPLE']), sources: list(line(80), 20) })
  .optional()
/** How far single fields of an address or a department are verified. */
export const verifiedFields = z
  .record(z.string(), z.enum(['VERIFIED', 'DATED', 'UNVERIFIED', 'SAMPLE', 'CENTRAL_NUMBER']))
  .optional()
