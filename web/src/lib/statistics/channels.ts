import { m } from '#lib/i18n/i18n.ts'
import type { Total } from './statistics.graphql.ts'

type ChannelCount = Total['channels'][number]

const words: Record<ChannelCount['channel'], () => string> = {
  WEB: m.staff_stats_channel_web,
  PHONE: m.staff_stats_channel_phone,
  EMAIL: m.staff_stats_channel_email,
  WALK_IN: m.staff_stats_channel_walk_in,
  API: m.staff_stats_channel_api,
}

/** How an appointment was made, in words. */
export const channelWords = ({ channel }: ChannelCount): string => words[channel]()

/** The most used way first. */
export const byCount = (channels: readonly ChannelCount[]): ChannelCount[] =>
  channels.toSorted((a, b) => b.count - a.count)
