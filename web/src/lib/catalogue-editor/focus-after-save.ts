import type { SubmitFunction } from '$app/forms'

/** After saving or moving a row in an entry's form, keeps the focus there instead of at the top of the page. */
export const focusAfterSave =
  (submit: SubmitFunction): SubmitFunction =>
  async (input) => {
    const command = input.submitter?.getAttribute('value') ?? ''
    const answered = await submit(input)
    return async (outcome) => {
      await answered?.(outcome)
      // An error summary or a field has already taken the focus.
      if (document.activeElement !== document.body) return
      const form = input.formElement
      const rows = (list: string) => form.querySelectorAll(`[value^="${list}."][value$=".remove"]`).length
      const place = focusTargetsAfter(command, rows)
        .map((selector) => form.querySelector<HTMLElement>(selector))
        .find((found) => found !== null)
      // The save buttons are sticky and always visible, so the page need not scroll to them.
      place?.focus({ preventScroll: !/\d|add/.test(command) })
    }
  }

/**
 * Selectors for the focus after a command, in order of preference, e.g. `documents.2.up` → the same row's “up” button.
 * @param rows the present number of rows of a list
 */
export function focusTargetsAfter(command: string, rows: (list: string) => number): string[] {
  const button = (value: string) => `[name=command][value="${value}"]:not([aria-hidden])`
  const [, list, place, verb] = /^(documents|fees)\.(?:(\d+)\.)?(add|remove|up)$/.exec(command) ?? []
  if (!list) return [button(command)]
  const at = Number(place)
  if (verb === 'add') return [`[name^="${list}.${rows(list) - 1}."]:not([type=hidden])`]
  if (verb === 'up') return [button(`${list}.${at - 1}.up`), button(`${list}.${at - 1}.remove`)]
  return [button(`${list}.${at}.remove`), button(`${list}.${at - 1}.remove`), button(`${list}.add`)]
}
