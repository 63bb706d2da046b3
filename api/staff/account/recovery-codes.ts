import { createHash, randomInt } from 'node:crypto'
import type { Queryable } from '../../kernel/db.ts'

/** Enough for a drawer; each works once. */
const CODES = 10
/** Crockford's base 32: no I, L, O, U, which look like others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 80 bits: nobody guesses one, not even from its hash. */
const LENGTH = 16

/** New codes as people read them, e.g. 7K3M-99QX-0ABC-TT42. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
      .join('')
      .replace(/.{4}(?!$)/g, '$&-'),
  )

/** What the database keeps of a code. Case, blanks and dashes do not matter, and O is 0, I and L are 1. */
export function recoveryCodeHash(typed: string): Uint8Array<ArrayBuffer> | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== LENGTH) return null
  return new Uint8Array(createHash('sha256').update(code).digest())
}

/** Without a second factor there is nothing that codes could stand in for. */
export async function dropIdleRecoveryCodes(db: Queryable, staffId: string): Promise<void> {
  await db.query(
    `DELETE FROM recovery_code WHERE staff_id = $1
        AND NOT EXISTS (SELECT FROM authenticator WHERE staff_id = $1 AND confirmed_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM passkey WHERE staff_id = $1)`,
    [staffId],
  )
}
