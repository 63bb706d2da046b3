import { builder } from './builder.ts'
import {
  AppointmentMode as AppointmentModes,
  BookingChannel as BookingChannels,
  BookingStatus as BookingStatuses,
  CancelledBy as CancelledBys,
} from '../../generated/prisma/enums.ts'

export const AppointmentMode = builder.enumType(AppointmentModes, {
  name: 'AppointmentMode',
  description: 'Whether citizens come to the office or the office calls them.',
})

export const BookingStatus = builder.enumType(BookingStatuses, {
  name: 'BookingStatus',
  description:
    'Status of a booking: held while the citizen fills in the form, confirmed, then its outcome on the day.',
})

export const BookingChannel = builder.enumType(BookingChannels, {
  name: 'BookingChannel',
  description: 'Channel by which a booking was made.',
})

export const CancelledBy = builder.enumType(CancelledBys, {
  name: 'CancelledBy',
  description: 'Party that cancelled a booking.',
})
