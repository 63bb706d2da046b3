/** The town's colour from the API. */
export interface Accent {
  base: string
  onLight: string
  onDark: string
  hue: number | null
}

/**
 * A style sheet with the town's colour for buttons, links and tinted backgrounds, in light and dark. `html:root` has a
 * higher specificity than the defaults of the app's own sheet, so their order does not matter.
 */
export function themeCss({ base, onLight, onDark, hue }: Accent): string {
  const tint = (lightness: number, chroma: number) =>
    `oklch(${lightness}% ${hue === null ? 0 : chroma} ${hue ?? 0})`
  const rule = (variables: Record<string, string>) =>
    `html:root{${Object.entries(variables)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';')}}`
  const light = rule({
    'app-town': base,
    'kern-color-action-default': onLight,
    'app-tint': tint(97.5, 0.012),
    'app-tint-strong': tint(95, 0.025),
    'app-skyline': tint(89, 0.045),
  })
  const dark = rule({
    'kern-color-action-default': onDark,
    'kern-color-layout-background-default': tint(17, 0.022),
    'kern-color-layout-background-default-surface': tint(22, 0.03),
    'kern-color-layout-background-level-1': tint(20, 0.028),
    'app-tint': tint(21, 0.035),
    'app-tint-strong': tint(26, 0.045),
    'app-skyline': tint(30, 0.06),
    'app-card': tint(21, 0.028),
  })
  return `${light}@media screen and (prefers-color-scheme:dark){${dark}}`
}
