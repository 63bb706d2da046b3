import type { KeptBooking } from '#lib/appointments/kept-appointments.ts'

/** Identifies a document within its visit, in one language. */
export const documentKey = ({ title, requiredWhen }: KeptBooking['documents'][number]): string =>
  `${title}|${requiredWhen ?? ''}`
