import { type ReferencesField, serviceFields } from '@terminklick/api/catalogue-fields'
import type { Choices } from '../editor.graphql.ts'
import { labelText } from './field-labels.ts'

export interface ReferenceGroup {
  /** Left out if there is only one group. */
  name?: string
  choices: readonly { id: string; title: string }[]
}

/** The choices of a reference field; desks are grouped by mode. */
export function referenceGroups({ to }: ReferencesField, choices: Choices): ReferenceGroup[] {
  if (to !== 'desks') return [{ choices: choices[to] }]
  return Object.entries(serviceFields.mode.of).flatMap(([mode, label]) => {
    const ofMode = choices.editorChoices.desks.filter((desk) => desk.mode === mode)
    const titled = ofMode.map(({ id, name, department }) => ({ id, title: `${name}, ${department.name}` }))
    return titled.length > 0 ? [{ name: labelText(label), choices: titled }] : []
  })
}
