import { check, problemsOf as problemsIn } from '@terminklick/api/inputs/field-problems'
import { passkeyName } from '@terminklick/api/inputs/passkey-name'
import { mutate } from '#lib/graphql/client.ts'
import { fieldMessage } from '#lib/i18n/field-message.ts'
import { locale, m } from '#lib/i18n/i18n.ts'
import { createPasskey } from '#lib/staff/browser-passkeys.ts'
import { AccountPage_AddPasskey, AccountPage_BeginPasskey } from './passkeys.graphql.ts'
import { problemsOf, type Problem } from '#lib/graphql/field-problems.ts'

/** Registers a passkey (WebAuthn): requests options, lets the device create the key, sends it to the API. */
export class NewPasskey {
  busy = $state(false)
  problems = $state<Problem[]>([])

  /** Returns the new recovery codes, which may be none; null when no passkey was registered. */
  async make(name: string, password: string): Promise<string[] | null> {
    if (this.busy) return null
    this.busy = true
    this.problems = []
    try {
      return await this.#make(name, password)
    } catch {
      return this.#fail([{ target: 'passkeyName', message: m.lost_heading() }])
    } finally {
      this.busy = false
    }
  }

  async #make(name: string, password: string): Promise<string[] | null> {
    // Checked before the device asks for a fingerprint, because the API would reject the passkey afterwards.
    const wrong = problemsIn(check(passkeyName, name, 'passkeyName'))
    if (wrong.length > 0)
      return this.#fail(wrong.map((problem) => ({ target: problem.field, message: fieldMessage(problem) })))
    const asked = { password: password || null, locale: locale() }
    const { beginPasskey: begun } = await mutate({ fetch }, AccountPage_BeginPasskey, asked)
    if (begun.__typename !== 'PasskeyOptions') return this.#fail(problemsOf(begun, 'passkeyPassword'))
    const response = await createPasskey(begun.options)
    if (!response) return this.#fail([{ target: 'passkeyName', message: m.staff_passkey_broken_off() }])
    const made = { name, response, locale: locale() }
    const { addPasskey: added } = await mutate({ fetch }, AccountPage_AddPasskey, made)
    return added.__typename === 'AddedPasskey' ? added.codes : this.#fail(problemsOf(added, 'passkeyName'))
  }

  #fail(problems: Problem[]): null {
    this.problems = problems.map(({ target, message }) => ({
      target: target === 'name' ? 'passkeyName' : target,
      message,
    }))
    return null
  }
}
