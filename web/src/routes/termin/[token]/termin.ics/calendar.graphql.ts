import { graphql } from '#lib/graphql/tada.ts'

export const CalendarFile_Booking = graphql(`
  query CalendarFile_Booking($token: String!) {
    booking(token: $token) {
      reference
      icalendar
    }
  }
`)
