/** A search query with the expected results. */
export interface Query {
  /** Language of the page on which it is typed. */
  locale: 'de' | 'en' | 'de-simple'
  text: string
  /** Ids of services and referrals; one of them must be among the first three results. */
  expected: string[]
}

export const de = (text: string, ...expected: string[]): Query => ({ locale: 'de', text, expected })
export const en = (text: string, ...expected: string[]): Query => ({ locale: 'en', text, expected })
export const simple = (text: string, ...expected: string[]): Query => ({
  locale: 'de-simple',
  text,
  expected,
})
