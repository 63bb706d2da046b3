/** What the texts of a page must agree with. */
export interface Expected {
  /** Attributes of the `html` element. */
  lang: string
  dir: string
  /** Texts of another language, which may only stand where the page says so. */
  untranslated: string[]
}

/** Runs in the page, alone: what is in another language than the page says, in words. */
export function wrongLanguage({ lang, dir, untranslated }: Expected): string[] {
  const found: string[] = []
  const root = document.documentElement
  if (root.lang !== lang) found.push(`lang is “${root.lang}”`)
  if ((root.dir || 'ltr') !== dir) found.push(`dir is “${root.dir}”`)

  const foreign = new Set(untranslated)
  const look = (text: string | null, where: Element) => {
    // Names and texts of the catalogue that nobody has translated say in which language they are.
    if (text && foreign.has(text.trim()) && where.closest('[lang]') === root)
      found.push(`not translated: “${text.trim()}”`)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) look(texts.currentNode.nodeValue, texts.currentNode.parentElement!)
  for (const node of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(node.getAttribute(name), node)
  return [...new Set(found)]
}
