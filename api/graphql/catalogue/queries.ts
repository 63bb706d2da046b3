import { builder } from '../core/builder.ts'
import { AppointmentMode } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import type { Database } from '../../kernel/db.ts'
import { type EntryRef, searchCatalogue, searchIds } from '../../catalogue/search-catalogue.ts'
import './missing-text.ts'
import { Office } from './office.ts'
import { Page } from './page.ts'
import { Referral } from './referral.ts'
import { SearchResult } from './search-result.ts'
import { Service } from './service.ts'
import { Topic } from './topic.ts'
import { MAX_SEARCH } from '../../kernel/limits.ts'

/** Types for other folders of the schema. */
export { Address, addressOf } from './address.ts'
export { Department } from './department.ts'
export { RequiredDocument } from './required-document.ts'
export { Service }

const searchDescription = `Search text: matches ranked by relevance, the best first. Only the first ${MAX_SEARCH} characters count. Blank: no search.`

builder.queryFields((t) => ({
  office: t.prismaField({
    access: 'anyone',
    type: Office,
    nullable: true,
    description: 'The town hall itself; null until a catalogue was imported.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.office.findUnique({ ...query, where: { id: 1 } }),
  }),
  page: t.prismaField({
    access: 'anyone',
    type: Page,
    nullable: true,
    description: 'Page of the town by its address, e.g. impressum; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'Its address.' }) },
    resolve: (query, _root, { id }, { app }) => app.db.prisma.page.findUnique({ ...query, where: { id } }),
  }),
  locales: t.field({
    access: 'anyone',
    type: ['Locale'],
    description: 'Languages offered, the default first.',
    resolve: async (_root, _args, { app }) => {
      const office = await app.db.prisma.office.findUnique({ where: { id: 1 }, select: { locales: true } })
      return office?.locales ?? []
    },
  }),
  topics: t.prismaField({
    access: 'anyone',
    type: [Topic],
    description: 'Topics in the order of the office.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.topic.findMany({ ...query, orderBy: { position: 'asc' } }),
  }),
  services: t.prismaField({
    access: 'anyone',
    type: [Service],
    description:
      'All bookable services; `search` ranks them by relevance (synonyms, typing errors, compounds).',
    args: {
      topicId: t.arg.id({ description: 'Only services of this topic; an unknown one has none.' }),
      mode: t.arg({
        type: AppointmentMode,
        description: 'Only services on site, or only those by telephone.',
      }),
      search: t.arg.string({ description: searchDescription }),
      ...localeArgument,
    },
    resolve: async (query, _root, { topicId, mode, search, locale }, { app }) => {
      const order = search?.trim() ? await searchIds(app.db, 'service', search, locale) : null
      const services = await app.db.prisma.service.findMany({
        ...query,
        where: {
          active: true,
          ...(topicId != null && { topics: { some: { id: topicId } } }),
          ...(mode != null && { mode }),
          ...(order && { id: { in: order } }),
        },
        orderBy: { position: 'asc' },
      })
      return order ? inOrder(services, order) : services
    },
  }),
  service: t.prismaField({
    access: 'anyone',
    type: Service,
    nullable: true,
    description: 'The service with that slug; null if there is none, or it is no longer offered.',
    args: { slug: t.arg.string({ required: true, description: 'Its address on the web.' }) },
    resolve: (query, _root, { slug }, { app }) =>
      app.db.prisma.service.findUnique({ ...query, where: { slug, active: true } }),
  }),
  referrals: t.prismaField({
    access: 'anyone',
    type: [Referral],
    description: 'Referrals to other authorities, for services that this office does not provide.',
    args: { search: t.arg.string({ description: searchDescription }), ...localeArgument },
    resolve: async (query, _root, { search, locale }, { app }) => {
      const order = search?.trim() ? await searchIds(app.db, 'referral', search, locale) : null
      const referrals = await app.db.prisma.referral.findMany({
        ...query,
        where: order ? { id: { in: order } } : {},
        orderBy: { position: 'asc' },
      })
      return order ? inOrder(referrals, order) : referrals
    },
  }),
  referral: t.prismaField({
    access: 'anyone',
    type: Referral,
    nullable: true,
    description: 'The referral with that id; null if there is none.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (query, _root, { id }, { app }) =>
      app.db.prisma.referral.findUnique({ ...query, where: { id } }),
  }),
  search: t.field({
    access: 'anyone',
    type: SearchResult,
    description:
      'Search over services and referrals. Referrals name the authority for things that the office does not do. Merges the order of `services(search:)` and `referrals(search:)`.',
    args: {
      text: t.arg.string({ required: true, description: searchDescription }),
      ...localeArgument,
    },
    resolve: async (_root, { text, locale }, { app: { db } }) => {
      const { entries, near } = await searchCatalogue(db, text, locale)
      return { near, entries: await rowsOf(db, entries) }
    },
  }),
}))

function inOrder<Row extends { id: string }>(rows: Row[], ids: string[]): Row[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  return rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** The rows of the search hits, in their order, without those deleted in the meantime. */
async function rowsOf({ prisma }: Database, hits: EntryRef[]) {
  const ids = (table: EntryRef['table']) => hits.flatMap((each) => (each.table === table ? [each.id] : []))
  const [services, referrals] = await Promise.all([
    prisma.service.findMany({ where: { id: { in: ids('service') }, active: true } }),
    prisma.referral.findMany({ where: { id: { in: ids('referral') } } }),
  ])
  const service = new Map(services.map((row) => [row.id, row]))
  const referral = new Map(referrals.map((row) => [row.id, row]))
  return hits.flatMap(({ table, id }) => (table === 'service' ? service.get(id) : referral.get(id)) ?? [])
}
