import fc from 'fast-check'
import { converter, wcagContrast } from 'culori'
import { expect, test } from 'vitest'
import { accentsOf } from '../../../api/catalogue/accent.ts'
import { themeCss } from '../../../web/src/lib/theme/css.ts'

const rgb = converter('rgb')
const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

/** The variables of a sheet, those for the light before those for the dark. */
function variablesOf(css: string): [light: Map<string, string>, dark: Map<string, string>] {
  const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme:dark)')
  const read = (part: string) =>
    new Map([...part.matchAll(/--([\w-]+):([^;}]+)/g)].map(([, name, value]) => [name!, value!]))
  return [read(light), read(dark)]
}

test('in the colour of any town, what is linked can be read on every tinted ground, light and dark', () => {
  fc.assert(
    fc.property(hex, (base) => {
      for (const variables of variablesOf(themeCss(accentsOf(base)))) {
        const accent = variables.get('kern-color-action-default')!
        const grounds = [...variables].filter(([name]) => /tint|background|card/.test(name))
        expect(grounds.length).toBeGreaterThan(1)
        for (const [name, ground] of grounds)
          expect([base, name, wcagContrast(accent, rgb(ground)!) >= 4.5]).toEqual([base, name, true])
      }
    }),
  )
})

test('a grey town gets grey grounds', () => {
  const css = themeCss(accentsOf('#555555'))
  expect(css).toContain('--app-tint:oklch(97.5% 0 0)')
})
