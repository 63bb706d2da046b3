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
    'Where a booking stands: held while the citizen types, confirmed, then what happened on the day.',
})

export const BookingChannel = builder.enumType(BookingChannels, {
  name: 'BookingChannel',
  description: 'The way by which a booking was made.',
})

export const CancelledBy = builder.enumType(CancelledBys, {
  name: 'CancelledBy',
  description: 'Who cancelled a booking.',
})
