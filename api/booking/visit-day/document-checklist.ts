import { createHash } from 'node:crypto'
import { defaultLocale, optionalTextOf, textOf } from '../../kernel/text.ts'

/** A row of the catalogue: what a service asks for. */
interface PaperColumns {
  title: unknown
  condition: unknown
}

/**
 * By what a tick knows its paper: the service, and what the paper is and when it is needed in the language in which
 * the catalogue is written. So it stays with its paper when editors put others before it, and is not taken for a paper
 * that they have put in its place. Migration 0015 does the same in SQL.
 */
export function documentIdOf(serviceId: string, { title, condition }: PaperColumns): string {
  const what = `${textOf(title, defaultLocale)}\n${optionalTextOf(condition, defaultLocale) ?? ''}`
  return `${serviceId}/${createHash('sha256').update(what).digest('hex').slice(0, 12)}`
}
