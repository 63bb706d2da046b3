import type { FieldProblem } from '../../kernel/outcome.ts'

/** Options for the browser's WebAuthn call. */
export interface PasskeyOptions {
  type: 'PasskeyOptions'
  /** JSON of `PublicKeyCredentialCreationOptions` or `PublicKeyCredentialRequestOptions` (WebAuthn 3, 5.1.10). */
  options: string
}
/** The passkey was registered. */
export interface AddedPasskey {
  type: 'AddedPasskey'
  /** New recovery codes if there were none; shown once, only hashes are stored. */
  codes: string[]
}

const MAX_NAME = 60

/** Validates the name that a person gives to a passkey. */
export function checkPasskeyName(typed: string): { name: string; problems: FieldProblem[] } {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  if (!name) return { name, problems: [{ field: 'name', code: 'REQUIRED' }] }
  return [...name].length > MAX_NAME
    ? { name, problems: [{ field: 'name', code: 'TOO_LONG', limit: MAX_NAME }] }
    : { name, problems: [] }
}
