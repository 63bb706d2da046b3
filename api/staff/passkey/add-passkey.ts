import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { check } from '../../inputs/field-problems.ts'
import { passkeyName } from '../../inputs/passkey-name.ts'
import { invalid, type InvalidInput, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction, Rollback } from '../../kernel/transaction.ts'
import { newRecoveryCodes, recoveryCodeHash } from '../account/recovery-codes.ts'
import { takeChallenge } from '../pending-challenge.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { passkeyAnswer } from './answer.ts'
import type { AddedPasskey } from './outcome.ts'
import { relyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.ts'

/** Registers a passkey. With the first second factor, recovery codes are generated. */
export async function addPasskey(
  app: App,
  staff: SignedInStaff,
  input: { name: string; response: string },
  now: Date,
): Promise<AddedPasskey | InvalidInput | Refused> {
  const checked = check(passkeyName, input.name, 'name')
  if ('problems' in checked) return invalid(checked.problems)
  const credential = await verified(app, staff, input.response, now)
  if (!credential) return refused('PASSKEY_REFUSED')
  return inTransaction<AddedPasskey | Refused>(app.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO passkey (staff_id, credential_id, public_key, sign_count, transports, name, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential_id) DO NOTHING`,
      [
        staff.id,
        credential.id,
        credential.publicKey,
        credential.counter,
        credential.transports ?? [],
        checked.value,
        now,
      ],
    )
    if (rowCount === 0) throw new Rollback(refused('PASSKEY_KNOWN'))
    await audit(client, `staff:${staff.id}`, 'staff.passkey-added')
    const { rows } = await client.query('SELECT FROM recovery_code WHERE staff_id = $1 LIMIT 1', [staff.id])
    const codes = rows.length === 0 ? newRecoveryCodes() : []
    await client.query(
      'INSERT INTO recovery_code (staff_id, code_hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash',
      [staff.id, codes.map(recoveryCodeHash)],
    )
    return { type: 'AddedPasskey', codes }
  })
}

/** The new credential; null when the registration is not valid. */
async function verified(app: App, staff: SignedInStaff, text: string, now: Date) {
  const response = passkeyAnswer<RegistrationResponseJSON>(text)
  if (!response) return null
  const { id, origin } = relyingParty(app)
  const challenge = { kind: 'REGISTER_PASSKEY', staffId: staff.id } as const
  try {
    const { verified: isValid, registrationInfo } = await (
      await webauthn()
    ).verifyRegistrationResponse({
      response,
      expectedChallenge: async (key) =>
        (await takeChallenge(app.db.pool, { ...challenge, key }, now)) !== null,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    return isValid ? registrationInfo.credential : null
  } catch (error) {
    return nullUnlessDatabaseError(error)
  }
}

/**
 * Handles an error of the verification: null if the response is invalid, for which the WebAuthn library throws.
 * @throws errors of the database
 */
export function nullUnlessDatabaseError(error: unknown): null {
  if ((error as { severity?: string }).severity) throw error
  return null
}
