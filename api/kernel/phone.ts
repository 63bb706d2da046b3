import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/**
 * Formats a telephone number: national format for the office's country, international otherwise. Invalid input is
 * returned unchanged.
 * @param phone E.164
 * @param country ISO 3166-1
 */
export function phoneInWords(phone: string, country: string): string {
  const number = parsePhoneNumberFromString(phone, country as CountryCode)
  if (!number) return phone
  return number.country === country ? number.formatNational() : number.formatInternational()
}
