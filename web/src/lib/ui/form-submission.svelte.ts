import type { SubmitFunction } from '$app/forms'

/** In a tunnel everything can be sent and nothing ever fails: after this long nobody believes in an answer. */
const PATIENCE_MS = 20_000

/**
 * For a form's `enhance`: it is sent once at a time, and where no answer comes the page stays as it is and can say so.
 * Sending the same again must be harmless: whether it arrived, nobody knows.
 */
export class Sending {
  busy = $state(false)
  /** No answer came to what was sent last. */
  lost = $state(false)

  readonly submit: SubmitFunction = ({ cancel, controller }) => {
    if (this.busy) return cancel()
    this.busy = true
    this.lost = false
    const impatience = setTimeout(() => {
      controller.abort()
      this.#giveUp()
    }, PATIENCE_MS)
    return async ({ result, update }) => {
      clearTimeout(impatience)
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
