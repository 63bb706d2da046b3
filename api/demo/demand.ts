import { dayOf, wallMinute, weekdayOf } from '../availability/calendar.ts'
import type { Day, Slot, VisitItem } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import { visitOf } from '../availability/visit.ts'
import { instantOf } from '../kernel/instant.ts'
import type { Plan } from '../live/plan.ts'
import type { Chance } from './chance.ts'

/** A visit that a citizen will try to book. */
export interface Demand {
  /** The day of the visit. */
  day: Day
  items: VisitItem[]
  /** The citizen books at this instant; the visit is within the horizon then. */
  bookedAt: Date
  /** Comes without an appointment. */
  walksIn: boolean
}

/** Shares of services at the desks of the residents' registration, in percent of visits. */
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

/** Second service that is often booked together with the first. */
const SECOND_SERVICE: Readonly<Record<string, string>> = {
  'personalausweis-beantragen': 'reisepass-beantragen',
  'wohnsitz-anmelden': 'meldebescheinigung',
  'reisepass-beantragen': 'ausweis-fuer-kinder',
  'wohnsitz-ummelden': 'adresse-im-ausweis-aendern',
}

/** Booked share of the open hours; higher on the telephone lines of departments in demand. */
const FILL = { desks: 0.8, telephone: 0.1 }
const BUSY_LINES: Readonly<Record<string, number>> = { standesamt: 0.35, wohngeld: 0.4, gewerbe: 0.2 }

/** Largest number of days from booking to visit. */
export const MAX_DAYS_AHEAD = 21

/** Ranges of days from booking to visit, with their weights. */
const DAYS_AHEAD: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 0], 7],
  [[1, 3], 24],
  [[4, 8], 30],
  [[9, 14], 24],
  [[15, MAX_DAYS_AHEAD], 15],
]

/** The demand for one department on a day, in proportion to its open hours. */
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
  const second = SECOND_SERVICE[serviceId]
  const items = [{ serviceId, persons }]
  return second && chance.happens(0.12) ? [...items, { serviceId: second, persons: 1 }] : items
}

/** Citizens book at home, in the morning or evening, on any day of the week. */
function bookedWhen(
  chance: Chance,
  { office }: Plan,
  day: Day,
  isOnSite: boolean,
): Pick<Demand, 'bookedAt' | 'walksIn'> {
  const [min, max] = chance.weighted(DAYS_AHEAD)
  const days = chance.whole(min, max)
  const walksIn = days === 0 && isOnSite
  const hour =
    days === 0 ? chance.between(8.8, 14) : chance.oneOf([chance.between(7, 13), chance.between(12, 22.5)])
  const minute = wallMinute(day, Math.floor(hour * 60), office.zone) - days * 24 * 60
  return { bookedAt: instantOf(minute), walksIn }
}

/** Weights of preferred hours: mornings, and the afternoons of days with long opening hours. */
const PREFERRED_HOURS: Readonly<Record<number, number>> = { 9: 9, 10: 10, 11: 8, 14: 4, 15: 5, 16: 7, 17: 4 }
const THURSDAY = 4

/** One of the slots, preferred hours more often; undefined if there are none. */
export function chosenSlot(chance: Chance, slots: readonly Slot[], zone: string): Slot | undefined {
  if (slots.length === 0) return undefined
  return chance.weighted(
    slots.map((slot) => {
      const day = dayOf(slot.from, zone)
      const hour = Math.floor((slot.from - wallMinute(day, 0, zone)) / 60)
      const afternoon = weekdayOf(day) === THURSDAY && hour >= 12 ? 2 : 1
      return [slot, (PREFERRED_HOURS[hour] ?? 3) * afternoon] as const
    }),
  )
}
