/** The expected language of a page. */
export interface Expected {
  /** Attributes of the `html` element. */
  lang: string
  dir: string
  /** Texts of another language, allowed only in elements with their own `lang`. */
  untranslated: string[]
}

/** Runs in the page: texts in another language than the declared one, and wrong `lang` and `dir`. */
export function wrongLanguage({ lang, dir, untranslated }: Expected): string[] {
  const found: string[] = []
  const root = document.documentElement
  if (root.lang !== lang) found.push(`lang is “${root.lang}”`)
  if ((root.dir || 'ltr') !== dir) found.push(`dir is “${root.dir}”`)

  const foreign = new Set(untranslated)
  const look = (text: string | null, where: Element) => {
    // Untranslated texts of the catalogue have a `lang` of their own.
    if (text && foreign.has(text.trim()) && where.closest('[lang]') === root)
      found.push(`not translated: “${text.trim()}”`)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) look(texts.currentNode.nodeValue, texts.currentNode.parentElement!)
  for (const node of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(node.getAttribute(name), node)
  return [...new Set(found)]
}
