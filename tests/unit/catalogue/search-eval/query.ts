/** What somebody types into the search, on pages of which language, and the entries that would help. */
export interface Wish {
  locale: 'de' | 'en' | 'de-simple'
  text: string
  /** Ids of services and referrals; whoever sees one of them among the first three has been helped. */
  wanted: string[]
}

export const de = (text: string, ...wanted: string[]): Wish => ({ locale: 'de', text, wanted })
export const en = (text: string, ...wanted: string[]): Wish => ({ locale: 'en', text, wanted })
export const simple = (text: string, ...wanted: string[]): Wish => ({ locale: 'de-simple', text, wanted })
