// What is being typed survives a reload, a crash of the tab and a hold that ran out: it is kept in this tab until it
// is booked or the tab is closed. What has been sent stands in a cookie of the server's (server/booking-cookies.ts).

import { DRAFT } from '#lib/appointments/forget-cookies.ts'
import { detailFields, type Details } from './contact-details.ts'

/** Keeps what stands in the form. */
export function saveDraft(form: HTMLFormElement): void {
  const typed = Object.fromEntries(
    fieldsOf(form).map(([name, field]) => [name, isTick(field) ? field.checked : field.value]),
  )
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(typed))
  } catch {
    // Blocked or full: then a reload costs what was typed since the last button.
  }
}

/**
 * Restores the draft; a field that was changed since the page loaded stays as it is.
 * @param known what the page came with
 */
export function restoreDraft(form: HTMLFormElement, known: Partial<Details>): void {
  const draft = readDraft()
  for (const [name, field] of fieldsOf(form)) {
    const typed = draft[name]
    if (isTick(field)) {
      if (typeof typed !== 'boolean' || field.checked !== (known[name] ?? false)) continue
      field.checked = typed
      field.dispatchEvent(new Event('change', { bubbles: true }))
    } else if (typeof typed === 'string' && field.value === (known[name] ?? '')) {
      field.value = typed
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

/** After the booking nothing of it is left in the tab. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT)
  } catch {
    // Nothing was kept.
  }
}

function readDraft(): Partial<Details> {
  try {
    return (JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}') ?? {}) as Partial<Details>
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

const isTick = (field: Field): field is HTMLInputElement => field.type === 'checkbox'
