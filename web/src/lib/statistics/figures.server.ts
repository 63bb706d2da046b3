import { MAX_STATISTICS_DAYS } from '@terminklick/api/limits'
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { addDays, dayOf, isDay } from '#lib/time/time.ts'
import { StatisticsPage_Statistics, StatisticsPage_Viewer } from './statistics.graphql.ts'

/** The statistics for the parameters of a URL, for the page and for files. @throws 404 without the role planner or admin */
export async function figuresFor(event: Pick<RequestEvent, 'fetch' | 'url'>) {
  const { viewer, services } = await query(event, StatisticsPage_Viewer, { locale: locale() })
  if (!viewer) redirect(303, href('/personal/anmelden'))
  // Other roles get the same answer as for a missing page.
  if (!viewer.roles.some((role) => role === 'admin' || role === 'planner')) error(404, 'not for this role')

  const today = dayOf(new Date())
  const parameter = (name: string) => event.url.searchParams.get(name)
  const requestedTo = parameter('bis')
  const to = isDay(requestedTo) ? requestedTo : today
  const requestedFrom = parameter('von')
  const from = isDay(requestedFrom) ? requestedFrom : addDays(to, -29)
  const departmentId = parameter('amt') || null
  const departments = [...new Map(services.map(({ department }) => [department.id, department.name]))]
  const range = { from, to, departmentId, today, departments }
  if (from > to) return { ...range, problem: 'backwards' as const }
  if (to > addDays(from, MAX_STATISTICS_DAYS - 1)) return { ...range, problem: 'long' as const }
  const { statistics } = await query(event, StatisticsPage_Statistics, {
    from,
    to,
    departmentId,
    locale: locale(),
  })
  const used = ({ booked, openedMinutes }: { booked: number; openedMinutes: number | null }) =>
    booked > 0 || (openedMinutes ?? 0) > 0
  return {
    ...range,
    figures: {
      ...statistics,
      services: statistics.services.filter(used),
      desks: statistics.desks.filter(used),
    },
  }
}

export type Figures = Extract<Awaited<ReturnType<typeof figuresFor>>, { figures: unknown }>['figures']
