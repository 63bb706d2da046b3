import { type ReferencesField, serviceFields } from '@terminklick/api/catalogue-fields'
import type { Choices } from '../editor.graphql.ts'
import { labelText } from './field-labels.ts'

export interface ReferenceGroup {
  /** None where all are in one group. */
  name?: string
  choices: readonly { id: string; title: string }[]
}

/** The entries that a list of ids can name; desks in groups by their mode. */
export function referenceGroups({ to }: ReferencesField, choices: Choices): ReferenceGroup[] {
  if (to !== 'desks') return [{ choices: choices[to] }]
  return Object.entries(serviceFields.mode.of).flatMap(([mode, label]) => {
    const ofMode = choices.editorChoices.desks.filter((desk) => desk.mode === mode)
    const titled = ofMode.map(({ id, name, department }) => ({ id, title: `${name}, ${department.name}` }))
    return titled.length > 0 ? [{ name: labelText(label), choices: titled }] : []
  })
}
