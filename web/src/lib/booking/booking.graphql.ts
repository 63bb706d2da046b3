import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A booking as the citizen with its manage token sees it. */
export const BookingView = graphql(`
  fragment BookingView on Booking {
    id
    reference
    status
    startsAt
    endsAt
    mode
    holdExpiresAt
    cancelledBy
    cancellationReason
    canCancel
    canReschedule
    items {
      persons
      service {
        id
        slug
        title(locale: $locale)
      }
    }
    documents(locale: $locale) {
      title
      detail
      requiredWhen
    }
    department {
      id
      name(locale: $locale)
      phone
    }
    place {
      street
      postalCode
      city
      room
      accessible
    }
    contact {
      name
      email
      phone
      phoneDisplay
    }
  }
`)

export const BookingByToken = graphql(
  `
    query BookingByToken($token: String!, $locale: Locale!) {
      booking(token: $token) {
        ...BookingView
      }
    }
  `,
  [BookingView],
)

export type BookingData = ResultOf<typeof BookingView>
