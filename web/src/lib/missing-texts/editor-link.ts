import { entryPath } from '#lib/catalogue-editor/entry-kinds.ts'

const KINDS = { service: 'SERVICE', topic: 'TOPIC', referral: 'REFERRAL' } as const

interface Gap {
  entity: string
  id: string
  /** As the API names it: `documents[2].detail`. */
  field: string | undefined
  locale: string
}

/** Where a missing text is written, without language; null: its files alone have it. */
export function editorLink({ entity, id, field = 'title', locale }: Gap): string | null {
  if (!(entity in KINDS)) return null
  const path = field.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^onlineAlternative$/, '$&.text')
  return `${entryPath({ kind: KINDS[entity as keyof typeof KINDS], id })}#${path}.${locale}`
}
