import type { VisitStep } from './desk.graphql.ts'

/** Single letters that record a step of the visit at hand. */
const LETTERS: Partial<Record<VisitStep, string>> = {
  CHECK_IN: 'a',
  CALL: 'c',
  COMPLETE: 'd',
  NO_SHOW: 'n',
}

export const keyOf = (step: VisitStep): string | undefined => LETTERS[step]
export const stepOf = (key: string): VisitStep | undefined =>
  (Object.keys(LETTERS) as VisitStep[]).find((step) => LETTERS[step] === key)

const OFF = 'personal-tasten-aus'

/** Whether letters alone do something; everybody may turn that off (WCAG 2.2, 2.1.4). Kept on this device. */
export const letterKeysAreOn = (): boolean => localStorage.getItem(OFF) === null
export function turnLetterKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, '1')
}

/** Whether a key belongs to something that is typed into, or to a combination that the browser or a reader has. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true
  const target = event.target instanceof Element ? event.target : null
  return target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog') != null
}
