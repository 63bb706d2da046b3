import type { VisitStep } from './desk.graphql.ts'

/** Keys that record a step of the current visit. */
const LETTERS: Partial<Record<VisitStep, string>> = {
  CHECK_IN: 'a',
  CALL: 'c',
  COMPLETE: 'd',
  NO_SHOW: 'n',
}

export const keyOf = (step: VisitStep): string | undefined => LETTERS[step]
export const stepOf = (key: string): VisitStep | undefined =>
  (Object.keys(LETTERS) as VisitStep[]).find((step) => LETTERS[step] === key)

const OFF_KEY = 'personal-tasten-aus'

/** Whether single-letter keys are on; they can be turned off (WCAG 2.2, 2.1.4). Stored on this device. */
export const letterKeysAreOn = (): boolean => localStorage.getItem(OFF_KEY) === null
export function setLetterKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF_KEY)
  else localStorage.setItem(OFF_KEY, '1')
}

/** Whether a key belongs to a text field, or to a shortcut of the browser or the screen reader. */
export function isHandledElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true
  const target = event.target instanceof Element ? event.target : null
  return target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog') != null
}
