import { ReferralCard, ServiceCard, ServiceDetails } from '#lib/catalogue/catalogue.graphql.ts'
import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf, type VariablesOf } from '#lib/graphql/tada.ts'

/** The list of entries. */
export const CataloguePage_Entries = graphql(`
  query CataloguePage_Entries($kind: EntryKind!, $locale: Locale!) {
    locales
    catalogueEntries(kind: $kind) {
      kind
      id
      title(locale: $locale)
      state
      missing {
        locale
        count
      }
      draft {
        changedAt
        changedBy
      }
    }
  }
`)

/** An entry with its draft. */
export const EditedEntry = graphql(`
  fragment EditedEntry on CatalogueEntry {
    kind
    id
    title(locale: $locale)
    state
    content
    missing {
      locale
      count
    }
    draft {
      version
      changedAt
      changedBy
    }
    overtaken
    problems {
      field
      message(locale: $locale)
    }
  }
`)

export const EntryPage_Entry = graphql(
  `
    query EntryPage_Entry($kind: EntryKind!, $id: ID!, $locale: Locale!) {
      locales
      catalogueEntry(kind: $kind, id: $id) {
        ...EditedEntry
        clashes
        overtakenBy {
          path
          before
          after
        }
        unpublished {
          path
          before
          after
        }
      }
    }
  `,
  [EditedEntry],
)

/** Languages of the entries' texts. */
export const EntryPage_Locales = graphql(`
  query EntryPage_Locales {
    locales
  }
`)

/** Objects that an entry can refer to. */
export const EntryPage_Choices = graphql(`
  query EntryPage_Choices($locale: Locale!) {
    editorChoices {
      departments {
        id
        name(locale: $locale)
      }
      desks {
        id
        name(locale: $locale)
        mode
        department {
          name(locale: $locale)
        }
      }
    }
    topics {
      id
      title(locale: $locale)
    }
    services(locale: $locale) {
      id
      title(locale: $locale)
    }
  }
`)

export const EntryPage_History = graphql(`
  query EntryPage_History($kind: EntryKind!, $id: ID!, $locale: Locale!) {
    locales
    catalogueEntry(kind: $kind, id: $id) {
      kind
      id
      title(locale: $locale)
      state
      draft {
        version
      }
      revisions {
        number
        at
        author
        offered
        changes {
          path
          before
          after
        }
      }
    }
  }
`)

/** Result of a catalogue-entry mutation. */
const Outcome = graphql(
  `
    fragment Outcome on EntryResult {
      __typename
      ... on UpdatedEntry {
        entry {
          ...EditedEntry
        }
      }
      ... on EntryConflictError {
        changes {
          path
          before
          after
        }
        entry {
          ...EditedEntry
        }
      }
      ...Failure
    }
  `,
  [EditedEntry, Failure],
)

export const NewEntryPage_Begin = graphql(
  `
    mutation NewEntryPage_Begin($input: NewEntryInput!, $locale: Locale!) {
      newEntry(input: $input) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Save = graphql(
  `
    mutation EntryPage_Save($input: EntryInput!, $content: EntryContent!, $locale: Locale!) {
      saveDraft(input: $input, content: $content) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Discard = graphql(
  `
    mutation EntryPage_Discard($input: EntryInput!, $locale: Locale!) {
      discardDraft(input: $input) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Adopt = graphql(
  `
    mutation EntryPage_Adopt($input: EntryInput!, $keep: [String!]!, $locale: Locale!) {
      adoptPublished(input: $input, keep: $keep) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Publish = graphql(
  `
    mutation EntryPage_Publish($input: EntryInput!, $locale: Locale!) {
      publishDraft(input: $input) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Restore = graphql(
  `
    mutation EntryPage_Restore($input: EntryInput!, $number: Int, $locale: Locale!) {
      restoreRevision(input: $input, number: $number) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const EntryPage_Retire = graphql(
  `
    mutation EntryPage_Retire($kind: EntryKind!, $id: ID!, $locale: Locale!) {
      retireEntry(kind: $kind, id: $id) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const CataloguePage_MoveTopic = graphql(
  `
    mutation CataloguePage_MoveTopic($id: ID!, $up: Boolean!, $locale: Locale!) {
      moveTopic(id: $id, up: $up) {
        ...Outcome
      }
    }
  `,
  [Outcome],
)

export const PreviewPage_Service = graphql(
  `
    query PreviewPage_Service($id: ID!, $locale: Locale!) {
      servicePreview(id: $id) {
        ...ServiceDetails
      }
    }
  `,
  [ServiceDetails],
)

export const PreviewPage_Topic = graphql(
  `
    query PreviewPage_Topic($id: ID!, $locale: Locale!) {
      topicPreview(id: $id) {
        id
        title(locale: $locale)
        description(locale: $locale)
        services {
          ...ServiceCard
        }
      }
    }
  `,
  [ServiceCard],
)

export const PreviewPage_Referral = graphql(
  `
    query PreviewPage_Referral($id: ID!, $locale: Locale!) {
      referralPreview(id: $id) {
        ...ReferralCard
      }
    }
  `,
  [ReferralCard],
)

/** The published services, for posters. */
export const PosterPage_Service = graphql(`
  query PosterPage_Service($locale: Locale!) {
    services(locale: $locale) {
      id
      slug
      title(locale: $locale)
      mode
      documents(locale: $locale) {
        title
        requiredWhen
      }
    }
  }
`)

export type EntryKind = VariablesOf<typeof EntryPage_Entry>['kind']
export type ListedEntry = ResultOf<typeof CataloguePage_Entries>['catalogueEntries'][number]
export type EditedEntryData = ResultOf<typeof EditedEntry>
export type Change = NonNullable<ResultOf<typeof EntryPage_Entry>['catalogueEntry']>['overtakenBy'][number]
export type Choices = ResultOf<typeof EntryPage_Choices>
export type EntryOutcome = ResultOf<typeof Outcome>
export type RevisionData = NonNullable<
  ResultOf<typeof EntryPage_History>['catalogueEntry']
>['revisions'][number]
