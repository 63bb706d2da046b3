import type { SubmitFunction } from '$app/forms'

/** Without reception a request may neither fail nor be answered: after this time it counts as lost. */
const TIMEOUT_MS = 20_000

/**
 * For a form's `enhance`: sends it once at a time; without an answer the page stays and shows a message. The action must
 * be idempotent, because a request without an answer may have arrived.
 */
export class FormSubmission {
  busy = $state(false)
  /** The latest request got no answer. */
  lost = $state(false)

  readonly submit: SubmitFunction = ({ cancel, controller }) => {
    if (this.busy) return cancel()
    this.busy = true
    this.lost = false
    const timer = setTimeout(() => {
      controller.abort()
      this.#giveUp()
    }, TIMEOUT_MS)
    return async ({ result, update }) => {
      clearTimeout(timer)
      if (result.type === 'error' && isUnreachable(result.status, result.error)) return this.#giveUp()
      await update({ reset: false, refreshAll: true })
      this.busy = false
    }
  }

  #giveUp() {
    this.busy = false
    this.lost = true
  }
}

/** The network, the server or what stands before it is away; see hooks.client.ts for `retry`. */
const isUnreachable = (status: number | undefined, error: App.Error): boolean =>
  error.retry === true || [502, 503, 504].includes(status ?? error.status)
