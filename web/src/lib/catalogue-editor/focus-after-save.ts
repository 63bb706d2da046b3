import type { SubmitFunction } from '$app/forms'

/** For the form of an entry: after saving, or moving a row, the focus stays there instead of going to the page's top. */
export const focusAfterSave =
  (submit: SubmitFunction): SubmitFunction =>
  async (input) => {
    const command = input.submitter?.getAttribute('value') ?? ''
    const answered = await submit(input)
    return async (outcome) => {
      await answered?.(outcome)
      // The focus is already on an error or in a field.
      if (document.activeElement !== document.body) return
      const form = input.formElement
      const rows = (list: string) => form.querySelectorAll(`[value^="${list}."][value$=".remove"]`).length
      const place = focusTargetsAfter(command, rows)
        .map((selector) => form.querySelector<HTMLElement>(selector))
        .find((found) => found !== null)
      // The buttons for saving are at hand wherever the page is scrolled to.
      place?.focus({ preventScroll: !/\d|add/.test(command) })
    }
  }

/**
 * Where work goes on after a button of the form, best first, e.g. `documents.2.up` → the button that moves it on.
 * @param rows how many there are now in a list
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
