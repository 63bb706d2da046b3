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
