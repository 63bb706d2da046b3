import type { ClientBase } from 'pg'
import { checkReferences, parsedOf } from '../format/check-references.ts'
import type { Catalogue } from '../format/catalogue.ts'
import type { CatalogueProblem } from '../format/problem.ts'
import {
  type Content,
  type EntryKind,
  type FileEntry,
  idsIn,
  referralContent,
  referralEntry,
  serviceContent,
  serviceEntry,
  topicContent,
  topicEntry,
} from '../entry/content.ts'
import { type Decided, decideEntry, type Sides } from './decide-entry.ts'
import { isSame } from '../entry/difference.ts'
import { inListOrder } from './list-order.ts'
import { lastImport, presentEntries } from './last-import.ts'

/** The catalogue that an import writes, merged with the editors' changes since the last import. */
export interface MergedImport {
  catalogue: Catalogue
  /** Entries whose published content changes: each gets a revision. */
  changes: ImportChange[]
  /** The entries of the files, stored for the next import. */
  files: FileEntry[]
  /** Reasons to refuse the import; empty: none. */
  problems: CatalogueProblem[]
}

export interface ImportChange {
  kind: EntryKind
  id: string
  content: Content
  offered: boolean
}

const FILES = { SERVICE: 'services', TOPIC: 'topics', REFERRAL: 'referrals' } as const

/**
 * Merges a catalogue from files with the editors' changes, field by field. A field that the files have not changed since
 * the last import keeps the editors' value; a field that editors have not changed takes the value of the files. A field
 * that both have changed differently is a problem, unless the files replace everything.
 */
export async function mergeImport(
  client: ClientBase,
  catalogue: Catalogue,
  { replace }: { replace: boolean },
): Promise<MergedImport> {
  const files = fileEntries(catalogue)
  const problems: CatalogueProblem[] = []
  const changes: ImportChange[] = []
  let isAsInFiles = true
  const merge = async (kind: EntryKind) => {
    const ofKind = files.filter((entry) => entry.kind === kind)
    const present = await presentEntries(client, kind)
    const last = await lastImport(client, kind, present)
    const ids = new Set([...ofKind, ...present].map(({ id }) => id))
    const decided = [...ids].map((id): Decided & { id: string } => {
      const file = ofKind.find((entry) => entry.id === id)
      const now = present.find((entry) => entry.id === id)
      const sides: Sides = { file: file?.content, base: last.get(id)?.content, now }
      const decision = decideEntry(sides, replace)
      const path = file ? `${FILES[kind]}[${file.position}]` : ''
      for (const { field, reason } of decision.clashes)
        problems.push({
          ...{ file: `${FILES[kind]}.json`, entry: id, reason },
          path: [path, field].filter(Boolean).join('.'),
        })
      isAsInFiles &&= isSame(decision.content ?? undefined, file?.content)
      const before = now?.offered ? now.content : null
      if (now && !isSame(before, decision.content))
        changes.push({
          kind,
          id,
          content: decision.content ?? now.content,
          offered: decision.content !== null,
        })
      return { id, ...decision }
    })
    const kept = new Map(decided.flatMap(({ id, content }) => (content ? [[id, content] as const] : [])))
    const order = inListOrder({
      file: ofKind.map(({ id }) => id).filter((id) => kept.has(id)),
      base: [...last.values()].toSorted((a, b) => a.position - b.position).map(({ id }) => id),
      now: present.filter(({ id, offered }) => offered && kept.has(id)).map(({ id }) => id),
    })
    return order.map((id) => ({ id, content: kept.get(id)! }))
  }

  const services = await merge('SERVICE')
  const whole = withEntries(catalogue, {
    services,
    topics: await merge('TOPIC'),
    referrals: await merge('REFERRAL'),
  })
  // An unmerged catalogue was already checked when the files were read.
  if (!isAsInFiles && problems.length === 0) problems.push(...checkReferences(parsedOf(whole), whole.office))
  return {
    catalogue: whole,
    changes: changes.map((change) => withServices(change, services)),
    files,
    problems,
  }
}

/** The entries of the files. Topics are without their services: services name their topics. */
function fileEntries({ services, topics, referrals, desks }: Catalogue): FileEntry[] {
  const desksOf = (id: string) =>
    desks.filter(({ serviceIds }) => serviceIds.includes(id)).map((desk) => desk.id)
  const listed = (kind: EntryKind, entries: [id: string, content: object][]) =>
    entries.map(([id, content], position): FileEntry => ({ kind, id, position, content: { ...content } }))
  return [
    ...listed(
      'SERVICE',
      services.map((one) => [one.id, serviceContent(one, desksOf(one.id))]),
    ),
    ...listed(
      'TOPIC',
      topics.map(({ id, title, description }) => [id, { title, description }]),
    ),
    ...listed(
      'REFERRAL',
      referrals.map((one) => [one.id, referralContent(one)]),
    ),
  ]
}

type Entries = { id: string; content: Content }[]

function withEntries(
  catalogue: Catalogue,
  { services, topics, referrals }: Record<'services' | 'topics' | 'referrals', Entries>,
): Catalogue {
  const servedBy = (desk: string) =>
    services.filter(({ content }) => idsIn(content, 'deskIds').includes(desk))
  // Values of the file that are not part of the content (its sources) are kept.
  const overFile = <Entry extends { id: string }>(list: Entry[], id: string, merged: Entry): Entry => {
    const own = list.find((entry) => entry.id === id)
    return own ? { ...own, ...merged } : merged
  }
  return {
    ...catalogue,
    services: services.map(({ id, content }) => overFile(catalogue.services, id, serviceEntry(id, content))),
    topics: topics.map(({ id, content }) => overFile(catalogue.topics, id, topicEntry(id, content))),
    referrals: referrals.map(({ id, content }) => {
      const { topicIds = [] } = catalogue.referrals.find((entry) => entry.id === id) ?? {}
      return { ...overFile(catalogue.referrals, id, referralEntry(id, content)), topicIds }
    }),
    desks: catalogue.desks.map((desk) => ({ ...desk, serviceIds: servedBy(desk.id).map(({ id }) => id) })),
  }
}

/** A topic's revision also lists its services. */
function withServices(change: ImportChange, services: Entries): ImportChange {
  if (change.kind !== 'TOPIC') return change
  const ofTopic = services.filter(({ content }) => idsIn(content, 'topicIds').includes(change.id))
  const { title, description } = change.content as unknown as Parameters<typeof topicContent>[0]
  const content = topicContent(
    { id: change.id, title, description },
    ofTopic.map(({ id }) => id),
  )
  return { ...change, content: { ...content } }
}
