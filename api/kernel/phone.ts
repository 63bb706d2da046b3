import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/**
 * A number as people of a country write it: without its prefix where it is one of theirs. What is no number stays.
 * @param phone E.164
 * @param country ISO 3166-1
 */
export function phoneInWords(phone: string, country: string): string {
  const number = parsePhoneNumberFromString(phone, country as CountryCode)
  if (!number) return phone
  return number.country === country ? number.formatNational() : number.formatInternational()
}
