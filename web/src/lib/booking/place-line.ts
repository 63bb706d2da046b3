import type { KeptBooking } from '#lib/appointments/kept-appointments.ts'

/** Where to come, in one line for calendars and maps; empty when the office calls. */
export const placeInOneLine = ({ place }: Pick<KeptBooking, 'place'>): string =>
  place ? `${place.street}, ${place.postalCode} ${place.city}` : ''
