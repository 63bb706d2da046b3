import Holidays from 'date-holidays'

/** Whether the runtime knows this IANA time zone, e.g. `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Whether the library has the public holidays of this ISO 3166 code: a country (`LU`) or a part of one (`DE-ST`). */
export function isHolidayRegion(code: string): boolean {
  const [country = '', state, ...rest] = code.split('-')
  const holidays = new Holidays()
  if (rest.length > 0 || !(country in holidays.getCountries())) return false
  return state === undefined || state in (holidays.getStates(country) ?? {})
}
