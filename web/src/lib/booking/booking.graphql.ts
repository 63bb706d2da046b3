import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A booking as its holder sees it. */
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

/** A start that can be booked. */
export const SlotView = graphql(`
  fragment SlotView on Slot {
    startsAt
  }
`)

/** What is booked together, before a time is chosen. */
export const VisitView = graphql(`
  fragment VisitView on Visit {
    durationMinutes
    atOneDesk
    services {
      id
      slug
      title(locale: $locale)
      mode
      maxPersons
      walkInPossible
      onlineAlternative(locale: $locale)
      onlineAlternativeUrl
      otherWays(locale: $locale)
      fees(locale: $locale) {
        label
        amountCents
        amountMaxCents
        currency
        condition
      }
      department {
        id
        phone
        phoneDisplay
      }
    }
    addableServices {
      id
      title(locale: $locale)
      durationMinutes
    }
    documents(locale: $locale) {
      title
      detail
      requiredWhen
    }
    fees {
      cents
      currency
      certainty
    }
    nextRelease {
      date
      opensAt
    }
  }
`)

export const TimePage_Visit = graphql(
  `
    query TimePage_Visit($items: [VisitItemInput!]!, $locale: Locale!) {
      visit(items: $items) {
        ...VisitView
      }
    }
  `,
  [VisitView],
)

export const TimePage_Days = graphql(
  `
    query TimePage_Days($items: [VisitItemInput!]!, $from: Date!, $to: Date!, $wish: TimeWishInput) {
      nextSlots(items: $items, first: 3, wish: $wish) {
        ...SlotView
      }
      availableDays(items: $items, from: $from, to: $to, wish: $wish) {
        date
        free
      }
    }
  `,
  [SlotView],
)

export const TimePage_Slots = graphql(
  `
    query TimePage_Slots($items: [VisitItemInput!]!, $day: Date!, $wish: TimeWishInput) {
      slots(items: $items, from: $day, to: $day, wish: $wish) {
        ...SlotView
      }
    }
  `,
  [SlotView],
)

export const TimePage_SlotsChanged = graphql(
  `
    subscription TimePage_SlotsChanged(
      $items: [VisitItemInput!]!
      $from: Date!
      $to: Date!
      $wish: TimeWishInput
    ) {
      slotsChanged(items: $items, from: $from, to: $to, wish: $wish) {
        days {
          date
          slots {
            ...SlotView
          }
        }
      }
    }
  `,
  [SlotView],
)

export const TimePage_HoldSlot = graphql(
  `
    mutation TimePage_HoldSlot($input: HoldSlotInput!, $locale: Locale!) {
      holdSlot(input: $input) {
        __typename
        ... on SlotHold {
          token
          expiresAt
        }
        ... on SlotTakenError {
          alternatives {
            ...SlotView
          }
        }
        ... on InvalidInputError {
          message(locale: $locale)
          fields {
            message(locale: $locale)
          }
        }
        ... on LimitReachedError {
          message(locale: $locale)
          retryAt
        }
        ... on ChallengeRequiredError {
          challenge
        }
        ... on RefusedError {
          code
          message(locale: $locale)
        }
      }
    }
  `,
  [SlotView],
)

export const BookPage_ReleaseHold = graphql(`
  mutation BookPage_ReleaseHold($token: String!) {
    releaseHold(input: { token: $token }) {
      __typename
    }
  }
`)

export const BookPage_ExtendHold = graphql(`
  mutation BookPage_ExtendHold($token: String!, $locale: Locale!) {
    extendHold(input: { token: $token }) {
      __typename
      ... on UpdatedBooking {
        booking {
          holdExpiresAt
        }
      }
      ... on RefusedError {
        code
        message(locale: $locale)
      }
    }
  }
`)

export const BookPage_ConfirmBooking = graphql(
  `
    mutation BookPage_ConfirmBooking($input: ConfirmBookingInput!, $locale: Locale!) {
      confirmBooking(input: $input) {
        __typename
        ... on SlotTakenError {
          alternatives {
            ...SlotView
          }
        }
        ... on InvalidInputError {
          fields {
            field
            message(locale: $locale)
          }
        }
        ... on LimitReachedError {
          message(locale: $locale)
          retryAt
        }
        ... on RefusedError {
          code
          message(locale: $locale)
        }
      }
    }
  `,
  [SlotView],
)

export const MovePage_RescheduleBooking = graphql(
  `
    mutation MovePage_RescheduleBooking($input: RescheduleBookingInput!, $locale: Locale!) {
      rescheduleBooking(input: $input) {
        __typename
        ... on SlotTakenError {
          alternatives {
            ...SlotView
          }
        }
        ... on InvalidInputError {
          message(locale: $locale)
          fields {
            message(locale: $locale)
          }
        }
        ... on LimitReachedError {
          message(locale: $locale)
          retryAt
        }
        ... on RefusedError {
          code
          message(locale: $locale)
        }
      }
    }
  `,
  [SlotView],
)

export const CancelPage_CancelBooking = graphql(`
  mutation CancelPage_CancelBooking($input: CancelBookingInput!, $locale: Locale!) {
    cancelBooking(input: $input) {
      __typename
      ... on RefusedError {
        code
        message(locale: $locale)
      }
    }
  }
`)

/** A cancellation that a device has kept: the answer is the appointment as it is then. */
export const MyAppointments_Cancel = graphql(
  `
    mutation MyAppointments_Cancel($input: CancelBookingInput!, $locale: Locale!) {
      cancelBooking(input: $input) {
        __typename
        ... on UpdatedBooking {
          booking {
            ...BookingView
          }
        }
        ... on RefusedError {
          code
          message(locale: $locale)
        }
      }
    }
  `,
  [BookingView],
)

export const OpenPage_SendLink = graphql(`
  mutation OpenPage_SendLink($input: SendManageLinkInput!, $locale: Locale!) {
    sendManageLink(input: $input) {
      __typename
      ... on LinkRequested {
        reference
      }
      ... on InvalidInputError {
        fields {
          field
          message(locale: $locale)
        }
      }
      ... on LimitReachedError {
        message(locale: $locale)
        retryAt
      }
    }
  }
`)

export const CalendarFile_Booking = graphql(`
  query CalendarFile_Booking($token: String!) {
    booking(token: $token) {
      reference
      icalendar
    }
  }
`)

export type VisitData = ResultOf<typeof VisitView>
export type BookingData = ResultOf<typeof BookingView>
