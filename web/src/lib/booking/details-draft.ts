// The draft of the contact details survives a reload, a crash of the tab and an expired hold: it stays in
// sessionStorage until the booking is made. Submitted details are in a cookie (server/booking-cookies.ts).

import { DRAFT_KEY } from '#lib/appointments/forget-cookies.ts'
import { detailFields, type Details } from './contact-details.ts'

/** Stores the fields of the form. */
export function saveDraft(form: HTMLFormElement): void {
  const typed = Object.fromEntries(
    fieldsOf(form).map(([name, field]) => [name, isCheckbox(field) ? field.checked : field.value]),
  )
  try {
    sessionStorage.setItem(DRAFT_KEY, JSON.stringify(typed))
  } catch {
    // Storage is blocked or full: a reload loses what was typed since the last submission.
  }
}

/**
 * Restores the draft; a field that was changed since the page loaded stays as it is.
 * @param known the details that the page was loaded with
 */
export function restoreDraft(form: HTMLFormElement, known: Partial<Details>): void {
  const draft = readDraft()
  for (const [name, field] of fieldsOf(form)) {
    const typed = draft[name]
    if (isCheckbox(field)) {
      if (typeof typed !== 'boolean' || field.checked !== (known[name] ?? false)) continue
      field.checked = typed
      field.dispatchEvent(new Event('change', { bubbles: true }))
    } else if (typeof typed === 'string' && field.value === (known[name] ?? '')) {
      field.value = typed
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

/** Deletes the draft; call it after the booking. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT_KEY)
  } catch {
    // Storage is blocked, so there is no draft.
  }
}

function readDraft(): Partial<Details> {
  try {
    return (JSON.parse(sessionStorage.getItem(DRAFT_KEY) ?? '{}') ?? {}) as Partial<Details>
  } catch {
    return {}
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement

const fieldsOf = (form: HTMLFormElement): [keyof Details, Field][] =>
  detailFields.flatMap((name) => {
    const field = form.elements.namedItem(name)
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? [[name, field]] : []
  })

const isCheckbox = (field: Field): field is HTMLInputElement => field.type === 'checkbox'
