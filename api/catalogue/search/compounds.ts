/** German linking elements between the parts of a compound: Hund-e-steuer, Umzug-s-wagen, Straße-n-fest. */
const LINKING_ELEMENTS = ['', 's', 'n', 'e', 'en', 'es', 'er']

/** Letters. Shorter words (Amt, Rat, Ehe) occur inside too many others. */
const MIN_PART_LENGTH = 4

/** Splits compounds into words of a vocabulary, which are the words of the catalogue. */
export class Compounds {
  readonly #words: ReadonlySet<string>
  readonly #stem: (word: string) => string

  /**
   * @param words folded words and stems
   * @param stem removes the ending of a compound, which is that of its last part
   */
  constructor(words: Iterable<string>, stem: (word: string) => string) {
    this.#words = new Set([...words].filter((word) => word.length >= MIN_PART_LENGTH))
    this.#stem = stem
  }

  /**
   * Splits a folded word into the smallest number of words of the vocabulary (`hundesteueranmeldung` → hundesteuer,
   * anmeldung). If that is not possible, the longest prefix or suffix in the vocabulary; empty without one.
   */
  partsOf(word: string): string[] {
    const forms = [word, this.#stem(word)]
    const splits = forms.flatMap((form) => {
      const parts = this.#split(form, 3)
      return parts && parts.length > 1 ? [parts] : []
    })
    const best = splits.sort((a, b) => a.length - b.length)[0]
    return best ?? this.#longestPart(forms)
  }

  #split(word: string, atMost: number): string[] | undefined {
    if (this.#words.has(word)) return [word]
    if (atMost <= 1) return undefined
    let best: string[] | undefined
    for (let end = word.length - MIN_PART_LENGTH; end >= MIN_PART_LENGTH; end--) {
      const head = word.slice(0, end)
      if (!this.#words.has(head)) continue
      for (const link of LINKING_ELEMENTS) {
        if (!word.startsWith(link, end)) continue
        const rest = this.#split(word.slice(end + link.length), atMost - 1)
        if (rest && (!best || rest.length + 1 < best.length)) best = [head, ...rest]
      }
    }
    return best
  }

  #longestPart(forms: string[]): string[] {
    // At least two letters shorter: a difference of one or two letters is an inflection, not a part.
    for (let length = forms[0]!.length - 2; length >= MIN_PART_LENGTH; length--) {
      const known = forms
        .flatMap((form) => [form.slice(0, length), form.slice(-length)])
        .find((part) => part.length === length && this.#words.has(part))
      if (known) return [known]
    }
    return []
  }
}
