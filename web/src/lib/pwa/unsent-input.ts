/** Whether a form of the page contains changed fields that were not submitted. */
export function hasUnsentInput(page: ParentNode): boolean {
  return [...page.querySelectorAll<HTMLFormElement>('form[method="post" i]')].some((form) =>
    [...form.elements].some(isChanged),
  )
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((option) => option.selected !== option.defaultSelected)
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  return field.value !== field.defaultValue
}
