import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { textOf } from '../../kernel/text.ts'
import { BookingChannel } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import type { Figures } from '../../statistics/figures.ts'
import { type Row, type Statistics as StatisticsShape, statisticsOf } from './query.ts'

const ChannelCount = builder.objectRef<Figures['channels'][number]>('ChannelCount').implement({
  access: 'proven',
  description: 'How many appointments were made in one way.',
  fields: (t) => ({
    channel: t.expose('channel', { type: BookingChannel, description: 'Which way.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const StatisticsRow = builder.objectRef<Row>('StatisticsRow').implement({
  access: 'proven',
  description: 'Figures about a day, a service, a desk, or all. None of them tells of one booking or person.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Day (ISO 8601), id of the service or of the desk; empty for the total.',
    }),
    name: t.string({
      nullable: true,
      description: 'Of the service or the desk.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => (name === null ? null : textOf(name as never, locale)),
    }),
    booked: t.exposeInt('booked', { description: 'Appointments in this time, whatever became of them.' }),
    completed: t.exposeInt('completed', { description: 'Of these, done.' }),
    noShows: t.exposeInt('noShows', { description: 'Of these, nobody came.' }),
    cancelledByCitizen: t.exposeInt('cancelledByCitizen', {
      description: 'Of these, cancelled by citizens.',
    }),
    cancelledByOffice: t.exposeInt('cancelledByOffice', {
      description: 'Of these, cancelled by the office.',
    }),
    leadMedian: t.exposeFloat('leadMedian', {
      nullable: true,
      description:
        'Days from booking to appointment (walk-ins excepted): half of them wait no longer. Null: there are none.',
    }),
    leadMost: t.exposeFloat('leadMost', {
      nullable: true,
      description: 'The same: nine of ten wait no longer (90th percentile).',
    }),
    waitMedian: t.exposeFloat('waitMedian', {
      nullable: true,
      description: 'Minutes from arriving to being called, on site: half wait no longer. Null: not recorded.',
    }),
    waitMost: t.exposeFloat('waitMost', {
      nullable: true,
      description: 'The same: nine of ten wait no longer (90th percentile).',
    }),
    bookedMinutes: t.exposeFloat('bookedMinutes', {
      description: 'Minutes for which desks were kept: of all that were not cancelled.',
    }),
    openedMinutes: t.exposeInt('openedMinutes', {
      nullable: true,
      description:
        'Minutes for which desks were open: openings less closures and public holidays. Null for services, which share them.',
    }),
    channels: t.expose('channels', { type: [ChannelCount], description: 'Ways by which they were made.' }),
  }),
})

const Statistics = builder.objectRef<StatisticsShape>('Statistics').implement({
  access: 'proven',
  description:
    'Figures of a range of days. Small numbers are not hidden: whoever may see them may see the bookings as well.',
  fields: (t) => ({
    total: t.expose('total', { type: StatisticsRow, description: 'All together.' }),
    days: t.expose('days', { type: [StatisticsRow], description: 'Every day of the range.' }),
    services: t.expose('services', {
      type: [StatisticsRow],
      description: 'Every service; a visit for two counts with both.',
    }),
    desks: t.expose('desks', { type: [StatisticsRow], description: 'Every desk.' }),
  }),
})

builder.queryField('statistics', (t) =>
  t.field({
    access: 'planner',
    type: Statistics,
    description: 'Planners: figures about the bookings of own departments, for days of the office.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day; at most 366 days in all.' }),
      departmentId: t.arg.id({ description: 'Only of this department.' }),
    },
    resolve: async (_root, args, context) => statisticsOf(context.app, await caller(context), args),
  }),
)
