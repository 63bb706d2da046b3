import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { textOf } from '../../kernel/text.ts'
import { BookingChannel } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import type { Figures } from '../../statistics/figures.ts'
import { type Row, type Statistics as StatisticsShape, statisticsOf } from './query.ts'
import { MAX_STATISTICS_DAYS } from '../../kernel/limits.ts'

const ChannelCount = builder.objectRef<Figures['channels'][number]>('ChannelCount').implement({
  access: 'proven',
  description: 'Number of appointments by channel.',
  fields: (t) => ({
    channel: t.expose('channel', { type: BookingChannel, description: 'Channel.' }),
    count: t.exposeInt('count', { description: 'Number of appointments.' }),
  }),
})

const StatisticsRow = builder.objectRef<Row>('StatisticsRow').implement({
  access: 'proven',
  description:
    'Figures of a day, a service, a desk, or in total. Contains no data of single bookings or persons.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Day (ISO 8601), id of the service or of the desk; empty for the total.',
    }),
    name: t.string({
      nullable: true,
      description: 'Name of the service or desk.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => (name === null ? null : textOf(name as never, locale)),
    }),
    booked: t.exposeInt('booked', { description: 'Number of appointments in the range, in every status.' }),
    completed: t.exposeInt('completed', { description: 'Number of completed appointments.' }),
    noShows: t.exposeInt('noShows', { description: 'Number of no-shows.' }),
    cancelledByCitizen: t.exposeInt('cancelledByCitizen', {
      description: 'Number of cancellations by citizens.',
    }),
    cancelledByOffice: t.exposeInt('cancelledByOffice', {
      description: 'Number of cancellations by the office.',
    }),
    leadMedian: t.exposeFloat('leadMedian', {
      nullable: true,
      description:
        'Median of the days from booking to appointment, without walk-ins. Null without appointments.',
    }),
    leadMost: t.exposeFloat('leadMost', {
      nullable: true,
      description: '90th percentile of the same.',
    }),
    waitMedian: t.exposeFloat('waitMedian', {
      nullable: true,
      description: 'Median of the minutes from arrival to call, on site. Null if not recorded.',
    }),
    waitMost: t.exposeFloat('waitMost', {
      nullable: true,
      description: '90th percentile of the same.',
    }),
    bookedMinutes: t.exposeFloat('bookedMinutes', {
      description: 'Minutes of desks in use: all appointments that were not cancelled.',
    }),
    openedMinutes: t.exposeInt('openedMinutes', {
      nullable: true,
      description:
        'Minutes of opening hours, less closures and public holidays. Null for services, which share desks.',
    }),
    channels: t.expose('channels', { type: [ChannelCount], description: 'Appointments by channel.' }),
  }),
})

const Statistics = builder.objectRef<StatisticsShape>('Statistics').implement({
  access: 'proven',
  description:
    'Statistics of a range of days. Small numbers are not suppressed, because callers may see the bookings as well.',
  fields: (t) => ({
    total: t.expose('total', { type: StatisticsRow, description: 'Figures in total.' }),
    days: t.expose('days', { type: [StatisticsRow], description: 'Figures by day.' }),
    services: t.expose('services', {
      type: [StatisticsRow],
      description: 'Figures by service; a visit for two services counts for both.',
    }),
    desks: t.expose('desks', { type: [StatisticsRow], description: 'Figures by desk.' }),
  }),
})

builder.queryField('statistics', (t) =>
  t.field({
    access: 'planner',
    type: Statistics,
    description: "Planners: statistics of the caller's departments.",
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({
        type: 'Date',
        required: true,
        description: `Last day; at most ${MAX_STATISTICS_DAYS} days in all.`,
      }),
      departmentId: t.arg.id({ description: 'Restricts the answer to this department.' }),
    },
    resolve: async (_root, args, context) => statisticsOf(context.app, await caller(context), args),
  }),
)
