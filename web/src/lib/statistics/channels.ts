import { m } from '#lib/i18n/i18n.ts'
import type { Total } from './statistics.graphql.ts'

type ChannelCount = Total['channels'][number]

const labels: Record<ChannelCount['channel'], () => string> = {
  WEB: m.staff_stats_channel_web,
  PHONE: m.staff_stats_channel_phone,
  EMAIL: m.staff_stats_channel_email,
  WALK_IN: m.staff_stats_channel_walk_in,
  API: m.staff_stats_channel_api,
}

/** The label of a booking channel. */
export const channelLabel = ({ channel }: ChannelCount): string => labels[channel]()

/** Sorted by count, the most used channel first. */
export const byCount = (channels: readonly ChannelCount[]): ChannelCount[] =>
  channels.toSorted((a, b) => b.count - a.count)
