import { createHash } from 'node:crypto'
import { defaultLocale, optionalTextOf, textOf } from '../../kernel/text.ts'

/** A document that a service requires, as a row of the catalogue. */
interface DocumentColumns {
  title: unknown
  condition: unknown
}

/**
 * Identifies a required document for the checklist of a booking: by the service, and a hash of title and condition in
 * the catalogue's default language. So a check stays with its document when editors change the order, and is not applied
 * to a document that replaces it. Migration 0015 computes the same in SQL.
 */
export function documentIdOf(serviceId: string, { title, condition }: DocumentColumns): string {
  const text = `${textOf(title, defaultLocale)}\n${optionalTextOf(condition, defaultLocale) ?? ''}`
  return `${serviceId}/${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
}
