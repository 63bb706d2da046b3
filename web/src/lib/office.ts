/**
 * The town hall, for the places that must work when the API does not answer (error and offline page, footer).
 * Everything else about offices comes from the catalogue.
 */
export const office = {
  city: 'Merseburg',
  name: { de: 'Stadt Merseburg', en: 'City of Merseburg' },
  phone: '+493461445-0',
  phoneDisplay: '03461 445-0',
  email: 'info@merseburg.de',
  website: 'https://www.merseburg.de',
  street: 'Lauchstädter Straße 1–3',
  postalCode: '06217',
  /** IANA zone of every date and time that is shown. */
  timeZone: 'Europe/Berlin',
} as const
