import { graphql } from '#lib/graphql/tada.ts'

export const Sitemap = graphql(`
  query Sitemap {
    topics {
      id
    }
    services {
      slug
    }
    referrals {
      id
    }
  }
`)
