import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentsOf, contrast } from '../../../api/catalogue/accent.ts'

const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

test('accents of any colour have enough contrast on all backgrounds', () => {
  fc.assert(
    fc.property(hex, (base) => {
      const { onLight, onDark } = accentsOf(base)
      for (const background of ['#ffffff', '#e3e8f6'])
        expect(contrast(onLight, background)).toBeGreaterThanOrEqual(4.5)
      for (const background of ['#000000', '#262c40'])
        expect(contrast(onDark, background)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('a colour with enough contrast is not changed', () => {
  expect(accentsOf('#1a3da5')).toMatchObject({ base: '#1a3da5', onLight: '#1a3da5' })
  expect(accentsOf('#ffd500')).toMatchObject({ base: '#ffd500', onDark: '#ffd500' })
})

test('accents keep the hue: those of a green are green', () => {
  const { onLight, onDark } = accentsOf('#00843d')
  for (const color of [onLight, onDark]) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)) as [
      number,
      number,
      number,
    ]
    expect(green).toBeGreaterThan(Math.max(red, blue))
  }
})

test('accents of white and black have enough contrast', () => {
  expect(accentsOf('#ffffff')).toMatchObject({ onDark: '#ffffff' })
  expect(accentsOf('#ffffff').onLight).not.toBe('#ffffff')
  expect(accentsOf('#000000')).toMatchObject({ onLight: '#000000' })
})
