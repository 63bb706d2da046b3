import { converter, formatHex, toGamut, wcagContrast } from 'culori'

/** The town's colour in variants with enough contrast for pages and mails. */
export interface Accents {
  /** `#rrggbb`, as configured: for areas without text, app icons and the browser's bar. */
  base: string
  /** For text, icons and buttons on a light background, and as a background of white text. */
  onLight: string
  /** For text, icons and buttons on a dark background, and as a background of black text. */
  onDark: string
  /** Hue in OKLCH, 0 to 360 degrees; null: black, white or grey. */
  hue: number | null
}

/** Minimum contrast of text by WCAG 2.2, 1.4.3. */
const MIN_CONTRAST = 4.5
/** The backgrounds of web/src/styles/_theme.scss with the least contrast: the darkest light one, the lightest dark one. */
const BACKGROUNDS = { light: '#e3e8f6', dark: '#262c40' }

const oklch = converter('oklch')
const intoSrgb = toGamut('rgb', 'oklch')

/**
 * Derives two accents from a colour: with its hue, and the lightness nearest to its own that has a contrast of 4.5 : 1 on
 * every background of the pages. Works for every colour, yellow and black included.
 */
export function accentsOf(base: string): Accents {
  return {
    base,
    hue: hueOf(base),
    onLight: nearest(base, -1, (color) => contrast(color, BACKGROUNDS.light) >= MIN_CONTRAST),
    onDark: nearest(base, 1, (color) => contrast(color, BACKGROUNDS.dark) >= MIN_CONTRAST),
  }
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export const contrast = (one: string, other: string): number => wcagContrast(one, other)

function hueOf(base: string): number | null {
  const { c = 0, h } = oklch(base) ?? {}
  // A chroma below 0.01 is not visible; for a grey the conversion returns such a chroma by rounding.
  return h === undefined || c < 0.01 ? null : Math.round(h * 10) / 10
}

/** The first colour with enough contrast from `base` towards black (-1) or white (+1), in steps too small to be visible. */
function nearest(base: string, direction: 1 | -1, isEnough: (color: string) => boolean): string {
  const start = oklch(base)
  if (!start) throw new Error(`not a colour: ${base}`)
  for (let l = Math.min(start.l, 1); l >= 0 && l <= 1; l += direction * 0.005) {
    const color = formatHex(intoSrgb({ ...start, l }))
    if (isEnough(color)) return color
  }
  return direction === 1 ? '#ffffff' : '#000000'
}
