import { converter, formatHex, toGamut, wcagContrast } from 'culori'

/** The town's colour as it can be read on the pages and in mails. */
export interface Accents {
  /** `#rrggbb`, as the town gave it: for areas without text, icons and the browser's bar. */
  base: string
  /** For text, icons and buttons on light ground; white text can stand on it. */
  onLight: string
  /** For text, icons and buttons on dark ground; black text can stand on it. */
  onDark: string
  /** Hue in OKLCH, 0 to 360 degrees; null: black, white or grey. */
  hue: number | null
}

/** WCAG 2.2, 1.4.3: text. */
const enough = 4.5
/** The darkest light ground and the lightest dark ground that accents stand on: web/src/styles/_theme.scss. */
const grounds = { light: '#e3e8f6', dark: '#262c40' }

const oklch = converter('oklch')
const intoSrgb = toGamut('rgb', 'oklch')

/**
 * Two accents of one colour: its hue, as near to its lightness as the contrast of 4.5 : 1 allows, on every ground of
 * the pages. Any colour will do, also yellow or black.
 */
export function accentsOf(base: string): Accents {
  return {
    base,
    hue: hueOf(base),
    onLight: nearest(base, -1, (color) => contrast(color, grounds.light) >= enough),
    onDark: nearest(base, 1, (color) => contrast(color, grounds.dark) >= enough),
  }
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export const contrast = (one: string, other: string): number => wcagContrast(one, other)

function hueOf(base: string): number | null {
  const { c = 0, h } = oklch(base) ?? {}
  // Below this nobody sees a colour; what the conversion leaves of a grey is noise.
  return h === undefined || c < 0.01 ? null : Math.round(h * 10) / 10
}

/** The first colour that is good enough on the way from `base` to black (-1) or white (+1), in steps nobody sees. */
function nearest(base: string, direction: 1 | -1, isEnough: (color: string) => boolean): string {
  const start = oklch(base)
  if (!start) throw new Error(`not a colour: ${base}`)
  for (let l = Math.min(start.l, 1); l >= 0 && l <= 1; l += direction * 0.005) {
    const color = formatHex(intoSrgb({ ...start, l }))
    if (isEnough(color)) return color
  }
  return direction === 1 ? '#ffffff' : '#000000'
}
