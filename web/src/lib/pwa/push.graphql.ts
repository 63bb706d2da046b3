import { graphql } from '#lib/graphql/tada.ts'

/** The office's push key, and whether this device is subscribed to a booking. */
export const PushOffer = graphql(`
  query PushOffer($token: String!, $endpoint: String!) {
    pushKey
    booking(token: $token) {
      isPushedTo(endpoint: $endpoint)
    }
  }
`)

export const PushOffer_Subscribe = graphql(`
  mutation PushOffer_Subscribe($input: SubscribeToPushInput!) {
    subscribeToPush(input: $input) {
      __typename
    }
  }
`)

export const PushOffer_Unsubscribe = graphql(`
  mutation PushOffer_Unsubscribe($input: UnsubscribeFromPushInput!) {
    unsubscribeFromPush(input: $input) {
      __typename
    }
  }
`)
