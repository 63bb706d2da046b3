import { ServiceCard } from '#lib/catalogue/catalogue.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const TopicPage = graphql(
  `
    query TopicPage($topic: ID!, $locale: Locale!) {
      topics {
        id
        title(locale: $locale)
        description(locale: $locale)
      }
      services(topicId: $topic, locale: $locale) {
        ...ServiceCard
      }
    }
  `,
  [ServiceCard],
)
