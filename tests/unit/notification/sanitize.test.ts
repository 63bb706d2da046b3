import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolated, lines, oneLine } from '../../../api/notification/compose/sanitize.ts'
import { nasty } from './appointments.ts'

describe('sanitizing user input', () => {
  it('oneLine removes line breaks and control characters from any text', () => {
    expect(oneLine('Eva\r\nBcc: x\u2028y\u0000z\t')).toBe('Eva Bcc: x y z')
    expect(oneLine(nasty)).not.toMatch(/[\r\n]/)
    expect(oneLine('a\ud800b')).toBe('a\ufffdb')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        expect(oneLine(text).isWellFormed()).toBe(true)
      }),
    )
  })

  it('lines splits a text at line breaks', () => {
    expect(lines('one\r\ntwo\n\n three\u2028four')).toEqual(['one', 'two', 'three', 'four'])
  })

  it('isolated does not change left-to-right text', () => {
    expect(isolated('Zoë Müller-Łukasz 李')).toBe('Zoë Müller-Łukasz 李')
  })

  it('isolated wraps text that changes the direction in an isolate', () => {
    expect(isolated('דנה')).toBe('\u2068דנה\u2069')
    expect(isolated('a\u202Egnp.exe')).toBe('\u2068a\u202Egnp.exe\u2069')
    expect(isolated('out\u2069\u202Eside')).toBe('\u2068out\u202Eside\u2069')
    expect(isolated('\u2066open\u2067twice')).toBe('\u2068\u2066open\u2067twice\u2069\u2069\u2069')
  })

  it('isolated returns balanced isolates for any marks in the text', () => {
    const marks = fc.constantFrom('a', 'א', '\u2066', '\u2067', '\u2068', '\u2069', '\u202e', '\u200f')
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 12 }), (parts) => {
        const text = isolated(parts.join(''))
        if (!text.startsWith('\u2068')) return
        let depth = 0
        for (const [index, character] of [...text].entries()) {
          if (/[\u2066-\u2068]/.test(character)) depth++
          if (character === '\u2069') depth--
          expect(depth).toBeGreaterThanOrEqual(index === text.length - 1 ? 0 : 1)
        }
        expect(depth).toBe(0)
      }),
    )
  })
})
