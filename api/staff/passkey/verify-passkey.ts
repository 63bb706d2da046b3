import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { takeChallenge } from '../pending-challenge.ts'
import { nullUnlessDatabaseError } from './add-passkey.ts'
import { passkeyAnswer } from './answer.ts'
import { relyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.ts'

/** Verifies a signature of a passkey. `suspect`: the account of a known passkey whose response is not valid. */
export async function usePasskey(
  app: App,
  text: string,
  now: Date,
): Promise<{ staffId: string } | { suspect: string | null }> {
  const response = passkeyAnswer<AuthenticationResponseJSON>(text)
  const passkey =
    response &&
    (await app.db.prisma.passkey.findUnique({ where: { credentialId: response.id.slice(0, 2_000) } }))
  if (!passkey) return { suspect: null }
  const { id, staffId, publicKey, credentialId } = passkey
  const counter = await signedCounter(app, response, { id: credentialId, publicKey }, now)
  if (counter === null || !isHandleOf(response, staffId)) return { suspect: staffId }
  // WebAuthn 3, 6.1.1: a counter that does not increase indicates a copied key. The UPDATE decides, so that of two
  // concurrent sign-ins with copies only one succeeds.
  const { rowCount } = await app.db.pool.query(
    `UPDATE passkey SET sign_count = $2, last_used_at = $3
      WHERE id = $1 AND (sign_count < $2 OR sign_count = 0 AND $2 = 0)`,
    [id, counter, now],
  )
  if (rowCount === 1) return { staffId }
  await audit(app.db.pool, 'system', 'staff.passkey-copied', { detail: { staff: staffId } })
  return { suspect: staffId }
}

/** The signature counter of a valid response to a challenge of this server; null otherwise. */
async function signedCounter(
  app: App,
  response: AuthenticationResponseJSON,
  key: { id: string; publicKey: Uint8Array<ArrayBuffer> },
  now: Date,
): Promise<number | null> {
  const { id, origin } = relyingParty(app)
  try {
    const { verified, authenticationInfo } = await (
      await webauthn()
    ).verifyAuthenticationResponse({
      response,
      expectedChallenge: async (challenge) =>
        (await takeChallenge(app.db.pool, { kind: 'USE_PASSKEY', key: challenge }, now)) !== null,
      expectedOrigin: origin,
      expectedRPID: id,
      // The counter is compared in the database, see usePasskey.
      credential: { ...key, counter: 0 },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch (error) {
    return nullUnlessDatabaseError(error)
  }
}

/** Whether the user handle, if the authenticator sent one, names the owner of the passkey. */
const isHandleOf = ({ response: { userHandle } }: AuthenticationResponseJSON, staffId: string): boolean =>
  !userHandle || Buffer.from(userHandle, 'base64url').toString() === staffId
