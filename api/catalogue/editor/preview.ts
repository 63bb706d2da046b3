import type { App } from '../../app/app.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { entrySchemas } from '../format/catalogue.ts'
import { idsIn, referralEntry, serviceEntry, topicEntry } from '../entry/content.ts'
import { type Entry, workingContent } from './entries.ts'

/*
 * Drafts as the rows that publishing would write, so that the public fields of the schema resolve for them. Null: the
 * draft is invalid.
 */

export async function servicePreview({ db }: App, { id, locales, ...entry }: Entry) {
  const content = workingContent(entry)
  const service = serviceEntry(id, content)
  if (!entrySchemas(locales).service.safeParse(service).success) return null
  const department = await db.prisma.department.findUnique({ where: { id: service.departmentId } })
  if (!department) return null
  const topics = await db.prisma.topic.findMany({
    where: { id: { in: service.topicIds } },
    orderBy: { position: 'asc' },
  })
  const { topicIds: _, leikaSource, verification, ...columns } = service
  const numbered = <Row extends object>(rows: Row[]) =>
    rows.map((row, position) => ({ serviceId: id, position, ...row }))
  return {
    ...columns,
    ...{ id, department, topics, position: 0, active: true },
    onlineAlternative: columns.onlineAlternative as Prisma.JsonValue,
    documents: numbered(service.documents),
    fees: numbered(service.fees),
  }
}

export async function topicPreview({ db }: App, { id, locales, ...entry }: Entry) {
  const content = workingContent(entry)
  const topic = topicEntry(id, content)
  if (!entrySchemas(locales).topic.safeParse(topic).success) return null
  const services = await db.prisma.service.findMany({
    where: { id: { in: idsIn(content, 'serviceIds') }, active: true },
    orderBy: { position: 'asc' },
  })
  return { ...topic, position: 0, services }
}

export function referralPreview({ id, locales, ...entry }: Entry) {
  const referral = referralEntry(id, workingContent(entry))
  if (!entrySchemas(locales).referral.safeParse(referral).success) return null
  return { ...referral, position: 0 }
}
