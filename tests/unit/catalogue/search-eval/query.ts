/** A text in the search field, the language of the page, and the right answers. */
export interface Query {
  locale: 'de' | 'en' | 'de-simple'
  text: string
  /** Ids of services and referrals, one of which must be among the first three results. */
  wanted: string[]
}

export const de = (text: string, ...wanted: string[]): Query => ({ locale: 'de', text, wanted })
export const en = (text: string, ...wanted: string[]): Query => ({ locale: 'en', text, wanted })
export const simple = (text: string, ...wanted: string[]): Query => ({ locale: 'de-simple', text, wanted })
