import type { KeptBooking } from '#lib/appointments/kept-appointments.ts'

/** The address in one line, for calendars and maps; empty for appointments by telephone. */
export const placeInOneLine = ({ place }: Pick<KeptBooking, 'place'>): string =>
  place ? `${place.street}, ${place.postalCode} ${place.city}` : ''
