import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type { App } from '../../app.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { isOwnPassword, unlessBusy } from '../account/own-password.ts'
import { beginCeremony } from '../ceremony.ts'
import type { OwnSession } from '../../identity/session.ts'
import type { PasskeyOptions } from './outcome.ts'
import { relyingParty } from './relying-party.ts'

/** What the browser needs to make a passkey. It counts when it has come back (add.ts). */
export async function beginPasskey(
  app: App,
  { staff, mustEnrol }: OwnSession,
  password: string | null,
  now: Date,
): Promise<PasskeyOptions | LimitReached | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  return unlessBusy(now, async () => {
    // Who has to enrol has just typed it; everybody else may have left the desk with the page open.
    if (!mustEnrol && !(await isOwnPassword(app, staff.id, password ?? ''))) return refused('WRONG_PASSWORD')
    const known = await app.db.prisma.passkey.findMany({ where: { staffId: staff.id } })
    const options = await generateRegistrationOptions({
      rpName: 'Terminklick',
      rpID: relyingParty(app).id,
      userID: new TextEncoder().encode(staff.id),
      userName: staff.email,
      userDisplayName: staff.name,
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      // It names its owner by itself, and asks for finger, face or PIN: then it is two factors in one.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const begun = { kind: 'REGISTER_PASSKEY', key: options.challenge, staffId: staff.id } as const
    await beginCeremony(app.db.pool, begun, now)
    return { type: 'PasskeyOptions', options: JSON.stringify(options) } as const
  })
}

/** What the browser needs to use a passkey. Names nobody: which one it is, its owner chooses. */
export async function beginPasskeySignIn(app: App, now: Date): Promise<PasskeyOptions | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(app).id,
    userVerification: 'required',
  })
  await beginCeremony(app.db.pool, { kind: 'USE_PASSKEY', key: options.challenge }, now)
  return { type: 'PasskeyOptions', options: JSON.stringify(options) }
}
