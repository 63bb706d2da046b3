import type { z } from 'zod'
import type { FieldProblem } from '../../kernel/outcome.ts'
import type { Queryable } from '../../kernel/db.ts'
import { checkReferences, parsedOf } from '../format/check-references.ts'
import { entrySchemas } from '../format/catalogue.ts'
import {
  type Content,
  type EntryKind,
  idsIn,
  referralEntry,
  serviceEntry,
  topicEntry,
} from '../entry/content.ts'
import { type Current, currentEntries, localesOf } from '../entry/current-entries.ts'
import { openDesks } from './open-desks.ts'
import { problemOfIssue, problemOfReference } from './field-problems.ts'

/**
 * All problems that prevent a content from being published. The rules are those of an import: the format, and the
 * references to other public entries.
 */
export async function checkEntry(
  db: Queryable,
  kind: EntryKind,
  id: string,
  content: Content,
): Promise<FieldProblem[]> {
  const schemas = entrySchemas(await localesOf(db))
  const own: Pick<Current, 'id' | 'content'> = { id, content }
  if (kind === 'REFERRAL') return checkFormat(kind, schemas.referral, referralEntry(id, content))
  if (kind === 'TOPIC')
    return [...checkFormat(kind, schemas.topic, topicEntry(id, content)), ...(await checkServicesOf(db, own))]
  const problems = checkFormat(kind, schemas.service, serviceEntry(id, content))
  return problems.length > 0 ? problems : checkAmongOthers(db, own)
}

function checkFormat(kind: EntryKind, schema: z.ZodType, entry: unknown): FieldProblem[] {
  return (schema.safeParse(entry).error?.issues ?? []).map((issue) => problemOfIssue(kind, issue))
}

/** Checks the references of a service with a valid format. */
async function checkAmongOthers(
  db: Queryable,
  own: Pick<Current, 'id' | 'content'>,
): Promise<FieldProblem[]> {
  const others = (await currentEntries(db, 'SERVICE')).filter(({ id, offered }) => offered && id !== own.id)
  const all = [...others, own]
  const { departments, locations, desks } = await openDesks(db, all)
  const unknown = idsIn(own.content, 'deskIds').flatMap((id, index): FieldProblem[] =>
    desks.some((desk) => desk.id === id) ? [] : [{ field: `deskIds.${index}`, code: 'UNKNOWN_ENTRY' }],
  )
  const parsed = parsedOf({
    ...{ departments, locations, desks, referrals: [], sources: [] },
    topics: (await currentEntries(db, 'TOPIC')).filter(isOffered).map(asTopic),
    services: all.map(({ id, content }) => serviceEntry(id, content)),
  })
  const problems = checkReferences(parsed, undefined).filter(
    ({ file, entry, about }) => (file === 'services.json' && entry === own.id) || about === own.id,
  )
  return [...unknown, ...problems.map(problemOfReference)]
}

/** Checks that the services of a topic exist, and that every service that is removed from it has another topic. */
async function checkServicesOf(
  db: Queryable,
  { id, content }: Pick<Current, 'id' | 'content'>,
): Promise<FieldProblem[]> {
  const services = (await currentEntries(db, 'SERVICE')).filter(isOffered)
  const serviceIds = idsIn(content, 'serviceIds')
  const unknown = serviceIds.flatMap((serviceId, index): FieldProblem[] =>
    services.some((service) => service.id === serviceId)
      ? []
      : [{ field: `serviceIds.${index}`, code: 'UNKNOWN_ENTRY' }],
  )
  const leavesNoTopic = services.some((service) => {
    const topics = idsIn(service.content, 'topicIds')
    return topics.length === 1 && topics[0] === id && !serviceIds.includes(service.id)
  })
  return leavesNoTopic ? [...unknown, { field: 'serviceIds', code: 'LAST_TOPIC' }] : unknown
}

const isOffered = ({ offered }: Current) => offered
const asTopic = ({ id, content }: Current) => topicEntry(id, content)
