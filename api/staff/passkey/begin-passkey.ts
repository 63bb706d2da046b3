import type { App } from '../../app/app.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { isOwnPassword, orLimitReached } from '../account/own-password.ts'
import { storeChallenge } from '../pending-challenge.ts'
import type { OwnSession } from '../../identity/session.ts'
import type { PasskeyOptions } from './outcome.ts'
import { relyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.ts'

/** Options with which the browser creates a passkey; add-passkey.ts registers it. */
export async function beginPasskey(
  app: App,
  { staff, mustEnrol }: OwnSession,
  password: string | null,
  now: Date,
): Promise<PasskeyOptions | LimitReached | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  return orLimitReached(now, async () => {
    // Not required during enrolment, just after sign-in. Otherwise the page may be open at an unattended desk.
    if (!mustEnrol && !(await isOwnPassword(app, staff.id, password ?? ''))) return refused('WRONG_PASSWORD')
    const known = await app.db.prisma.passkey.findMany({ where: { staffId: staff.id } })
    const options = await (
      await webauthn()
    ).generateRegistrationOptions({
      rpName: 'Terminklick',
      rpID: relyingParty(app).id,
      userID: new TextEncoder().encode(staff.id),
      userName: staff.email,
      userDisplayName: staff.name,
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      // A discoverable credential with user verification (finger, face or PIN) is two factors in one.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const challenge = { kind: 'REGISTER_PASSKEY', key: options.challenge, staffId: staff.id } as const
    await storeChallenge(app.db.pool, challenge, now)
    return { type: 'PasskeyOptions', options: JSON.stringify(options) } as const
  })
}

/** Options with which the browser uses a passkey. They name no account: the person chooses one. */
export async function beginPasskeySignIn(app: App, now: Date): Promise<PasskeyOptions | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const options = await (
    await webauthn()
  ).generateAuthenticationOptions({
    rpID: relyingParty(app).id,
    userVerification: 'required',
  })
  await storeChallenge(app.db.pool, { kind: 'USE_PASSKEY', key: options.challenge }, now)
  return { type: 'PasskeyOptions', options: JSON.stringify(options) }
}
