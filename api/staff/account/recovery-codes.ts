import { createHash, randomInt } from 'node:crypto'
import type { Queryable } from '../../kernel/db.ts'

/** Number of codes; each works once. */
const CODES = 10
/** Crockford's base 32: without I, L, O and U, which are easily mistaken for other characters. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Characters; 80 bits, too many to guess, also from the stored hash. */
const LENGTH = 16

/** New codes in groups of four, e.g. 7K3M-99QX-0ABC-TT42. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
      .join('')
      .replace(/.{4}(?!$)/g, '$&-'),
  )

/** SHA-256 of a code. Case, blanks and dashes are ignored; O is read as 0, I and L as 1. Null for another length. */
export function recoveryCodeHash(typed: string): Uint8Array<ArrayBuffer> | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== LENGTH) return null
  return new Uint8Array(createHash('sha256').update(code).digest())
}

/** Deletes the recovery codes of a person without a second factor. */
export async function deleteUnusedRecoveryCodes(db: Queryable, staffId: string): Promise<void> {
  await db.query(
    `DELETE FROM recovery_code WHERE staff_id = $1
        AND NOT EXISTS (SELECT FROM authenticator WHERE staff_id = $1 AND confirmed_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM passkey WHERE staff_id = $1)`,
    [staffId],
  )
}
