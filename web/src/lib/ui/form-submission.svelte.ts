import type { SubmitFunction } from '$app/forms'

/** After this time a request counts as lost, because without reception it may neither fail nor be answered. */
const TIMEOUT_MS = 20_000

/**
 * For a form's `enhance`: prevents parallel submissions; without an answer the page stays and shows a message. The action
 * must be idempotent, because a request without an answer may have arrived.
 */
export class FormSubmission {
  busy = $state(false)
  /** Whether the latest request got no answer. */
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

/** Whether the network, the server or a proxy is unavailable; see hooks.client.ts for `retry`. */
const isUnreachable = (status: number | undefined, error: App.Error): boolean =>
  error.retry === true || [502, 503, 504].includes(status ?? error.status)
