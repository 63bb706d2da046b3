import Holidays from 'date-holidays'
import { remembered } from './memo.ts'
import type { Day } from './model.ts'

const DAY_MS = 86_400_000
const NOON_MS = DAY_MS / 2

/**
 * Whether a day is a public holiday by law in a region (ISO 3166-2, `DE-ST`); a holiday of a part of the
 * region is named by the library's own third part, `DE-BY-A`. Easter and Whit Sunday are none in most German
 * states: Sundays are quiet by themselves. A holiday that does not last until noon, or begins after it,
 * does not count.
 * @throws RangeError when the region is not known
 */
export function isPublicHoliday(day: Day, region: string): boolean {
  return holidaysNear(`${region} ${day.slice(0, 4)}`).has(day)
}

// A set of a year takes some milliseconds to compute and a kilobyte to keep.
const holidaysNear = remembered(50, (key): ReadonlySet<Day> => {
  const [region = '', yearText = ''] = key.split(' ')
  const year = Number(yearText)
  const calendar = calendarOf(region)
  const days = new Set<Day>()
  // The library files a holiday under the year in which it begins, though it may last into the next.
  for (const filed of [year - 1, year]) {
    for (const { start, end } of calendar.getHolidays(filed)) {
      // The day whose noon it covers: feasts of the Islamic calendar begin at 18:00 the evening before.
      const firstNoon = Math.ceil((start.getTime() - NOON_MS) / DAY_MS) * DAY_MS + NOON_MS
      for (let noon = firstNoon; noon < end.getTime(); noon += DAY_MS)
        days.add(new Date(noon).toISOString().slice(0, 10))
    }
  }
  return days
})

const calendarOf = remembered(10, (region) => {
  const [country = '', state, part] = region.split('-')
  const names = new Holidays()
  const known =
    Object.hasOwn(names.getCountries(), country) &&
    (state === undefined || Object.hasOwn(names.getStates(country) ?? {}, state)) &&
    (part === undefined || Object.hasOwn(names.getRegions(country, state ?? '') ?? {}, part))
  // Left to itself the library answers an unknown state with the country's holidays, or with none.
  if (!known) throw new RangeError(`no holidays are known for region ${JSON.stringify(region)}`)
  return new Holidays(country, state ?? '', part ?? '', {
    // Without this, customs (Rosenmontag) and bank holidays (24 December from 14:00) would close the office.
    types: ['public'],
    // By default start and end are instants of the region's zone. Asked for UTC they are what the clock shows
    // there, and every noon is 24 hours after the last, also on 31 October 2027.
    timezone: 'UTC',
  })
})
