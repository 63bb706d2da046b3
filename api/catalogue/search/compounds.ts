/** What German puts between the parts of a compound: Hund-e-steuer, Umzug-s-wagen, Straße-n-fest. */
const joints = ['', 's', 'n', 'e', 'en', 'es', 'er']

/** Shorter parts would find a word in every other: Amt, Rat, Ehe. */
const shortest = 4

/** Splits compounds by a vocabulary: only what the catalogue speaks of can be a part. */
export class Compounds {
  readonly #words: ReadonlySet<string>
  readonly #stem: (word: string) => string

  /**
   * @param words folded words and stems
   * @param stem cuts the ending, which a compound has from its last part
   */
  constructor(words: Iterable<string>, stem: (word: string) => string) {
    this.#words = new Set([...words].filter((word) => word.length >= shortest))
    this.#stem = stem
  }

  /**
   * The parts of a folded word as the vocabulary has them: as few as possible, all of them known
   * (`hundesteueranmeldung` → hundesteuer, anmeldung). Where that fails, the longest known beginning or end, alone.
   * Empty when nothing is known.
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
    for (let end = word.length - shortest; end >= shortest; end--) {
      const head = word.slice(0, end)
      if (!this.#words.has(head)) continue
      for (const joint of joints) {
        if (!word.startsWith(joint, end)) continue
        const rest = this.#split(word.slice(end + joint.length), atMost - 1)
        if (rest && (!best || rest.length + 1 < best.length)) best = [head, ...rest]
      }
    }
    return best
  }

  #longestPart(forms: string[]): string[] {
    // A word less its last letter or two is the word itself, in another form.
    for (let length = forms[0]!.length - 2; length >= shortest; length--) {
      const known = forms
        .flatMap((form) => [form.slice(0, length), form.slice(-length)])
        .find((part) => part.length === length && this.#words.has(part))
      if (known) return [known]
    }
    return []
  }
}
