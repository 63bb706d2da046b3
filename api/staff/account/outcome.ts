import type { Setup } from './authenticator.ts'

/** What the commands of one's own account answer beside refusals. */
export interface AuthenticatorSetup extends Setup {
  type: 'AuthenticatorSetup'
}
export interface NewRecoveryCodes {
  type: 'NewRecoveryCodes'
  /** Shown now and never again. */
  codes: string[]
}
export interface UpdatedAccount {
  type: 'UpdatedAccount'
}

export const updatedAccount: UpdatedAccount = { type: 'UpdatedAccount' }
