import { graphql } from '#lib/graphql/tada.ts'

export const TimePage_Days = graphql(`
  query TimePage_Days($items: [VisitItemInput!]!, $from: Date!, $to: Date!, $wish: TimeWishInput) {
    nextSlots(items: $items, first: 3, wish: $wish) {
      startsAt
    }
    availableDays(items: $items, from: $from, to: $to, wish: $wish) {
      date
      free
    }
    office {
      horizonDays
    }
  }
`)

export const TimePage_LaterDays = graphql(`
  query TimePage_LaterDays($items: [VisitItemInput!]!, $from: Date!, $to: Date!, $wish: TimeWishInput) {
    availableDays(items: $items, from: $from, to: $to, wish: $wish) {
      date
      free
    }
  }
`)

export const TimePage_Slots = graphql(`
  query TimePage_Slots($items: [VisitItemInput!]!, $day: Date!, $wish: TimeWishInput) {
    slots(items: $items, from: $day, to: $day, wish: $wish) {
      startsAt
    }
  }
`)
