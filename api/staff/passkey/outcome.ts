import type { FieldProblem } from '../../kernel/outcome.ts'
import { MAX_PASSKEY_NAME } from '../../kernel/limits.ts'

/** What a browser needs to ask for a passkey. */
export interface PasskeyOptions {
  type: 'PasskeyOptions'
  /** JSON of `PublicKeyCredentialCreationOptions` or `PublicKeyCredentialRequestOptions` (WebAuthn 3, 5.1.10). */
  options: string
}
/** A passkey counts from now on. */
export interface AddedPasskey {
  type: 'AddedPasskey'
  /** Recovery codes, when there were none yet; told now and never again. */
  codes: string[]
}

/** What its owner calls a passkey. */
export function checkPasskeyName(typed: string): { name: string; problems: FieldProblem[] } {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  if (!name) return { name, problems: [{ field: 'name', code: 'REQUIRED' }] }
  return [...name].length > MAX_PASSKEY_NAME
    ? { name, problems: [{ field: 'name', code: 'TOO_LONG', limit: MAX_PASSKEY_NAME }] }
    : { name, problems: [] }
}
