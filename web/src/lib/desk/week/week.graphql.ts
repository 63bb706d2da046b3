import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

export const WeekPage_Bookings = graphql(`
  query WeekPage_Bookings($from: Date!, $to: Date!, $departmentId: ID) {
    bookings(from: $from, to: $to, departmentId: $departmentId) {
      id
      status
      mode
      startsAt
      atDesk {
        desk {
          id
        }
      }
    }
    deskHours(from: $from, to: $to, departmentId: $departmentId) {
      date
      deskId
      open {
        startsAt
      }
    }
  }
`)

export type WeekBooking = ResultOf<typeof WeekPage_Bookings>['bookings'][number]
