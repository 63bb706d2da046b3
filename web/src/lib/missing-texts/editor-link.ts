import { entryPath } from '#lib/catalogue-editor/entry-kinds.ts'

const KINDS = { service: 'SERVICE', topic: 'TOPIC', referral: 'REFERRAL' } as const

interface Gap {
  entity: string
  id: string
  /** In the API's notation: `documents[2].detail`. */
  field: string | undefined
  locale: string
}

/** Path of the editor's field for a missing text, without language; null for texts that exist in files only. */
export function editorLink({ entity, id, field = 'title', locale }: Gap): string | null {
  if (!(entity in KINDS)) return null
  const path = field.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^onlineAlternative$/, '$&.text')
  return `${entryPath({ kind: KINDS[entity as keyof typeof KINDS], id })}#${path}.${locale}`
}
