import { dayOf, wallMinute, weekdayOf } from '../availability/calendar.ts'
import type { Day, Slot, VisitItem } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import { visitOf } from '../availability/visit.ts'
import { instantOf } from '../kernel/instant.ts'
import type { Plan } from '../live/plan.ts'
import type { Chance } from './chance.ts'

/** A visit that somebody will want: on which day, and when they see to it. */
export interface Demand {
  day: Day
  items: VisitItem[]
  /** Not before the citizen can book that far ahead. */
  bookedAt: Date
  walksIn: boolean
}

/** Which services are asked for, by how often in a hundred visits to the desks of the residents' registration. */
const ON_SITE: readonly (readonly [string, number])[] = [
  ['personalausweis-beantragen', 24],
  ['reisepass-beantragen', 15],
  ['wohnsitz-anmelden', 12],
  ['wohnsitz-ummelden', 9],
  ['ausweis-abholen', 14],
  ['fuehrungszeugnis', 7],
  ['meldebescheinigung', 5],
  ['ausweis-fuer-kinder', 4],
  ['kopien-beglaubigen', 3],
  ['ausweis-verloren', 2],
  ['online-ausweis-pin', 2],
  ['vorlaeufiger-reisepass', 1],
  ['wohnsitz-abmelden', 1],
  ['unterschrift-beglaubigen', 1],
]

/** Errands that people do in one go. */
const ALSO: Readonly<Record<string, string>> = {
  'personalausweis-beantragen': 'reisepass-beantragen',
  'wohnsitz-anmelden': 'meldebescheinigung',
  'reisepass-beantragen': 'ausweis-fuer-kinder',
  'wohnsitz-ummelden': 'adresse-im-ausweis-aendern',
}

/** How much of their open hours fills up; telephone lines of the departments that people ask for most fill further. */
const FILL = { desks: 0.8, telephone: 0.1 }
const BUSY_LINES: Readonly<Record<string, number>> = { standesamt: 0.35, wohngeld: 0.4, gewerbe: 0.2 }

/** Nobody of the demo books further ahead, in days. */
export const MOST_DAYS_AHEAD = 21

/** Days from booking to visit, and how often. */
const DAYS_AHEAD: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 0], 7],
  [[1, 3], 24],
  [[4, 8], 30],
  [[9, 14], 24],
  [[15, MOST_DAYS_AHEAD], 15],
]

/** What a day brings to one department, given how long its desks are open. */
export function demandOf(chance: Chance, plan: Plan, departmentId: string, day: Day): Demand[] {
  const desks = [...plan.desks.values()].filter((desk) => desk.departmentId === departmentId)
  const runs = desks.flatMap((desk) => deskDayOf(desk, day, [], 0, plan.office).runs)
  const open = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  const isOnSite = departmentId === 'einwohnermeldewesen'
  const fill = isOnSite ? FILL.desks : (BUSY_LINES[departmentId] ?? FILL.telephone)
  const services = [...new Set(desks.flatMap(({ desk }) => [...desk.serviceIds]))]
  const demands: Demand[] = []
  for (let left = open * fill * chance.between(0.85, 1.1); left > 0 && open > 0;) {
    const items = isOnSite ? itemsOnSite(chance, plan) : [{ serviceId: chance.oneOf(services), persons: 1 }]
    left -= visitOf(items, plan.services).minutes
    demands.push({ day, items, ...bookedWhen(chance, plan, day, isOnSite) })
  }
  return demands
}

function itemsOnSite(chance: Chance, { services }: Plan): VisitItem[] {
  const serviceId = chance.weighted(ON_SITE)
  const { maxPersons } = services.get(serviceId)!
  const persons = chance.happens(0.14) ? Math.min(maxPersons, chance.whole(2, 4)) : 1
  const also = ALSO[serviceId]
  const items = [{ serviceId, persons }]
  return also && chance.happens(0.12) ? [...items, { serviceId: also, persons: 1 }] : items
}

/** Citizens book at home, in the morning and in the evening, on any day of the week. */
function bookedWhen(
  chance: Chance,
  { office }: Plan,
  day: Day,
  isOnSite: boolean,
): Pick<Demand, 'bookedAt' | 'walksIn'> {
  const [least, most] = chance.weighted(DAYS_AHEAD)
  const days = chance.whole(least, most)
  const walksIn = days === 0 && isOnSite
  const hour =
    days === 0 ? chance.between(8.8, 14) : chance.oneOf([chance.between(7, 13), chance.between(12, 22.5)])
  const minute = wallMinute(day, Math.floor(hour * 60), office.zone) - days * 24 * 60
  return { bookedAt: instantOf(minute), walksIn }
}

/** Hours that people like: mornings, and the afternoons of the long days. */
const LIKED: Readonly<Record<number, number>> = { 9: 9, 10: 10, 11: 8, 14: 4, 15: 5, 16: 7, 17: 4 }
const THURSDAY = 4

/** One of the starts that are offered, the better ones more often; undefined when there are none. */
export function chosenSlot(chance: Chance, slots: readonly Slot[], zone: string): Slot | undefined {
  if (slots.length === 0) return undefined
  return chance.weighted(
    slots.map((slot) => {
      const day = dayOf(slot.from, zone)
      const hour = Math.floor((slot.from - wallMinute(day, 0, zone)) / 60)
      const afternoon = weekdayOf(day) === THURSDAY && hour >= 12 ? 2 : 1
      return [slot, (LIKED[hour] ?? 3) * afternoon] as const
    }),
  )
}
