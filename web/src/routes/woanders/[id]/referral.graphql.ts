import { ReferralCard } from '#lib/catalogue/catalogue.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const ReferralPage = graphql(
  `
    query ReferralPage($id: ID!, $locale: Locale!) {
      referral(id: $id) {
        ...ReferralCard
      }
    }
  `,
  [ReferralCard],
)
