/*
 * Checks of the layout of a page. Each function runs in the page, so it cannot use anything outside of itself, and
 * returns the faults as texts.
 */

/** Targets smaller than 44 × 44 px (WCAG 2.2, 2.5.5), except links in running text. */
export function smallTargets(): string[] {
  const LEAST = 43.5
  const pressable = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  return [...document.querySelectorAll<HTMLElement>(pressable)].flatMap((node) => {
    if (!node.checkVisibility({ visibilityProperty: true }) || node.ariaHidden === 'true') return []
    const inText =
      getComputedStyle(node).display === 'inline' &&
      node.parentElement!.textContent.trim() !== node.textContent.trim()
    if (inText) return []
    // The label of an input is part of its target.
    const labels = node instanceof HTMLInputElement ? [...(node.labels ?? [])] : []
    const boxes = [node, ...labels].map((each) => each.getBoundingClientRect())
    const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))
    const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))
    if (width >= LEAST && height >= LEAST) return []
    const name = (node.innerText || node.id || node.className).slice(0, 40)
    return [`only ${width.toFixed(0)} × ${height.toFixed(0)} px: ${node.localName} “${name}”`]
  })
}

/** Unreadable text: cut off, outside of the window or its container, overlapping other text; and horizontal scrolling. */
export function lostText(): string[] {
  interface Line {
    box: DOMRect
    text: string
    parent: HTMLElement
  }
  const found: string[] = []
  const wider = document.documentElement.scrollWidth - innerWidth
  if (wider > 0) found.push(`must be scrolled sideways by ${wider} px`)

  const known = new Map<Element, boolean>()
  /** Visually hidden text for screen readers, which has an ancestor with `clip-path`. */
  function isOnlyHeard(node: Element | null): boolean {
    if (!node) return false
    const heard =
      known.get(node) ?? (getComputedStyle(node).clipPath !== 'none' || isOnlyHeard(node.parentElement))
    known.set(node, heard)
    return heard
  }

  const lines: Line[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode as Text
    const parent = node.parentElement!
    const text = node.data.trim().slice(0, 40)
    if (!text || !parent.checkVisibility({ visibilityProperty: true }) || isOnlyHeard(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) lines.push({ box, text, parent })
  }

  for (const { box, text, parent } of lines) {
    for (
      let frame: HTMLElement | null = parent;
      frame && frame !== document.body;
      frame = frame.parentElement
    ) {
      const style = getComputedStyle(frame)
      if (style.display === 'inline' || style.display === 'contents') continue
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY)
      if (scrolls) break
      const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible'
      const framed =
        parseFloat(style.borderInlineEndWidth) > 0 ||
        !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor)
      if (!clips && !framed && frame.localName !== 'button') continue
      const around = frame.getBoundingClientRect()
      const outside = Math.max(
        around.left - box.left,
        box.right - around.right,
        around.top - box.top,
        box.bottom - around.bottom,
      )
      if (outside > 1.5) {
        found.push(`“${text}” leaves ${frame.localName}.${frame.className}`)
        break
      }
    }
  }

  // Without the upper and lower fifth of a line, the space for accents, which may overlap.
  const core = ({ box }: Line) => ({
    ...box.toJSON(),
    top: box.top + box.height / 5,
    bottom: box.bottom - box.height / 5,
  })
  const cores = lines.map(core)
  // Layers above the page, e.g. suggestions, may cover it.
  const layerOf = (node: HTMLElement): Element | null => {
    for (let each: HTMLElement | null = node; each; each = each.parentElement) {
      const { position, zIndex } = getComputedStyle(each)
      if (zIndex !== 'auto' && /absolute|fixed|sticky/.test(position)) return each
    }
    return null
  }
  const layers = lines.map(({ parent }) => layerOf(parent))
  // Text that is scrolled out of its container overlaps nothing.
  const inSight = lines.map(({ box, parent }) => {
    for (let each: HTMLElement | null = parent; each && each !== document.body; each = each.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(each)
      if (!/auto|scroll/.test(overflowX + overflowY)) continue
      const frame = each.getBoundingClientRect()
      const seen =
        Math.min(box.right, frame.right) - Math.max(box.left, frame.left) > 1 &&
        Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top) > 1
      if (!seen) return false
    }
    return true
  })
  lines.forEach((line, index) => {
    for (let other = index + 1; other < lines.length; other++) {
      const [one, two] = [cores[index]!, cores[other]!]
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left)
      const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
      const seen = inSight[index]! && inSight[other]!
      if (seen && across > 1 && down > 1 && layers[index] === layers[other])
        found.push(`“${line.text}” and “${lines[other]!.text}” lie on each other`)
    }
  })
  return [...new Set(found)]
}

/** Elements with transitions or animations in spite of `prefers-reduced-motion`. */
export function motion(): string[] {
  const lasts = (durations: string) => durations.split(',').some((each) => parseFloat(each) > 0.001)
  return [...document.querySelectorAll('*')].flatMap((node) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(node)
    const moves =
      lasts(transitionDuration) ||
      (animationName !== 'none' && lasts(animationDuration)) ||
      scrollBehavior === 'smooth'
    return moves ? [`moves: ${node.localName}.${node.getAttribute('class') ?? ''}`] : []
  })
}

/** Sets the text spacing of WCAG 2.2, 1.4.12; by a constructed style sheet, which the page's policy allows. */
export function spaceText(wide: boolean): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = wide ? [sheet] : []
}
