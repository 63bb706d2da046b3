import type { Setup } from './authenticator.ts'

/** Successful outcomes of the commands for one's own account. */
export interface AuthenticatorSetup extends Setup {
  type: 'AuthenticatorSetup'
}
export interface NewRecoveryCodes {
  type: 'NewRecoveryCodes'
  /** Shown once: only hashes are stored. */
  codes: string[]
}
export interface UpdatedAccount {
  type: 'UpdatedAccount'
}

export const updatedAccount: UpdatedAccount = { type: 'UpdatedAccount' }
