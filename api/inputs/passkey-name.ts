import { MAX_PASSKEY_NAME } from '../kernel/limits.ts'
import { line, required } from './text.ts'

/** The name that a person gives to a passkey. */
export const passkeyName = required(line(MAX_PASSKEY_NAME))
