import Holidays from 'date-holidays'
import { memoized } from './memo.ts'
import type { Day } from './model.ts'

const DAY_MS = 86_400_000
const NOON_MS = DAY_MS / 2

/**
 * Whether a day is a public holiday by law in a region (ISO 3166-2, `DE-ST`); holidays of a part of a
 * region have a third part, `DE-BY-A`, as in the library. Easter Sunday and Whit Sunday are no legal holidays in most
 * German states, because they are Sundays. A holiday that ends before noon or begins after it does not count.
 * @throws RangeError for an unknown region
 */
export function isPublicHoliday(day: Day, region: string): boolean {
  return holidaysNear(`${region} ${day.slice(0, 4)}`).has(day)
}

// The holidays of a year take some milliseconds to compute and one kilobyte to store.
const holidaysNear = memoized(50, (key): ReadonlySet<Day> => {
  const [region = '', yearText = ''] = key.split(' ')
  const year = Number(yearText)
  const calendar = calendarOf(region)
  const days = new Set<Day>()
  // The library lists a holiday in the year in which it begins; it may end in the next.
  for (const filed of [year - 1, year]) {
    for (const { start, end } of calendar.getHolidays(filed)) {
      // The day whose noon it covers: holidays of the Islamic calendar begin at 18:00 on the day before.
      const firstNoon = Math.ceil((start.getTime() - NOON_MS) / DAY_MS) * DAY_MS + NOON_MS
      for (let noon = firstNoon; noon < end.getTime(); noon += DAY_MS)
        days.add(new Date(noon).toISOString().slice(0, 10))
    }
  }
  return days
})

const calendarOf = memoized(10, (region) => {
  const [country = '', state, part] = region.split('-')
  const names = new Holidays()
  const known =
    Object.hasOwn(names.getCountries(), country) &&
    (state === undefined || Object.hasOwn(names.getStates(country) ?? {}, state)) &&
    (part === undefined || Object.hasOwn(names.getRegions(country, state ?? '') ?? {}, part))
  // For an unknown state the library returns the holidays of the country, or none, without an error.
  if (!known) throw new RangeError(`no holidays are known for region ${JSON.stringify(region)}`)
  return new Holidays(country, state ?? '', part ?? '', {
    // Other types, such as customs (Rosenmontag) and bank holidays (24 December from 14:00), do not close the office.
    types: ['public'],
    // By default start and end are instants in the region's zone. In UTC they are the local clock times, and every noon
    // is 24 hours after the one before, also on 31 October 2027.
    timezone: 'UTC',
  })
})
