import fc from 'fast-check'
import { converter, wcagContrast } from 'culori'
import { expect, test } from 'vitest'
import { accentsOf } from '../../../api/catalogue/accent.ts'
import { themeCss } from '../../../web/src/lib/theme/css.ts'

const rgb = converter('rgb')
const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

/** The variables of a style sheet for light and dark. */
function variablesOf(css: string): [light: Map<string, string>, dark: Map<string, string>] {
  const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme:dark)')
  const read = (part: string) =>
    new Map([...part.matchAll(/--([\w-]+):([^;}]+)/g)].map(([, name, value]) => [name!, value!]))
  return [read(light), read(dark)]
}

test('links have a contrast of at least 4.5 on all backgrounds, for any town colour, in light and dark', () => {
  fc.assert(
    fc.property(hex, (base) => {
      for (const variables of variablesOf(themeCss(accentsOf(base)))) {
        const accent = variables.get('kern-color-action-default')!
        const backgrounds = [...variables].filter(([name]) => /tint|background|card/.test(name))
        expect(backgrounds.length).toBeGreaterThan(1)
        for (const [name, background] of backgrounds)
          expect([base, name, wcagContrast(accent, rgb(background)!) >= 4.5]).toEqual([base, name, true])
      }
    }),
  )
})

test('a grey town colour gives grey backgrounds', () => {
  const css = themeCss(accentsOf('#555555'))
  expect(css).toContain('--app-tint:oklch(97.5% 0 0)')
})
